"""In-memory index of everyone a card can be compared with: the people of the book and the cards before it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from crm.matching.identity import Identity
from crm.matching.likeness import Name
from crm.matching.nearness import BlockingKey, blocking_keys, lookup_keys, may_be_similar
from crm.matching.phones import same_number, tail_of

MAX_CANDIDATES = 40
# Numbers with the same last digits that are compared by numbering plans, which is slow.
_MAX_NUMBERS_COMPARED = 8


def card_key(raw: str) -> int:
    """A 64-bit hash with Python's per-process seed: never stored, and no file can provoke collisions."""
    return hash(raw)


@dataclass(slots=True)
class MatchKeys:
    """The identifying values of one card; addresses and numbers with their original text."""

    card: int  # 0 without a card
    uid: str
    name: Name
    emails: dict[str, str]
    phones: dict[str, str]
    profiles: dict[str, str]


def hashes_of(keys: MatchKeys) -> Iterator[int]:
    """Hashes of everything that crm.matching.matcher.match searches by: people who share none of them are never compared."""
    if keys.card:
        yield keys.card
    if keys.uid:
        yield hash(f"u{keys.uid}")
    if keys.name.key:
        yield hash(f"n{keys.name.key}")
    for email in keys.emails:
        yield hash(f"e{email}")
    for digits in keys.phones:
        yield hash(f"t{tail_of(digits)}")
    for profile in keys.profiles:
        yield hash(f"l{profile}")


def arrival_order(person_id: int) -> tuple[bool, int]:
    """Sort key: the people of the book in the order they were added, then the cards of this import, independent of the index."""
    return person_id < 0, abs(person_id)


def keys_of(identity: Identity, raw: str = "") -> MatchKeys:
    """`raw` is the text of the card, if there is one."""
    return MatchKeys(card_key(raw) if raw else 0, *identity)


