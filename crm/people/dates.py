"""Edits the date of death and the labelled dates of a person, kept as vCard lines in `other_property`."""

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

_DAY_UNKNOWN_WORDS = ("yes", "y", "true", UNKNOWN, "day not known")


def set_died(work: "UnitOfWork", person: Person, value: str) -> None:
    """`value` is a day, month, year, "yes" or words such as "circa 1960"; empty removes it. Clears the rhythm."""
    text = line(value)
    died = _parse_died(work, text) if text else ""
    for one in _load_lines(work, person):
        if date_lines.is_death_line(one.line):
            work.session.delete(one)
    if died:
        _insert_line(work, person, date_lines.death_line(died))
        person.rhythm_days = person.rhythm_since = None
    work.session.flush()


def add(work: "UnitOfWork", person: Person, value: str) -> None:
    """ "First met: 3 December 2019", with or without the colon. A date the person already has is not added again."""
    wanted = _split_label(line(value))
    if all(one.key != wanted.key for one in _parse_lines(_load_lines(work, person)).dates):
        _insert_line(work, person, date_lines.date_line(wanted.label, wanted.day))
    work.session.flush()


def remove(work: "UnitOfWork", person: Person, value: str) -> None:
    """`value` is the label, the day, or both as in `add`. Raises NotUnderstood if there is no such date."""
    wanted = fold(line(value))
    dates = _parse_lines(_load_lines(work, person)).dates
    names = {one.place: (one.key[0], one.day, f"{one.key[0]}: {one.day}") for one in dates}
    _remove_dates(work, person, [one for one in dates if wanted in names[one.place]], value)


def change(work: "UnitOfWork", person: Person, row_id: int, value: str) -> None:
    """Changes the day, in place and with the same label; an empty value removes the date."""
    lines = _load_lines(work, person)
    place = next((place for place, one in enumerate(lines) if one.id == row_id), None)
    parsed = [one for one in _parse_lines(lines).dates if one.place == place]
    if parsed and line(value):
        day = parse_typed_date(value)
        _remove_dates(work, person, parsed, value)
        _insert_line(work, person, date_lines.date_line(parsed[0].label, day), lines[parsed[0].place].place)
        work.session.flush()
    else:
        _remove_dates(work, person, parsed, value)


def clear(work: "UnitOfWork", person: Person) -> None:
    dates = _parse_lines(_load_lines(work, person)).dates
    if dates:
        _remove_dates(work, person, dates, "")


def _remove_dates(work: "UnitOfWork", person: Person, dates: Iterable[PersonDate], value: str) -> None:
    """Removes dates together with the lines that only hold their labels."""
    lines = _load_lines(work, person)
    places = {one.place for one in dates}
    if not places:
        raise NotUnderstood(f"{person.full_name} has no date “{line(value)}”.")
    remaining = [one for place, one in enumerate(lines) if place not in places]
    unrelated = set(_parse_lines(lines).rest)
    orphaned = {one for one in _parse_lines(remaining).rest if one not in unrelated}
    for place, one in enumerate(lines):
        if place in places or one.line in orphaned:
            work.session.delete(one)
    work.session.flush()


def _parse_died(work: "UnitOfWork", text: str) -> str:
    if fold(text) in _DAY_UNKNOWN_WORDS:
        return UNKNOWN
    parsed = (
        None
        if date_formats.is_ambiguous(text)
        else date_formats.parse_date(text) or date_formats.parse_month_or_year(text)
    )
    if parsed and parsed[:1].isdigit() and parsed > work.today.isoformat():
        raise NotUnderstood(
            f"{date_formats.format_date(parsed)} is still to come."
            if len(parsed) == 10
            else f"{parsed} is still to come."
        )
    if not parsed and not any(map(str.isalpha, text)):
        raise NotUnderstood(
            f"“{text}” is no date. Write YYYY-MM-DD, YYYY-MM, YYYY, or yes where the day is not known."
        )
    return parsed or text


def _split_label(text: str) -> PersonDate:
    """Splits label and day: the day is the shortest run of last words that parses as one."""
    label, colon, day = text.rpartition(":")
    if colon:
        return PersonDate(label.strip(), parse_typed_date(day))
    parsed, words = parse_typed_date(text), text.split()
    start = max(at for at in range(len(words)) if date_formats.parse_date(" ".join(words[at:])) == parsed)
    return PersonDate(" ".join(words[:start]).rstrip(" ,"), parsed)


def _load_lines(work: "UnitOfWork", person: Person) -> list[OtherProperty]:
    chosen = select(OtherProperty).where(OtherProperty.person_id == person.id)
    return list(work.session.scalars(chosen.order_by(OtherProperty.place, OtherProperty.id)))


def _parse_lines(lines: list[OtherProperty]) -> OtherLines:
    return parse_lines([one.line for one in lines])


def _insert_line(work: "UnitOfWork", person: Person, text: str, place: int | None = None) -> None:
    place = len(_load_lines(work, person)) if place is None else place
    work.session.add(OtherProperty(person_id=person.id, line=text, place=place))
