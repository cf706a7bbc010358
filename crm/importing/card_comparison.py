"""Compares a card with the person it matches: what it changes first, then everything else known about the person."""

from collections.abc import Iterator

from crm import rhythm
from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts
from crm.importing.found_cards import FoundCard, Preview
from crm.matching.compared_person import POINTS, ComparedPerson
from crm.matching.differences import (
    SINGLE,
    FieldChange,
    difference,
    role_text,
    tags_of,
    with_present_values,
)
from crm.people import full_records
from crm.people.topic_kinds import TOPIC_KINDS
from crm.storage.reading import Reader
from crm.text.date_formats import format_date

_MEETINGS = "SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :one AND m.state = 'happened'"
_NAME_PARTS = ("given", "additional", "family", "prefix", "suffix")  # the full name is shown instead


def both_sides(read: Reader, result: Preview, card: FoundCard) -> list[FieldChange]:
    """The values of the book and the file by field; for a card that adds to an earlier new card, the values of both cards."""
    if card.contact is None or card.person is None:
        return []
    have = _have(read, result, card.person)
    compared = (
        card.changes if card.status == "updated" else difference(ComparedPerson(have), card.contact).changes
    )
    return with_present_values(have, compared)


def both_sides_and_rest(read: Reader, result: Preview, card: FoundCard) -> list[FieldChange]:
    """`both_sides`, and below it everything else the book has about the person."""
    lines = both_sides(read, result, card)
    if card.person is None:
        return lines
    have = _have(read, result, card.person)
    lines += _remaining(have, lines)
    if card.person > 0:
        lines += [
            FieldChange(name, value, "", False) for name, value in _book_values(read, card.person) if value
        ]
    return lines


def _have(read: Reader, result: Preview, person: int) -> Contact:
    if person > 0:
        return contacts(read, [person]).get(person, Contact())
    earlier = (one for file in result.files for one in file.found if one.own == person)
    return next((one.contact for one in earlier if one.contact), Contact())


def _remaining(have: Contact, lines: list[FieldChange]) -> Iterator[FieldChange]:
    """Values that are in no line yet."""
    shown = {(one.field, value) for one in lines for value in (one.have, *one.have.split(", "))}
    for name, value in _values(have):
        if value and (name, value) not in shown:
            yield FieldChange(name, value, "", False)


def _values(have: Contact) -> Iterator[tuple[str, str]]:
    yield "name", have.full_name
    yield from ((name, getattr(have, name) or "") for name in SINGLE if name not in _NAME_PARTS)
    for name, kind in POINTS.items():
        yield from ((kind, point.value) for point in getattr(have, name))
    for role in have.roles:
        until = f", until {role.until_on}" if role.until_on else ""
        yield "role", f"{role_text(role)}{until}"
    yield from (("tag", tag) for tag in tags_of(have))
    yield "note", have.note
    yield "photo", "photo" if have.photo else ""
    yield from (("other", line) for line in have.other)


def _book_values(read: Reader, person: int) -> Iterator[tuple[str, str]]:
    """Values that address books do not have."""
    for one in full_records.people(read, [person]):
        yield "standing", one.standing
        yield "rhythm", rhythm.describe(one.rhythm_days) if one.rhythm_days else ""
        yield "last contact", format_date(one.last_contact_on.isoformat()) if one.last_contact_on else ""
        meetings = read.value(_MEETINGS, one=person)
        yield "meetings", str(meetings) if meetings else ""
        yield from ((kind.replace("_", " "), ", ".join(one.topics_of(kind))) for kind in TOPIC_KINDS)
        yield "promises", "; ".join(made.words for made in one.promises)