@dataclass(slots=True)
class PeopleIndex:
    """Person ids by identifying value. Ids of the book are positive, cards of this import get negative ones."""

    names: dict[int, Name] = field(default_factory=dict)
    by_card: dict[int, int] = field(default_factory=dict)
    by_uid: dict[str, int] = field(default_factory=dict)
    # further people with the same UID: cards get copied
    also_by_uid: dict[str, dict[int, None]] = field(default_factory=dict)
    by_email: dict[str, list[int]] = field(default_factory=dict)
    by_digits: dict[str, list[int]] = field(default_factory=dict)
    by_tail: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_profile: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    told_apart: set[int] = field(default_factory=set)  # see people_of_book.people_told_apart
    reachable: set[int] = field(default_factory=set)  # people with an address or a number
    _similar: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    _unplaced: list[int] = field(default_factory=list)  # not in `_similar` yet, which is filled on first use
    _owners_by_name: "dict[int, _OwnersByName]" = field(default_factory=dict)  # for lists of very many owners
    _last_lookup: tuple[Name | None, list[BlockingKey]] = (None, [])

    def evict(self) -> None:
        """Empty the index entry by entry, so that other threads can run in between."""
        maps: tuple[dict[Any, Any], ...] = (
            self.names, self.by_card, self.by_uid, self.also_by_uid, self.by_email, self.by_digits, self.by_tail, self.by_profile,
            self.by_name, *self._similar.values(),
        )  # fmt: skip
        for mapping in maps:
            while mapping:
                mapping.popitem()

    def add(self, person_id: int, keys: MatchKeys) -> None:
        """Add a person who is not in the index."""
        self.names[person_id] = keys.name
        if keys.name.key and not keys.name.is_placeholder:
            self.by_name[keys.name.key].append(person_id)
            self._unplaced.append(person_id)
        if keys.card:
            self.by_card[keys.card] = person_id
        self.add_points(person_id, keys)

    def add_points(self, person_id: int, keys: MatchKeys) -> None:
        """Add identifying values of an indexed person."""
        if keys.uid:
            self.add_uid(keys.uid, person_id)
        if keys.emails or keys.phones:
            self.reachable.add(person_id)
        for email in keys.emails:
            self._add_owner(self.by_email, email, person_id)
        for digits, value in keys.phones.items():
            self.by_tail[tail_of(digits)].setdefault(digits, value)
            self._add_owner(self.by_digits, digits, person_id)
        for profile in keys.profiles:
            self._add_owner(self.by_profile, profile, person_id)

    def add_uid(self, uid: str, person_id: int) -> None:
        if self.by_uid.setdefault(uid, person_id) != person_id:
            self.also_by_uid.setdefault(uid, {})[person_id] = None

    def rename(self, person_id: int, name: Name) -> None:
        """Replace the name of a person about whom more is known now: a real name, a birthday, an employer."""
        before, self.names[person_id] = self.names[person_id], name
        if before == name:
            return
        if before.key != name.key:
            self._owners_by_name.clear()
        if person_id in self.by_name.get(before.key, ()):
            self.by_name[before.key].remove(person_id)
        if name.key and not name.is_placeholder:
            self.by_name[name.key].append(person_id)
            self._unplaced.append(person_id)

    @staticmethod
    def _add_owner(owners: dict[str, list[int]], key: str, person_id: int) -> None:
        owner_ids = owners.get(key)
        if owner_ids is None:
            owners[key] = [person_id]
        elif person_id not in owner_ids[-MAX_CANDIDATES:]:
            owner_ids.append(person_id)

    def may_share(self, keys: MatchKeys) -> bool:
        """Whether anyone may share an address, number or profile: false for most cards, and cheap to tell."""
        by_email, by_tail = self.by_email, self.by_tail
        for email in keys.emails:
            if email in by_email:
                return True
        for digits in keys.phones:
            if tail_of(digits) in by_tail:
                return True
        return bool(keys.profiles)

    def with_uid(self, keys: MatchKeys, sharing: Collection[int]) -> list[int]:
        """People with the card's UID, in order of arrival; if very many, only those of the same name or among `sharing`."""
        first, others = self.by_uid.get(keys.uid), self.also_by_uid.get(keys.uid)
        if first is None:
            return []
        if others is None or len(others) < MAX_CANDIDATES:
            return [first, *(others or ())]
        candidates = dict.fromkeys((first, *sharing, *self.by_name.get(keys.name.key, ())[:MAX_CANDIDATES]))
        return [person_id for person_id in candidates if person_id == first or person_id in others]

    def sharing_email(self, keys: MatchKeys) -> dict[int, str]:
        """People with one of these addresses, each with the address."""
        shared: dict[int, str] = {}
        for email, value in keys.emails.items():
            if email in self.by_email:
                for person_id in sorted(
                    self._limited(self.by_email[email], keys.name.key), key=arrival_order
                ):
                    shared.setdefault(person_id, value)
        return shared

    def sharing_phone(self, keys: MatchKeys) -> dict[int, str]:
        shared: dict[int, str] = {}
        for digits, value in keys.phones.items():
            same_tail = self.by_tail.get(tail_of(digits))
            owners: list[int] = []
            for written, its_value in islice(same_tail.items(), _MAX_NUMBERS_COMPARED) if same_tail else ():
                if written == digits or same_number(value, its_value):
                    owners += self._limited(self.by_digits[written], keys.name.key)
            for person_id in sorted(owners, key=arrival_order):
                shared.setdefault(person_id, value)
        return shared

    def sharing_profile(self, keys: MatchKeys) -> list[int]:
        found: list[int] = []
        for profile in keys.profiles:
            found += sorted(self._limited(self.by_profile.get(profile, []), keys.name.key), key=arrival_order)
        return found

    def similar_names(self, name: Name) -> list[int]:
        """People with a similar name, the latest of each blocking key first."""
        self._index_similar()
        own_keys = blocking_keys(name)
        self._last_lookup = (name, own_keys)
        found: dict[int, None] = {}
        for blocking_key, word in lookup_keys(name, own_keys):
            words = self._similar.get(blocking_key)
            for its_word, ones in islice(words.items(), MAX_CANDIDATES) if words else ():
                if its_word == word or may_be_similar(word, its_word):
                    found |= dict.fromkeys(ones[: -MAX_CANDIDATES - 1 : -1])
        return list(found)

    def _index_similar(self) -> None:
        last_name, own_keys = self._last_lookup
        for person_id in self._unplaced:
            name = self.names[person_id]
            for blocking_key, word in own_keys if name is last_name else blocking_keys(name):
                self._similar[blocking_key].setdefault(word, []).append(person_id)
        self._unplaced.clear()

    def _limited(self, owners: list[int], key: str) -> list[int]:
        """All owners; if very many (a switchboard), those of the same name and the first ones."""
        if len(owners) <= MAX_CANDIDATES:
            return owners
        same = self._owners_by_name.get(id(owners))
        if same is None:
            same = self._owners_by_name[id(owners)] = _OwnersByName()
        return [*same.of(owners, self.names, key)[:MAX_CANDIDATES], *owners[:MAX_CANDIDATES]]


class _OwnersByName:
    """Owners of one address or number by name key: scanning them for every card would be quadratic in a file that shares one."""

    def __init__(self) -> None:
        self._seen = 0
        self._found: dict[str, list[int]] = {}

    def of(self, owners: list[int], names: dict[int, Name], key: str) -> list[int]:
        for person_id in owners[self._seen :]:
            self._found.setdefault(names[person_id].key, []).append(person_id)
        self._seen = len(owners)
        return self._found.get(key, [])
