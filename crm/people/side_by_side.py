"""Compares two people field by field and predicts the result of merging them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm import rhythm
from crm.people import full_records
from crm.people.records import PersonDetails
from crm.people.topic_kinds import TOPIC_LABELS
from crm.storage.reading import Reader
from crm.text import date_formats
from crm.text.folding import fold
from crm.text.typed_text import folded_point

_SINGLE = {
    "full_name": "name",
    "nickname": "nickname",
    "pronouns": "pronouns",
    "birthday": "birthday",
    "anniversary": "anniversary",
    "how_we_met": "how we met",
    "introduced_by": "introduced by",
    "blurb": "blurb",
}
_POINTS = {"email": "e-mail", "phone": "phone", "address": "address", "url": "web", "messenger": "messenger"}


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """`field` is set only for a single-value field with two different values, where the user must choose.

    `becomes` is "same", "add" (only the second has it), "keep" (only the first has it), "both" (lists), "first" (the first
    value wins, the other becomes a note) or, where the user must choose, "".
    """

    words: str
    first: str
    second: str
    becomes: str
    field: str = ""


def compare_people(read: Reader, first_id: int, second_id: int) -> list[FieldComparison]:
    """Empty if one of them no longer exists. Differences come first, then additions."""
    both = full_records.people(read, [first_id, second_id])
    if len(both) != 2:
        return []
    one, other = both
    lines = [*_compare_single_fields(one, other), *_compare_lists(one, other)]
    return sorted(lines, key=lambda line: (line.words != "name", not line.field, line.becomes != "same"))


def _compare_single_fields(one: PersonDetails, other: PersonDetails) -> Iterable[FieldComparison]:
    for field, words in _SINGLE.items():
        mine, theirs = (_format_value(field, str(getattr(person, field) or "")) for person in (one, other))
        if mine and theirs and mine != theirs:
            yield FieldComparison(
                words, mine, theirs, "", "introduced_by_id" if field == "introduced_by" else field
            )
        elif mine or theirs:
            yield FieldComparison(words, mine, theirs, _merge_result(mine, theirs))
    yield from _first_stays("died", one.died, other.died)
    yield from _first_stays("rhythm", _rhythm_text(one), _rhythm_text(other))
    if one.photo != other.photo:
        yield from _first_stays("photo", _photo_text(one), _photo_text(other))


def _format_value(field: str, value: str) -> str:
    """Formats birthdays and anniversaries: "2 May" for --05-02."""
    return date_formats.format_date(value) if value and field in ("birthday", "anniversary") else value


def _rhythm_text(one: PersonDetails) -> str:
    return rhythm.describe(one.rhythm_days) if one.rhythm_days else ""


def _photo_text(one: PersonDetails) -> str:
    return "a photo" if one.photo else ""


def _first_stays(words: str, mine: str, theirs: str) -> Iterable[FieldComparison]:
    """A field without a choice: the first value wins."""
    if mine or theirs:
        is_two = mine and theirs and (mine != theirs or words == "photo")
        yield FieldComparison(words, mine, theirs, "first" if is_two else _merge_result(mine, theirs))


def _compare_lists(one: PersonDetails, other: PersonDetails) -> Iterable[FieldComparison]:
    for kind, words in _POINTS.items():
        mine, theirs = (
            {folded_point(kind, point.value): point.value for point in person.points_of(kind)}
            for person in (one, other)
        )
        yield from _compare_each(words, mine, theirs)
    yield from _compare_each("works at", _roles(one), _roles(other))
    yield from _compare_each("date", _dates(one), _dates(other))
    yield from _compare_as_one_line("tags", one.tags, other.tags)
    for kind, words in TOPIC_LABELS.items():
        yield from _compare_as_one_line(words, one.topics_of(kind), other.topics_of(kind))
    yield from _compare_as_one_line(
        "notes", *([note.words for note in person.notes] for person in (one, other))
    )
    yield from _compare_as_one_line(
        "promises", *([made.words for made in person.promises] for person in (one, other))
    )


def _compare_as_one_line(words: str, mine: Sequence[str], theirs: Sequence[str]) -> Iterable[FieldComparison]:
    """Compares lists of short values in one line."""
    if mine or theirs:
        have, more = _folded(mine).keys(), _folded(theirs).keys()
        becomes = "same" if have == more else "keep" if not theirs else "add" if not mine else "both"
        yield FieldComparison(words, ", ".join(mine), ", ".join(theirs), becomes)


def _compare_each(words: str, mine: dict[str, str], theirs: dict[str, str]) -> Iterable[FieldComparison]:
    for key, value in mine.items():
        second = theirs.get(key, "")
        yield FieldComparison(words, value, second, _merge_result(value, second))
    for key, value in theirs.items():
        if key not in mine:
            yield FieldComparison(words, "", value, "add")


def _merge_result(mine: str, theirs: str) -> str:
    if mine and theirs:
        return "same"
    return "keep" if mine else "add"


def _folded(values: Iterable[str]) -> dict[str, str]:
    return {fold(value): value for value in values}


def _dates(one: PersonDetails) -> dict[str, str]:
    return _folded(f"{date.label}: {date.on}" for date in one.dates)


def _roles(one: PersonDetails) -> dict[str, str]:
    return _folded(", ".join(part for part in (role.title, role.organisation) if part) for role in one.roles)
