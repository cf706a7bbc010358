"""Identifies the guests of an event: by address first, by full name only if the file gives no address."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from crm import settings
from crm.contacts.contact import Contact, Point
from crm.formats.calendar.event import Attendee, Event
from crm.formats.card import CardRead
from crm.importing.calendar.people_in_titles import people_in_title
from crm.importing.calendar.proposed_meetings import NewPerson
from crm.importing.calendar.title_index import TitleIndex
from crm.matching.likeness import Name, is_same_person, name_of
from crm.matching.mailboxes import is_office, mailbox_key
from crm.matching.people_index import MatchKeys, PeopleIndex, keys_of
from crm.storage.reading import Reader
from crm.text.folding import fold

AddNewPerson = Callable[[CardRead, MatchKeys], int]


class IdentifiedGuests(NamedTuple):
    person_ids: list[int]
    strangers: list[Attendee]


class CreatedGuests(NamedTuple):
    made: list[NewPerson]
    others: list[Attendee]


class Guests:
    """Separates known guests from strangers, leaving out the owner of the book."""

    def __init__(self, read: Reader, index: PeopleIndex, add_new_person: AddNewPerson) -> None:
        self._index = index
        self._add_new_person = add_new_person
        self._emails = {mailbox_key(one) for one in settings.value(read, settings.OWNER_EMAILS)}
        self._owner = settings.value(read, settings.OWNER_NAME)
        self._name = fold(self._owner)
        self._read = read
        self._identified: dict[Attendee, int] = {}
        self._title_index: TitleIndex | None = None

    def has_owner(self, event: Event) -> bool:
        return any(self.is_owner(one, event) for one in event.people)

    def owner_declined(self, event: Event) -> bool:
        return any(one.declined and self.is_owner(one, event) for one in event.people)

    def identify(self, event: Event) -> IdentifiedGuests:
        """Guests who declined are left out, as they were not there."""
        known: dict[int, None] = {}
        strangers = []
        for one in event.people:
            if one.declined or self.is_owner(one, event):
                continue
            person = self._person(one)
            if person is None:
                strangers.append(one)
            else:
                known[person] = None
        return IdentifiedGuests(list(known), strangers)

    def people_in_title(self, event: Event) -> list[int]:
        """The people named in the title, for an event without guests except the owner."""
        if event.left_out or not all(self.is_owner(one, event) for one in event.people):
            return []
        if self._title_index is None:
            firms = self._read.values("SELECT name FROM organisation")
            self._title_index = TitleIndex(self._index, firms, self._owner)
        self._title_index.update()
        return people_in_title(event.what, self._title_index, self._name.split(), event.is_timed)

    def create(self, strangers: Iterable[Attendee]) -> CreatedGuests:
        """Create new people for the strangers who look like people."""
        made, others = [], []
        for one in strangers:
            if self._person(one) is not None:
                continue  # created before, for another spelling of the address
            if not self.may_be_new(one):
                others.append(one)
                continue
            contact = Contact(full_name=one.name or one.email)
            contact.emails = [Point(one.email)] if one.email else []
            card = CardRead(0, 0, "person", contact)
            made.append(NewPerson(self._add_new_person(card, keys_of(card.record.identity)), card))
        return CreatedGuests(made, others)

    def may_be_new(self, one: Attendee) -> bool:
        """Not for office mailboxes, nor for names that match several people in the book."""
        if is_office(one.email):
            return False
        if one.email:
            return mailbox_key(one.email) not in self._index.by_email
        return not self._index.by_name.get(name_of(Contact(full_name=one.name)).key)

    def is_owner(self, one: Attendee, event: Event) -> bool:
        if one.email:
            return mailbox_key(one.email) in self._emails or one.email in event.owners
        return bool(self._name) and fold(one.name) == self._name

    def _person(self, one: Attendee) -> int | None:
        """Only known guests are cached: strangers may be imported with the next file."""
        if one in self._identified:
            return self._identified[one]
        name = name_of(Contact(full_name=one.name))
        found = self._by_email(one.email, name) if one.email else self._by_name(name)
        if found is not None:
            self._identified[one] = found
        return found

    def _by_email(self, email: str, name: Name) -> int | None:
        """Of several people with one address, the one with a matching name; no guessing."""
        owners = self._index.by_email.get(mailbox_key(email), [])
        if len(owners) < 2 or not name.key:
            return owners[0] if len(owners) == 1 else None
        names = self._index.names
        same = [one for one in owners if names[one].key == name.key]
        alike = same or [one for one in owners if is_same_person(names[one], name, True)]
        return alike[0] if len(alike) == 1 else None

    def _by_name(self, name: Name) -> int | None:
        found = self._index.by_name.get(name.key, []) if name.key else []
        return found[0] if len(found) == 1 else None
