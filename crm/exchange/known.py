"""Everyone a card can be compared with: the people of the book and the cards before it, found by maps, not by queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from crm.exchange.contact import Contact, ContactRole, Point
from crm.exchange.likeness import Name
from crm.exchange.nearness import Place, may_meet, places, sought
from crm.exchange.phones import same_number, tail_of
from crm.exchange.ready import Values, identity_of, uid_key
from crm.storage.reading import Reader

MOST_CANDIDATES = 40


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


def keys_of(identity: Values, raw: str = "") -> Keys:
    """`identity` as ready.identity_of gives it; `raw` is the card, where there is one."""
    uid, name, *points = identity
    return Keys(card_key(raw) if raw else 0, uid, Name(*name), *points)


@dataclass(slots=True)
class Known:
    """Ids by what identifies people. Ids of the book are positive; cards of this reading get negative ones."""

    names: dict[int, Name] = field(default_factory=dict)
    by_card: dict[int, int] = field(default_factory=dict)
    by_uid: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, list[int]] = field(default_factory=dict)
    by_digits: dict[str, list[int]] = field(default_factory=dict)
    by_tail: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_profile: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    apart: set[int] = field(default_factory=set)  # see `apart`
    _near: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    _unplaced: list[int] = field(
        default_factory=list
    )  # who is not in `_near` yet: it is filled when it is asked for
    _looked_for: tuple[Name | None, list[Place]] = (None, [])

    def let_go(self) -> None:
        """Bit by bit, so that other threads have their turn meanwhile."""
        maps: tuple[dict[Any, Any], ...] = (
            self.names, self.by_card, self.by_uid, self.by_email, self.by_digits, self.by_tail, self.by_profile,
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
            self.by_uid.setdefault(keys.uid, one)
        for email in keys.emails:
            self._own(self.by_email, email, one)
        for digits, value in keys.phones.items():
            self.by_tail[tail_of(digits)].setdefault(digits, value)
            self._own(self.by_digits, digits, one)
        for profile in keys.profiles:
            self._own(self.by_profile, profile, one)

    def rename(self, one: int, name: Name) -> None:
        """Somebody of whom more is known now: a name in place of an address, a birthday, where they work."""
        before, self.names[one] = self.names[one], name
        if before == name:
            return
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
            for written, its_value in list(alike.items())[:MOST_CANDIDATES] if alike else ():
                if written == digits or same_number(value, its_value):
                    owners += self._few(self.by_digits[written], keys.name.key)
            for one in sorted(owners, key=in_turn):
                shared.setdefault(one, value)
        return shared

    def sharing_profile(self, keys: Keys) -> list[int]:
        return [
            one for profile in keys.profiles for one in sorted(self.by_profile.get(profile, ()), key=in_turn)
        ]

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

    def _few(self, owners: Iterable[int], key: str) -> list[int]:
        """All of them, or of very many (a switchboard) those of the same name and the first."""
        owners = list(owners)
        if len(owners) <= MOST_CANDIDATES:
            return owners
        same = [one for one in owners if self.names[one].key == key]
        return [*same[:MOST_CANDIDATES], *owners[:MOST_CANDIDATES]]


def known_people(read: Reader) -> Known:
    """The people of the book; a handful of queries however large it is."""
    known = known_cards(read)
    complete(known, read)
    return known


def known_cards(read: Reader) -> Known:
    """Only the cards imported before: enough for a file read again. `complete` brings the people."""
    known = Known(apart=apart(read))
    for one, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        known.by_card[card_key(raw)] = one
    return known


def apart(read: Reader) -> set[int]:
    """The older one of each pair that was said to be two people."""
    return {one for (one,) in read.connection.execute("SELECT a_id FROM not_same")}


def complete(known: Known, read: Reader) -> None:
    """Who is in the book, and the UIDs their cards came with."""
    firms: dict[int, list[ContactRole]] = defaultdict(list)
    for one, firm in read.connection.execute(
        "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id ORDER BY r.id"
    ):
        firms[one].append(ContactRole(firm))
    points: dict[str, dict[int, list[Point]]] = {
        kind: defaultdict(list) for kind in ("email", "phone", "url")
    }
    for one, kind, value in read.connection.execute(
        "SELECT person_id, kind, value FROM contact_point WHERE kind IN ('email', 'phone') "
        "OR kind = 'url' AND value LIKE '%linkedin.com/in/%' ORDER BY id"
    ):
        points[kind][one].append(Point(value))
    for row in read.connection.execute(
        "SELECT id, uid, full_name, given, additional, family, suffix, nickname, birthday FROM person ORDER BY id"
    ):
        one, uid, full_name, given, additional, family, suffix, nickname, birthday = row
        contact = Contact(full_name, given, additional, family, "", suffix, nickname, uid, birthday=birthday)
        contact.emails = points["email"].get(one, [])
        contact.phones = points["phone"].get(one, [])
        contact.urls = points["url"].get(one, [])
        contact.roles = firms.get(one, [])
        if one not in known.names:
            known.add(one, keys_of(identity_of(contact)))
    _add_old_uids(known, read)


def _add_old_uids(known: Known, read: Reader) -> None:
    """A card that completed someone may have come with a UID of its own."""
    for one, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        if uid := uid_in(raw):
            known.by_uid.setdefault(uid, one)


def uid_in(raw: str) -> str:
    """As it is compared; nothing where the card has none."""
    at = 0 if raw.startswith("UID:") else raw.find("\nUID:") + 1
    return uid_key(raw[at + 4 :].partition("\n")[0]) if at or raw.startswith("UID:") else ""
