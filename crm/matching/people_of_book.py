"""The people of the book as those a card is compared with: a handful of queries however large it is."""

from collections import defaultdict

from crm.contacts.contact import Contact, ContactRole, Point
from crm.matching.identity import identity_of, uid_key
from crm.matching.index import Known, card_key, keys_of
from crm.storage.reading import Reader


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
            known.add_uid(uid, one)


def uid_in(raw: str) -> str:
    """As it is compared; nothing where the card has none."""
    at = 0 if raw.startswith("UID:") else raw.find("\nUID:") + 1
    return uid_key(raw[at + 4 :].partition("\n")[0]) if at or raw.startswith("UID:") else ""
