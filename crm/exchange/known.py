"""Everyone a card can be compared with: the people of the book and the cards before it, found by maps, not by queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crm.exchange.contact import Contact, ContactRole, Point
from crm.exchange.likeness import Name
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


def keys_of(identity: Values, raw: str = "") -> Keys:
    """`identity` as ready.identity_of gives it; `raw` is the card, where there is one."""
    uid, name, emails, phones = identity
    return Keys(card_key(raw) if raw else 0, uid, Name(*name), emails, phones)


@dataclass(slots=True)
class Known:
    """Ids by what identifies people. Ids of the book are positive; cards of this reading get negative ones."""

    names: dict[int, Name] = field(default_factory=dict)
    by_card: dict[int, int] = field(default_factory=dict)
    by_uid: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, list[int]] = field(default_factory=dict)
    by_digits: dict[str, list[int]] = field(default_factory=dict)
    by_tail: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: int, keys: Keys) -> None:
        """Someone not known so far."""
        self.names[one] = keys.name
        if keys.name.key and not keys.name.is_made:
            self.by_name[keys.name.key].append(one)
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

    @staticmethod
    def _own(owners: dict[str, list[int]], key: str, one: int) -> None:
        known = owners.get(key)
        if known is None:
            owners[key] = [one]
        elif one not in known[-MOST_CANDIDATES:]:
            known.append(one)

    def sharing_email(self, keys: Keys) -> dict[int, str]:
        """Who has one of these addresses, with the address."""
        shared: dict[int, str] = {}
        for email, value in keys.emails.items():
            if email in self.by_email:
                for one in self._few(self.by_email[email], keys.name.key):
                    shared.setdefault(one, value)
        return shared

    def sharing_phone(self, keys: Keys) -> dict[int, str]:
        shared: dict[int, str] = {}
        for digits, value in keys.phones.items():
            alike = self.by_tail.get(tail_of(digits))
            for written, its_value in list(alike.items())[:MOST_CANDIDATES] if alike else ():
                if written == digits or same_number(value, its_value):
                    for one in self._few(self.by_digits[written], keys.name.key):
                        shared.setdefault(one, value)
        return shared

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
    known = Known()
    for one, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        known.by_card[card_key(raw)] = one
    return known


def complete(known: Known, read: Reader) -> None:
    """Who is in the book, and the UIDs their cards came with."""
    firms = dict(
        read.connection.execute(
            "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id ORDER BY r.id DESC"
        ).fetchall()
    )
    points: dict[str, dict[int, list[Point]]] = {"email": defaultdict(list), "phone": defaultdict(list)}
    for one, kind, value in read.connection.execute(
        "SELECT person_id, kind, value FROM contact_point WHERE kind IN ('email', 'phone') ORDER BY id"
    ):
        points[kind][one].append(Point(value))
    for row in read.connection.execute(
        "SELECT id, uid, full_name, given, family, suffix, nickname, birthday FROM person ORDER BY id"
    ):
        one, uid, full_name, given, family, suffix, nickname, birthday = row
        contact = Contact(full_name, given, "", family, "", suffix, nickname, uid, birthday=birthday)
        contact.emails = points["email"].get(one, [])
        contact.phones = points["phone"].get(one, [])
        if one in firms:
            contact.roles = [ContactRole(firms[one])]
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
