"""Candidates for a match that are not held in memory: a compact index finds their ids, the book gives their data.

Used for books of more than `MAX_IN_MEMORY` people, and for files of up to a million cards that are written while being read.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts
from crm.matching.compact_index import CompactIndex
from crm.matching.compact_names import CompactNameIndex
from crm.matching.identity import identity_of, profile_of, uid_key
from crm.matching.likeness import Name, key_of, name_of
from crm.matching.mailboxes import mailbox_key
from crm.matching.people_index import MatchKeys, PeopleIndex, arrival_order, card_key, hashes_of, keys_of
from crm.matching.people_of_book import uid_of_card
from crm.matching.phones import digits_of, tail_of
from crm.storage.reading import Reader

MAX_IN_MEMORY = 20_000


class LocatedPerson(NamedTuple):
    """The book's id of a person, and a reader that sees the person."""

    read: Reader
    person_id: int


class CardSink(Protocol):
    """Writes the cards while they are read. Objects appended to `keep_alive` are not freed before the process ends."""

    keep_alive: list[object] | None

    def flush(self) -> None:
        """Write every card taken so far to the book."""

    def locate(self, person_id: int) -> LocatedPerson:
        """`person_id` may be that of a person who is new in this import."""


class CandidateLookup:
    """Finds people who may match a card, and loads them from the book."""

    def __init__(self, read: Reader, sink: CardSink | None) -> None:
        self._read = read
        self._sink = sink
        self._index = CompactIndex()
        self._name_index = CompactNameIndex()
        self._has_book = False

    def add(self, keys: MatchKeys, person_id: int) -> None:
        self._index.add(hashes_of(keys), person_id)
        self._name_index.add(keys.name, person_id)

    def add_book(self) -> None:
        """Index the people who were in the book before this import; only the first call does anything."""
        if self._has_book:
            return
        self._has_book = True
        for key, person_id in _hashes_of_book(self._read):
            self._index.add((key,), person_id)
        for name, person_id in _names_of_book(self._read):
            self._name_index.add(name, person_id)

    def find_by_card(self, raw: str, index: PeopleIndex) -> int | None:
        """The person who was imported with exactly this card."""
        if not self._index:
            return None
        candidates = self._index.candidates((card_key(raw),))
        return next(
            (
                person_id
                for person_id in candidates
                if person_id not in index.names and raw in self._cards(person_id)
            ),
            None,
        )

    def load_candidates(self, keys: MatchKeys, index: PeopleIndex) -> None:
        """Add every person who may match the keys to the index."""
        if not self._index:
            return
        candidates = dict.fromkeys(
            (*self._index.candidates(hashes_of(keys)), *self._name_index.candidates(keys.name))
        )
        for person_id in sorted(candidates, key=arrival_order):
            if person_id not in index.names and (contact := self.contact(person_id)):
                index.add(person_id, keys_of(identity_of(contact)))
                for raw in self._cards(person_id):
                    index.by_card.setdefault(card_key(raw), person_id)
                    if uid := uid_of_card(raw):
                        index.add_uid(uid, person_id)

    def contact(self, person_id: int) -> Contact | None:
        """None if the person was deleted in the meantime."""
        read, person = self._where(person_id)
        return contacts(read, [person]).get(person)

    def _cards(self, person_id: int) -> list[str]:
        read, person = self._where(person_id)
        return [str(raw) for raw in read.values("SELECT raw FROM card WHERE person_id = :one", one=person)]

    def _where(self, person_id: int) -> LocatedPerson:
        return self._sink.locate(person_id) if self._sink else LocatedPerson(self._read, person_id)


def _hashes_of_book(read: Reader) -> Iterator[tuple[int, int]]:
    """The hashes of people_index.hashes_of for all people of the book, each with the person's id."""
    rows = read.connection.execute
    for person_id, uid, full_name in rows("SELECT id, uid, full_name FROM person ORDER BY id"):
        yield hash(f"u{uid_key(uid)}"), person_id
        if key := key_of(full_name):
            yield hash(f"n{key}"), person_id
    for person_id, kind, value in rows(
        "SELECT person_id, kind, value FROM contact_point WHERE kind IN ('email', 'phone') "
        "OR kind = 'url' AND value LIKE '%linkedin.com/in/%' ORDER BY id"
    ):
        if kind == "email":
            yield hash(f"e{mailbox_key(value)}"), person_id
        elif kind == "phone" and (digits := digits_of(value)):
            yield hash(f"t{tail_of(digits)}"), person_id
        elif kind == "url" and (profile := profile_of(value)):
            yield hash(f"l{profile}"), person_id
    for person_id, raw in rows("SELECT person_id, raw FROM card ORDER BY id"):
        yield card_key(raw), person_id
        if uid := uid_of_card(raw):
            yield hash(f"u{uid}"), person_id


def _names_of_book(read: Reader) -> Iterator[tuple[Name, int]]:
    rows = read.connection.execute
    for one, *parts in rows(
        "SELECT id, full_name, given, additional, family, nickname FROM person ORDER BY id"
    ):
        full_name, given, additional, family, nickname = parts
        yield name_of(Contact(full_name, given, additional, family, nickname=nickname)), one
