"""Everyone a card can be compared with: the people of the book and the cards before it, found by maps, not by queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from crm.matching.identity import Identity
from crm.matching.likeness import Name
from crm.matching.nearness import Place, may_meet, places, sought
from crm.matching.phones import same_number, tail_of

MOST_CANDIDATES = 40
_MOST_WAYS = 8  # numbers with one tail that are compared by the numbering plans, which takes long


def card_key(raw: str) -> int:
    """64 bits that nobody outside this process can foresee: never kept, and no file can aim at them."""
    return hash(raw)


@dataclass(slots=True)
class Keys:
    """What identifies the person of one card; addresses and numbers with the way they are written."""

    card: int  # 0: there is no card
    uid: str
    name: Name
    emails: dict[str, str]
    phones: dict[str, str]
    profiles: dict[str, str]


def hashes_of(keys: Keys) -> Iterator[int]:
    """Of everything by which `match` can come upon someone: whoever shares none of it is never compared."""
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


def in_turn(one: int) -> tuple[bool, int]:
    """The people of the book as they came into it, then the cards of this reading: however they came into the maps."""
    return one < 0, abs(one)


def keys_of(identity: Identity, raw: str = "") -> Keys:
    """`raw` is the card, where there is one."""
    return Keys(card_key(raw) if raw else 0, *identity)


@dataclass(slots=True)
class Known:
    """Ids by what identifies people. Ids of the book are positive; cards of this reading get negative ones."""

    names: dict[int, Name] = field(default_factory=dict)
    by_card: dict[int, int] = field(default_factory=dict)
    by_uid: dict[str, int] = field(default_factory=dict)
    also_by_uid: dict[str, dict[int, None]] = field(
        default_factory=dict
    )  # more who have it: cards get copied
    by_email: dict[str, list[int]] = field(default_factory=dict)
    by_digits: dict[str, list[int]] = field(default_factory=dict)
    by_tail: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_profile: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    apart: set[int] = field(default_factory=set)  # see `apart`
    reachable: set[int] = field(default_factory=set)  # who has an address or a number
    _near: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    _unplaced: list[int] = field(
        default_factory=list
    )  # who is not in `_near` yet: it is filled when it is asked for
    _by_name_of: "dict[int, _ByName]" = field(default_factory=dict)  # of each list of very many owners
    _looked_for: tuple[Name | None, list[Place]] = (None, [])

    def let_go(self) -> None:
        """Bit by bit, so that other threads have their turn meanwhile."""
        maps: tuple[dict[Any, Any], ...] = (
            self.names, self.by_card, self.by_uid, self.also_by_uid, self.by_email, self.by_digits, self.by_tail, self.by_profile,
            self.by_name, *self._near.values(),
        )  # fmt: skip
        for held in maps:
            while held:
                held.popitem()

    def add(self, one: int, keys: Keys) -> None:
        """Someone not known so far."""
        self.names[one] = keys.name
        if keys.name.key and not keys.name.is_made:
            self.by_name[keys.name.key].append(one)
            self._unplaced.append(one)
        if keys.card:
            self.by_card[keys.card] = one
        self.add_points(one, keys)

    def add_points(self, one: int, keys: Keys) -> None:
        """More ways to know someone by."""
        if keys.uid:
            self.add_uid(keys.uid, one)
        if keys.emails or keys.phones:
            self.reachable.add(one)
        for email in keys.emails:
            self._own(self.by_email, email, one)
        for digits, value in keys.phones.items():
            self.by_tail[tail_of(digits)].setdefault(digits, value)
            self._own(self.by_digits, digits, one)
        for profile in keys.profiles:
            self._own(self.by_profile, profile, one)

    def add_uid(self, uid: str, one: int) -> None:
        if self.by_uid.setdefault(uid, one) != one:
            self.also_by_uid.setdefault(uid, {})[one] = None

    def rename(self, one: int, name: Name) -> None:
        """Somebody of whom more is known now: a name in place of an address, a birthday, where they work."""
        before, self.names[one] = self.names[one], name
        if before == name:
            return
        if before.key != name.key:
            self._by_name_of.clear()
        if one in self.by_name.get(before.key, ()):
            self.by_name[before.key].remove(one)
        if name.key and not name.is_made:
            self.by_name[name.key].append(one)
            self._unplaced.append(one)

    @staticmethod
    def _own(owners: dict[str, list[int]], key: str, one: int) -> None:
        known = owners.get(key)
        if known is None:
            owners[key] = [one]
        elif one not in known[-MOST_CANDIDATES:]:
            known.append(one)

    def may_share(self, keys: Keys) -> bool:
        """Whether anyone may have an address, a number or a profile of these: of most cards nobody has."""
        by_email, by_tail = self.by_email, self.by_tail
        for email in keys.emails:
            if email in by_email:
                return True
        for digits in keys.phones:
            if tail_of(digits) in by_tail:
                return True
        return bool(keys.profiles)

    def with_uid(self, keys: Keys, sharing: Collection[int]) -> list[int]:
        """Who has the UID, the first of them first; of very many those of the same name, or who are among `sharing`."""
        first, others = self.by_uid.get(keys.uid), self.also_by_uid.get(keys.uid)
        if first is None:
            return []
        if others is None or len(others) < MOST_CANDIDATES:
            return [first, *(others or ())]
        maybe = dict.fromkeys((first, *sharing, *self.by_name.get(keys.name.key, ())[:MOST_CANDIDATES]))
        return [one for one in maybe if one == first or one in others]

    def sharing_email(self, keys: Keys) -> dict[int, str]:
        """Who has one of these addresses, with the address."""
        shared: dict[int, str] = {}
        for email, value in keys.emails.items():
            if email in self.by_email:
                for one in sorted(self._few(self.by_email[email], keys.name.key), key=in_turn):
                    shared.setdefault(one, value)
        return shared

    def sharing_phone(self, keys: Keys) -> dict[int, str]:
        shared: dict[int, str] = {}
        for digits, value in keys.phones.items():
            alike = self.by_tail.get(tail_of(digits))
            owners: list[int] = []
            for written, its_value in islice(alike.items(), _MOST_WAYS) if alike else ():
                if written == digits or same_number(value, its_value):
                    owners += self._few(self.by_digits[written], keys.name.key)
            for one in sorted(owners, key=in_turn):
                shared.setdefault(one, value)
        return shared

    def sharing_profile(self, keys: Keys) -> list[int]:
        found: list[int] = []
        for profile in keys.profiles:
            found += sorted(self._few(self.by_profile.get(profile, []), keys.name.key), key=in_turn)
        return found

    def nearly(self, name: Name) -> list[int]:
        """Who may be of nearly the same name, the latest of each place first."""
        self._place_all()
        kept = places(name)
        self._looked_for = (name, kept)
        found: dict[int, None] = {}
        for place, word in sought(name, kept):
            there = self._near.get(place)
            for its_word, ones in islice(there.items(), MOST_CANDIDATES) if there else ():
                if its_word == word or may_meet(word, its_word):
                    found |= dict.fromkeys(ones[: -MOST_CANDIDATES - 1 : -1])
        return list(found)

    def _place_all(self) -> None:
        looked_for, kept = self._looked_for
        for one in self._unplaced:
            name = self.names[one]
            for place, word in kept if name is looked_for else places(name):
                self._near[place].setdefault(word, []).append(one)
        self._unplaced.clear()

    def _few(self, owners: list[int], key: str) -> list[int]:
        """All of them, or of very many (a switchboard) those of the same name and the first."""
        if len(owners) <= MOST_CANDIDATES:
            return owners
        same = self._by_name_of.get(id(owners))
        if same is None:
            same = self._by_name_of[id(owners)] = _ByName()
        return [*same.of(owners, self.names, key)[:MOST_CANDIDATES], *owners[:MOST_CANDIDATES]]


class _ByName:
    """The owners of one address or number by the key of their name: going through them all for each card would take the
    square of a file whose cards share one."""

    def __init__(self) -> None:
        self._seen = 0
        self._found: dict[str, list[int]] = {}

    def of(self, owners: list[int], names: dict[int, Name], key: str) -> list[int]:
        for one in owners[self._seen :]:
            self._found.setdefault(names[one].key, []).append(one)
        self._seen = len(owners)
        return self._found.get(key, [])
