"""Who of an event is in the book: by address first, by a full name only where the file gives no address."""

from collections.abc import Callable, Iterable

from crm import settings
from crm.contacts.contact import Contact, Point
from crm.formats.calendar.event import Attendee, Event
from crm.formats.card import CardRead
from crm.importing.calendar.people_in_titles import named
from crm.importing.calendar.proposed_meetings import NewPerson
from crm.importing.calendar.title_index import TitleIndex
from crm.matching.likeness import Name, is_same_person, name_of
from crm.matching.mailboxes import is_office, mailbox_key
from crm.matching.people_index import MatchKeys, PeopleIndex, keys_of
from crm.storage.reading import Reader
from crm.text.folding import fold

Newcomer = Callable[[CardRead, MatchKeys], int]


class Guests:
    """`strangers` of an event are those nobody knows, the owner of the book left out."""

    def __init__(self, read: Reader, known: PeopleIndex, newcomer: Newcomer) -> None:
        self._known = known
        self._newcomer = newcomer
        self._emails = {mailbox_key(one) for one in settings.value(read, settings.OWNER_EMAILS)}
        self._owner = settings.value(read, settings.OWNER_NAME)
        self._name = fold(self._owner)
        self._read = read
        self._met: dict[Attendee, int] = {}
        self._index: TitleIndex | None = None

    def has_owner(self, event: Event) -> bool:
        return any(self.is_owner(one, event) for one in event.people)

    def owner_declined(self, event: Event) -> bool:
        return any(one.declined and self.is_owner(one, event) for one in event.people)

    def of(self, event: Event) -> tuple[list[int], list[Attendee]]:
        """Ids of those known, and the strangers; whoever declined was not there."""
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
        return list(known), strangers

    def named(self, event: Event) -> list[int]:
        """Ids of those whom the title names; only of an event with no guest but the owner."""
        if event.left_out or not all(self.is_owner(one, event) for one in event.people):
            return []
        if self._index is None:
            firms = self._read.values("SELECT name FROM organisation")
            self._index = TitleIndex(self._known, firms, self._owner)
        self._index.keep_up()
        return named(event.what, self._index, self._name.split(), event.is_timed)

    def make(self, strangers: Iterable[Attendee]) -> tuple[list[NewPerson], list[Attendee]]:
        """Those who look like people, known from now on; and the others."""
        made, others = [], []
        for one in strangers:
            if self._person(one) is not None:
                continue  # made just now, under another spelling of the address
            if not self.may_be_new(one):
                others.append(one)
                continue
            contact = Contact(full_name=one.name or one.email)
            contact.emails = [Point(one.email)] if one.email else []
            card = CardRead(0, 0, "person", contact)
            made.append(NewPerson(self._newcomer(card, keys_of(card.record.identity)), card))
        return made, others

    def may_be_new(self, one: Attendee) -> bool:
        """No mailbox of an office, and nobody whom several of the book could be: one more would not help."""
        if is_office(one.email):
            return False
        if one.email:
            return mailbox_key(one.email) not in self._known.by_email
        return not self._known.by_name.get(name_of(Contact(full_name=one.name)).key)

    def is_owner(self, one: Attendee, event: Event) -> bool:
        if one.email:
            return mailbox_key(one.email) in self._emails or one.email in event.owners
        return bool(self._name) and fold(one.name) == self._name

    def _person(self, one: Attendee) -> int | None:
        """Only who is known is kept in mind: somebody unknown may come in with the next file."""
        if one in self._met:
            return self._met[one]
        name = name_of(Contact(full_name=one.name))
        found = self._by_email(one.email, name) if one.email else self._by_name(name)
        if found is not None:
            self._met[one] = found
        return found

    def _by_email(self, email: str, name: Name) -> int | None:
        """Of several at one address whoever is named like it; nobody is guessed."""
        owners = self._known.by_email.get(mailbox_key(email), [])
        if len(owners) < 2 or not name.key:
            return owners[0] if len(owners) == 1 else None
        names = self._known.names
        same = [one for one in owners if names[one].key == name.key]
        alike = same or [one for one in owners if is_same_person(names[one], name, True)]
        return alike[0] if len(alike) == 1 else None

    def _by_name(self, name: Name) -> int | None:
        found = self._known.by_name.get(name.key, []) if name.key else []
        return found[0] if len(found) == 1 else None
