"""The day of a person's death, and dates that have nothing but a label: changed one at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import OtherProperty, Person
from crm.text import date_formats, date_lines
from crm.text.date_lines import UNKNOWN, OtherLines, PersonDate, parse_lines
from crm.text.folding import fold
from crm.text.typed_text import line, parse_typed_date

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_YES = ("yes", "y", "true", UNKNOWN, "day not known")


def set_died(work: "UnitOfWork", person: Person, value: str) -> None:
    """A day, a month, a year, "yes", or words such as "circa 1960"; nothing takes it back. The rhythm goes with it."""
    said = line(value)
    died = _died(work, said) if said else ""
    for one in _lines(work, person):
        if date_lines.is_death_line(one.line):
            work.session.delete(one)
    if died:
        _put(work, person, date_lines.death_line(died))
        person.rhythm_days = person.rhythm_since = None
    work.session.flush()


def add(work: "UnitOfWork", person: Person, value: str) -> None:
    """ "First met: 3 December 2019", with the colon or without; one they have is left as it is."""
    wanted = _labelled(line(value))
    if all(one.key != wanted.key for one in _said(_lines(work, person)).dates):
        _put(work, person, date_lines.date_line(wanted.label, wanted.day))
    work.session.flush()


def remove(work: "UnitOfWork", person: Person, value: str) -> None:
    """By its label, its day, or both as they are added. Raises NotUnderstood where there is no such date."""
    wanted = fold(line(value))
    said = _said(_lines(work, person)).dates
    names = {one.place: (one.key[0], one.day, f"{one.key[0]}: {one.day}") for one in said}
    _take_out(work, person, [one for one in said if wanted in names[one.place]], value)


def change(work: "UnitOfWork", person: Person, row_id: int, value: str) -> None:
    """Another day with the same label, where the line of that id was; nothing typed takes it away."""
    lines = _lines(work, person)
    place = next((place for place, one in enumerate(lines) if one.id == row_id), None)
    found = [one for one in _said(lines).dates if one.place == place]
    if found and line(value):
        day = parse_typed_date(value)
        _take_out(work, person, found, value)
        _put(work, person, date_lines.date_line(found[0].label, day), lines[found[0].place].place)
        work.session.flush()
    else:
        _take_out(work, person, found, value)


def clear(work: "UnitOfWork", person: Person) -> None:
    said = _said(_lines(work, person)).dates
    if said:
        _take_out(work, person, said, "")


def _take_out(work: "UnitOfWork", person: Person, which: Iterable[PersonDate], value: str) -> None:
    """With the lines that say nothing but their labels."""
    lines = _lines(work, person)
    places = {one.place for one in which}
    if not places:
        raise NotUnderstood(f"{person.full_name} has no date “{line(value)}”.")
    left = [one for place, one in enumerate(lines) if place not in places]
    kept = set(_said(lines).rest)
    loose = {one for one in _said(left).rest if one not in kept}
    for place, one in enumerate(lines):
        if place in places or one.line in loose:
            work.session.delete(one)
    work.session.flush()


def _died(work: "UnitOfWork", said: str) -> str:
    if fold(said) in _YES:
        return UNKNOWN
    found = (
        None
        if date_formats.is_ambiguous(said)
        else date_formats.parse_date(said) or date_formats.parse_month_or_year(said)
    )
    if found and found[:1].isdigit() and found > work.today.isoformat():
        raise NotUnderstood(
            f"{date_formats.format_date(found)} is still to come."
            if len(found) == 10
            else f"{found} is still to come."
        )
    if not found and not any(map(str.isalpha, said)):
        raise NotUnderstood(
            f"“{said}” is no date. Write YYYY-MM-DD, YYYY-MM, YYYY, or yes where the day is not known."
        )
    return found or said


def _labelled(said: str) -> PersonDate:
    """The day is as few of the last words as say it."""
    label, colon, day = said.rpartition(":")
    if colon:
        return PersonDate(label.strip(), parse_typed_date(day))
    found, words = parse_typed_date(said), said.split()
    start = max(at for at in range(len(words)) if date_formats.parse_date(" ".join(words[at:])) == found)
    return PersonDate(" ".join(words[:start]).rstrip(" ,"), found)


def _lines(work: "UnitOfWork", person: Person) -> list[OtherProperty]:
    chosen = select(OtherProperty).where(OtherProperty.person_id == person.id)
    return list(work.session.scalars(chosen.order_by(OtherProperty.place, OtherProperty.id)))


def _said(lines: list[OtherProperty]) -> OtherLines:
    return parse_lines([one.line for one in lines])


def _put(work: "UnitOfWork", person: Person, text: str, place: int | None = None) -> None:
    place = len(_lines(work, person)) if place is None else place
    work.session.add(OtherProperty(person_id=person.id, line=text, place=place))
