"""People who are in the book but not held in memory: numbers say who may be meant, the book says who it is.

A book of more people than `MOST_KNOWN` is not read into memory to compare a file with it, and a file of a million
cards that is written while it is read is kept in the book alone.
"""

from collections.abc import Iterator
from typing import Protocol

from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts
from crm.matching.compact_index import Remembered
from crm.matching.compact_names import RememberedNames
from crm.matching.identity import identity_of, profile_of, uid_key
from crm.matching.index import Keys, Known, card_key, hashes_of, in_turn, keys_of
from crm.matching.likeness import Name, key_of, name_of
from crm.matching.mailboxes import mailbox
from crm.matching.people_of_book import uid_in
from crm.matching.phones import digits_of, tail_of
from crm.storage.reading import Reader

MOST_KNOWN = 20_000


class Written(Protocol):
    """Whoever writes the cards of a reading while it goes on. In `kept` goes what is not to be taken apart."""

    kept: list[object] | None

    def settle(self) -> None:
        """Everything taken so far is in the book after this."""

    def where(self, one: int) -> tuple[Reader, int]:
        """A reader that sees what was written, and the id there of someone, who may be new in this reading."""


class Recalling:
    """Who may be meant, and what the book says of them."""

    def __init__(self, read: Reader, written: Written | None) -> None:
        self._read = read
        self._written = written
        self._remembered = Remembered()
        self._names = RememberedNames()
        self._has_book = False

    def remember(self, keys: Keys, one: int) -> None:
        self._remembered.add(hashes_of(keys), one)
        self._names.add(keys.name, one)

    def remember_book(self) -> None:
        """The people of the book as it was before this reading, once."""
        if self._has_book:
            return
        self._has_book = True
        for key, one in _hashes_of_book(self._read):
            self._remembered.add((key,), one)
        for name, one in _names_of_book(self._read):
            self._names.add(name, one)

    def of_card(self, raw: str, known: Known) -> int | None:
        """Who came in with this very card."""
        if not self._remembered:
            return None
        maybe = self._remembered.among((card_key(raw),))
        return next((one for one in maybe if one not in known.names and raw in self._cards(one)), None)

    def bring_back(self, keys: Keys, known: Known) -> None:
        """Puts everyone who may be meant among the known."""
        if not self._remembered:
            return
        maybe = dict.fromkeys((*self._remembered.among(hashes_of(keys)), *self._names.among(keys.name)))
        for one in sorted(maybe, key=in_turn):
            if one not in known.names and (contact := self.contact(one)):
                known.add(one, keys_of(identity_of(contact)))
                for raw in self._cards(one):
                    known.by_card.setdefault(card_key(raw), one)
                    if uid := uid_in(raw):
                        known.add_uid(uid, one)

    def contact(self, one: int) -> Contact | None:
        """None for somebody deleted meanwhile."""
        read, person = self._where(one)
        return contacts(read, [person]).get(person)

    def _cards(self, one: int) -> list[str]:
        read, person = self._where(one)
        return [str(raw) for raw in read.values("SELECT raw FROM card WHERE person_id = :one", one=person)]

    def _where(self, one: int) -> tuple[Reader, int]:
        return self._written.where(one) if self._written else (self._read, one)


def _hashes_of_book(read: Reader) -> Iterator[tuple[int, int]]:
    """The hashes of known.hashes_of, each with the person's id."""
    rows = read.connection.execute
    for one, uid, full_name in rows("SELECT id, uid, full_name FROM person ORDER BY id"):
        yield hash(f"u{uid_key(uid)}"), one
        if key := key_of(full_name):
            yield hash(f"n{key}"), one
    for one, kind, value in rows(
        "SELECT person_id, kind, value FROM contact_point WHERE kind IN ('email', 'phone') "
        "OR kind = 'url' AND value LIKE '%linkedin.com/in/%' ORDER BY id"
    ):
        if kind == "email":
            yield hash(f"e{mailbox(value)}"), one
        elif kind == "phone" and (digits := digits_of(value)):
            yield hash(f"t{tail_of(digits)}"), one
        elif kind == "url" and (profile := profile_of(value)):
            yield hash(f"l{profile}"), one
    for one, raw in rows("SELECT person_id, raw FROM card ORDER BY id"):
        yield card_key(raw), one
        if uid := uid_in(raw):
            yield hash(f"u{uid}"), one


def _names_of_book(read: Reader) -> Iterator[tuple[Name, int]]:
    rows = read.connection.execute
    for one, *said in rows(
        "SELECT id, full_name, given, additional, family, nickname FROM person ORDER BY id"
    ):
        full_name, given, additional, family, nickname = said
        yield name_of(Contact(full_name, given, additional, family, nickname=nickname)), one
