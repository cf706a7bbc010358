"""Matches the people of an archive by UID only: they were told apart before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm.contacts.from_book import contacts
from crm.formats.card import CardRead
from crm.importing.found_cards import FoundCard
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import apply_difference, difference
from crm.matching.identity import identity_of, uid_key
from crm.matching.people_index import MatchKeys, PeopleIndex, keys_of
from crm.matching.same_uid import person_by_uid
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.formats.archive.archive import ArchivedPerson


class ArchiveMatcher:
    """`states` and `state` are the people's current data, held by the card matcher; `add_new_person` numbers a new person."""

    def __init__(
        self,
        read: Reader,
        index: PeopleIndex,
        states: dict[int, ComparedPerson],
        state: Callable[[int], ComparedPerson],
        add_new_person: Callable[[CardRead, MatchKeys], int],
    ) -> None:
        self._read = read
        self._index = index
        self._states = states
        self._state = state
        self._add_new_person = add_new_person

    def match_card(self, card: CardRead, person: "ArchivedPerson") -> FoundCard:
        found = FoundCard(card.number, card.first_line, "new", person.full_name, card)
        found.person = self._person_with_uid(person)
        if found.person is None:
            found.own = self._add_new_person(card, _keys(person))
            return found
        found.evidence = ("same UID",)
        have = self._state(found.person)
        found.difference = difference(have, person.contact_to_compare)
        if found.difference.extra.photo:
            found.difference.extra.photo = person.contact.photo
        if found.person > 0:
            found.difference.changes += person.changes(self._read, found.person)
        found.status = "updated" if found.difference.adds_something else "same"
        if found.difference.adds_something:
            apply_difference(have, found.difference)
        return found

    def _person_with_uid(self, person: "ArchivedPerson") -> int | None:
        """The owner of the UID; else the person imported with a card that has it, unless the card was a copy."""
        uid = uid_key(person.uid)
        one = self._index.by_uid.get(uid)
        if one is None:
            return None
        if one not in self._states:
            self._preload(person)
        if uid_key(self._state(one).contact.uid) == uid:
            return one
        return person_by_uid(self._index, _keys(person), ())

    def _preload(self, person: "ArchivedPerson") -> None:
        """Load many people at once, as an archive's people come in order and the book has most of them."""
        by_uid = self._index.by_uid
        ids = [by_uid.get(uid_key(uid), 0) for uid in person.archive.uids_from(person.id)]
        for one, contact in contacts(self._read, [one for one in ids if one > 0]).items():
            self._states.setdefault(one, ComparedPerson(contact))


def _keys(person: "ArchivedPerson") -> MatchKeys:
    return keys_of(identity_of(person.archive.contact(person.id)))
