"""Which attendees of a list are in the book already."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole, Point
from crm.events.attendee_list import Attendee
from crm.matching.identity import identity_of
from crm.matching.matcher import match
from crm.matching.people_index import PeopleIndex, keys_of
from crm.matching.people_of_book import load_people_index
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader


class KnownAttendee(NamedTuple):
    """`person` is in the book for sure; otherwise the attendee is someone new."""

    attendee: Attendee
    person: PersonRef | None


def known_attendees(
    read: Reader, attendees: Sequence[Attendee], index: PeopleIndex | None = None
) -> list[KnownAttendee]:
    """`index`: the people of the book, where it was loaded before."""
    index = index or load_people_index(read)
    ids = [_same_person(index, one) for one in attendees]
    people = person_refs(read, [one for one in ids if one is not None])
    return [
        KnownAttendee(one, people.get(person_id) if person_id is not None else None)
        for one, person_id in zip(attendees, ids, strict=True)
    ]


def _same_person(index: PeopleIndex, attendee: Attendee) -> int | None:
    """By an equal address, or by an equal name: a similar name is another person until the user says so."""
    contact = Contact(attendee.name)
    contact.emails = [Point(attendee.email)] if attendee.email else []
    contact.roles = [ContactRole(attendee.firm)] if attendee.firm else []
    keys = keys_of(identity_of(contact))
    found = match(index, keys)
    if found.person_id is None:
        return None
    same_name = index.names[found.person_id].key == keys.name.key
    return found.person_id if found.certain or same_name else None
