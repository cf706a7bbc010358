"""Everyone a card can be compared with: the people of the book and the cards before it, found by maps, not by queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from crm.exchange.contact import Contact, ContactRole, Point
from crm.exchange.likeness import Name, name_of
from crm.exchange.phones import digits_of, same_number, tail_of
from crm.people.words import folded_point
from crm.storage.reading import Reader

MOST_CANDIDATES = 40


def uid_key(uid: str) -> str:
    """Equal for urn:uuid:ABC and abc."""
    return uid.strip().lower().removeprefix("urn:uuid:")


def card_key(contact: Contact) -> bytes:
    return blake2b(contact.raw.encode("utf-8", "replace"), digest_size=16).digest()


@dataclass(slots=True)
class Known:
    """Ids by what identifies people. Ids of the book are positive; cards of this reading get negative ones."""

    names: dict[int, Name] = field(default_factory=dict)
    by_card: dict[bytes, int] = field(default_factory=dict)
    by_uid: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_digits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_tail: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: int, contact: Contact, name: Name) -> None:
        """A card of this reading that is nobody known so far."""
        self.names[one] = name
        if name.key and not name.is_made:
            self.by_name[name.key].append(one)
        if contact.uid:
            self.by_uid.setdefault(uid_key(contact.uid), one)
        self.add_points(one, contact)

    def add_points(self, one: int, contact: Contact) -> None:
        for point in contact.emails:
            self._point(one, "email", folded_point("email", point.value), point.value)
        for point in contact.phones:
            self._point(one, "phone", "", point.value)

    def _point(self, one: int, kind: str, folded: str, value: str) -> None:
        if kind == "email":
            owners = self.by_email[folded]
        else:
            folded = digits_of(value)
            if not folded:
                return
            self.by_tail[tail_of(folded)].setdefault(folded, value)
            owners = self.by_digits[folded]
        if not owners or owners[-1] != one:
            owners.append(one)

    def sharing_email(self, contact: Contact, key: str) -> list[tuple[int, str]]:
        """Who has one of these addresses, with the address."""
        shared = [
            (one, point.value)
            for point in contact.emails
            for one in self._few(self.by_email.get(folded_point("email", point.value), ()), key)
        ]
        return list(dict(reversed(shared)).items()) if len(shared) > 1 else shared

    def sharing_phone(self, contact: Contact, key: str) -> list[tuple[int, str]]:
        shared: dict[int, str] = {}
        for point in contact.phones:
            digits = digits_of(point.value)
            for written, value in list(self.by_tail.get(tail_of(digits), {}).items())[:MOST_CANDIDATES]:
                if written == digits or same_number(point.value, value):
                    for one in self._few(self.by_digits[written], key):
                        shared.setdefault(one, point.value)
        return list(shared.items())

    def _few(self, owners: Iterable[int], key: str) -> list[int]:
        """All of them, or of very many (a switchboard) those of the same name and the first."""
        owners = list(owners)
        if len(owners) <= MOST_CANDIDATES:
            return owners
        same = [one for one in owners if self.names[one].key == key]
        return [*same[:MOST_CANDIDATES], *owners[:MOST_CANDIDATES]]


def known_people(read: Reader) -> Known:
    """The people of the book; a handful of queries however large it is."""
    known = Known()
    firms = dict(
        read.connection.execute(
            "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id ORDER BY r.id DESC"
        ).fetchall()
    )
    points: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one, kind, value, folded in read.connection.execute(
        "SELECT person_id, kind, value, folded FROM contact_point WHERE kind IN ('email', 'phone') ORDER BY id"
    ):
        known._point(one, kind, folded, value)
        points[one].append((kind, value))
    for row in read.connection.execute(
        "SELECT id, uid, full_name, given, family, suffix, nickname, birthday FROM person ORDER BY id"
    ):
        one, uid, full_name, given, family, suffix, nickname, birthday = row
        contact = Contact(full_name, given, "", family, "", suffix, nickname, birthday=birthday)
        contact.emails = [Point(value) for kind, value in points.get(one, ()) if kind == "email"]
        contact.phones = [Point(value) for kind, value in points.get(one, ()) if kind == "phone"]
        if one in firms:
            contact.roles = [ContactRole(firms[one])]
        known.by_uid[uid_key(uid)] = one
        name = name_of(contact)
        known.names[one] = name
        if name.key and not name.is_made:
            known.by_name[name.key].append(one)
    _add_cards(read, known)
    return known


def _add_cards(read: Reader, known: Known) -> None:
    """Cards imported before: read again they are the same; and the UIDs they came with."""
    for one, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        known.by_card[blake2b(raw.encode("utf-8", "replace"), digest_size=16).digest()] = one
        at = raw.find("\nUID:") + 1 if not raw.startswith("UID:") else 0
        if at or raw.startswith("UID:"):
            known.by_uid.setdefault(
                uid_key(raw[at + 4 : raw.find("\n", at) if "\n" in raw[at:] else None]), one
            )
