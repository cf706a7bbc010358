"""Both sides of a card that is or may be somebody known: what comes of it first, and then all else there is of them."""

from collections.abc import Iterator

from crm import rhythm
from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts
from crm.importing.found_cards import FoundCard, Preview
from crm.matching.compared_person import POINTS, Held
from crm.matching.differences import (
    SINGLE,
    FieldChange,
    beside_additions,
    difference,
    shown_role,
    tags_of,
)
from crm.people.full_records import people
from crm.storage.reading import Reader
from crm.text.date_formats import spoken

_MEETINGS = "SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :one AND m.state = 'happened'"
_OF_THE_NAME = ("given", "additional", "family", "prefix", "suffix")  # which stands there whole
_TOPICS = ("looking_for", "can_help_with", "cares_about")


def both_sides(read: Reader, result: Preview, card: FoundCard) -> list[FieldChange]:
    """The book's value and the file's, field by field; for a card that says more of one before, that card's and its own."""
    if card.contact is None or card.person is None:
        return []
    have = _have(read, result, card.person)
    compared = card.changes if card.status == "updated" else difference(Held(have), card.contact).changes
    return beside_additions(have, compared)


def all_sides(read: Reader, result: Preview, card: FoundCard) -> list[FieldChange]:
    """The same, and below it whatever else the book has of the person."""
    lines = both_sides(read, result, card)
    if card.person is None:
        return lines
    have = _have(read, result, card.person)
    lines += _left(have, lines)
    if card.person > 0:
        lines += [
            FieldChange(name, value, "", False)
            for name, value in _beside_the_card(read, card.person)
            if value
        ]
    return lines


def _have(read: Reader, result: Preview, person: int) -> Contact:
    if person > 0:
        return contacts(read, [person]).get(person, Contact())
    earlier = (one for file in result.files for one in file.found if one.own == person)
    return next((one.contact for one in earlier if one.contact), Contact())


def _left(have: Contact, lines: list[FieldChange]) -> Iterator[FieldChange]:
    """What stands in no line yet."""
    there = {(one.field, value) for one in lines for value in (one.have, *one.have.split(", "))}
    for name, value in _values(have):
        if value and (name, value) not in there:
            yield FieldChange(name, value, "", False)


def _values(have: Contact) -> Iterator[tuple[str, str]]:
    yield "name", have.full_name
    yield from ((name, getattr(have, name) or "") for name in SINGLE if name not in _OF_THE_NAME)
    for name, kind in POINTS.items():
        yield from ((kind, point.value) for point in getattr(have, name))
    for role in have.roles:
        until = f", until {role.until_on}" if role.until_on else ""
        yield "role", f"{shown_role(role)}{until}"
    yield from (("tag", tag) for tag in tags_of(have))
    yield "note", have.note
    yield "photo", "photo" if have.photo else ""
    yield from (("other", line) for line in have.other)


def _beside_the_card(read: Reader, person: int) -> Iterator[tuple[str, str]]:
    """What no address book says of anybody."""
    for one in people(read, [person]):
        yield "standing", one.standing
        yield "rhythm", rhythm.describe(one.rhythm_days) if one.rhythm_days else ""
        yield "last contact", spoken(one.last_contact_on.isoformat()) if one.last_contact_on else ""
        meetings = read.value(_MEETINGS, one=person)
        yield "meetings", str(meetings) if meetings else ""
        yield from ((kind.replace("_", " "), ", ".join(one.topics_of(kind))) for kind in _TOPICS)
        yield "promises", "; ".join(made.words for made in one.promises)
