"""Loads the people of the book into a PeopleIndex with a fixed number of queries."""

from collections import defaultdict

from crm.contacts.contact import Contact, ContactRole, Point
from crm.matching.identity import identity_of, uid_key
from crm.matching.people_index import PeopleIndex, card_key, keys_of
from crm.storage.reading import Reader


def load_people_index(read: Reader) -> PeopleIndex:
    """The index of all people of the book."""
    index = load_card_index(read)
    add_people(index, read)
    return index


def load_card_index(read: Reader) -> PeopleIndex:
    """An index of the imported cards only, enough for a file that is read again. `add_people` adds the people."""
    index = PeopleIndex(told_apart=people_told_apart(read))
    for one, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        index.by_card[card_key(raw)] = one
    return index


def people_told_apart(read: Reader) -> set[int]:
    """The older person of each pair that the user declared different."""
    return {one for (one,) in read.connection.execute("SELECT a_id FROM not_same")}


def add_people(index: PeopleIndex, read: Reader) -> None:
    """Add everyone in the book, and the UIDs of the cards they were imported with."""
    firms: dict[int, list[ContactRole]] = defaultdict(list)
    for person_id, firm in read.connection.execute(
        "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id ORDER BY r.id"
    ):
        firms[person_id].append(ContactRole(firm))
    points: dict[str, dict[int, list[Point]]] = {
        kind: defaultdict(list) for kind in ("email", "phone", "url")
    }
    for person_id, kind, value in read.connection.execute(
        "SELECT person_id, kind, value FROM contact_point WHERE kind IN ('email', 'phone') "
        "OR kind = 'url' AND value LIKE '%linkedin.com/in/%' ORDER BY id"
    ):
        points[kind][person_id].append(Point(value))
    for row in read.connection.execute(
        "SELECT id, uid, full_name, given, additional, family, suffix, nickname, birthday FROM person ORDER BY id"
    ):
        person_id, uid, full_name, given, additional, family, suffix, nickname, birthday = row
        contact = Contact(full_name, given, additional, family, "", suffix, nickname, uid, birthday=birthday)
        contact.emails = points["email"].get(person_id, [])
        contact.phones = points["phone"].get(person_id, [])
        contact.urls = points["url"].get(person_id, [])
        contact.roles = firms.get(person_id, [])
        if person_id not in index.names:
            index.add(person_id, keys_of(identity_of(contact)))
    _add_old_uids(index, read)


def _add_old_uids(index: PeopleIndex, read: Reader) -> None:
    """A card that was merged into a person may have its own UID."""
    for person_id, raw in read.connection.execute("SELECT person_id, raw FROM card ORDER BY id"):
        if uid := uid_of_card(raw):
            index.add_uid(uid, person_id)


def uid_of_card(raw: str) -> str:
    """The UID of a card in comparison form, or ""."""
    at = 0 if raw.startswith("UID:") else raw.find("\nUID:") + 1
    return uid_key(raw[at + 4 :].partition("\n")[0]) if at or raw.startswith("UID:") else ""
