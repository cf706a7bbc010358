"""Collects the rows of an import and writes them many at a time: ids are given here, inside the transaction."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from crm.exchange.contact import Contact, ContactRole, Photo
from crm.exchange.differences import POINTS, is_made_up
from crm.folding import fold
from crm.people.names import split
from crm.people.words import folded_point

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_COLUMNS = {
    "import": ["id", "file", "sha256", "format", "at"],
    "person": [
        "id", "uid", "full_name", "name_key", "given", "additional", "family", "prefix", "suffix", "nickname",
        "pronouns", "birthday", "anniversary", "birthday_md", "anniversary_md", "how_we_met", "blurb", "standing",
        "photo", "added_on",
    ],
    "organisation": ["id", "uid", "name"],
    "tag": ["id", "name"],
    "contact_point": ["person_id", "kind", "value", "folded", "label", "preferred", "parts"],
    "role": ["person_id", "organisation_id", "title", "from_on", "until_on"],
    "person_tag": ["person_id", "tag_id"],
    "note": ["uid", "person_id", "on_day", "words"],
    "other_property": ["person_id", "line", "place"],
    "card": ["import_id", "person_id", "raw"],
    "not_same": ["a_id", "b_id"],
}  # fmt: skip
_SLICE = 1000  # rows between two looks at the Cancel button


class Rows:
    """What is to be written, table by table, in an order that foreign keys allow."""

    def __init__(self, work: "UnitOfWork", standing: str) -> None:
        self._work = work
        self._standing = standing
        self._pending: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        self._photos: dict[str, Photo] = {}
        read = work.read
        self._next = {
            table: (read.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table) or 0) + 1
            for table in ("person", "organisation", "tag", "import")
        }
        self._first_new = self._next["person"]
        self._organisations: dict[str, int] = dict(
            read.connection.execute("SELECT name, id FROM organisation").fetchall()
        )
        self._tags = {fold(name): one for name, one in read.connection.execute("SELECT name, id FROM tag")}
        self._tagged: set[tuple[int, int]] = {
            (row[0], row[1]) for row in read.connection.execute("SELECT person_id, tag_id FROM person_tag")
        }
        self._file: tuple[Any, ...] = ()
        self._import_id: int | None = None

    def begin_file(self, name: str, digest: str, format_name: str, at: str) -> None:
        """The file that the next cards come from; it is written down with its first card."""
        self._file = (name, digest, format_name, at)
        self._import_id = None

    def add_person(self, contact: Contact, tags: list[str]) -> int:
        one = self._id("person")
        given, additional, family, prefix, suffix = self._name_parts(contact)
        self._pending["person"].append(
            (
                one, contact.uid or str(uuid4()), contact.full_name, fold(contact.full_name), given, additional, family,
                prefix, suffix, contact.nickname, "", contact.birthday, contact.anniversary,
                month_and_day(contact.birthday), month_and_day(contact.anniversary), "", "", self._standing,
                self._photo(contact.photo), self._work.today.isoformat(),
            )
        )  # fmt: skip
        self._add_lists(one, contact, 0)
        for tag in tags:
            self.tag(one, tag)
        return one

    def complete(self, person: int, scalars: Mapping[str, str], extra: Contact) -> None:
        """Set the single fields, add to the lists."""
        if extra.roles or person >= self._first_new:
            self.write()
        changes: dict[str, Any] = dict(scalars)
        if "full_name" in changes:
            changes["name_key"] = fold(changes["full_name"])
        for name in ("birthday", "anniversary"):
            if name in changes:
                changes[f"{name}_md"] = month_and_day(changes[name])
        if extra.photo:
            changes["photo"] = self._photo(extra.photo)
            self._write_photos()
        if changes:
            names = ", ".join(f"{name} = ?" for name in changes)
            self._work.connection.execute(
                f"UPDATE person SET {names} WHERE id = ?", [*changes.values(), person]
            )
        place = 0
        if extra.other:
            place = self._work.read.value(
                "SELECT count(*) FROM other_property WHERE person_id = :one", one=person
            )
        extra.roles = [role for role in extra.roles if not self._titled(person, role)]
        self._add_lists(person, extra, place)
        for tag in extra.categories:
            self.tag(person, tag)

    def add_card(self, person: int, raw: str) -> None:
        if self._import_id is None:
            self._import_id = self._id("import")
            self._pending["import"].append((self._import_id, *self._file))
        self._pending["card"].append((self._import_id, person, raw))

    def tag(self, person: int, name: str) -> None:
        key = fold(name)
        if not key:
            return
        tag = self._tags.get(key)
        if tag is None:
            tag = self._tags[key] = self._id("tag")
            self._pending["tag"].append((tag, name))
        if (person, tag) not in self._tagged:
            self._tagged.add((person, tag))
            self._pending["person_tag"].append((person, tag))

    def two_people(self, one: int, other: int) -> None:
        self._pending["not_same"].append((min(one, other), max(one, other)))

    def write(self, told: Callable[[], None] = lambda: None) -> None:
        """Everything collected so far, into the book; a table at a time, for the full-text index likes rising ids."""
        self._write_photos(told)
        for table, rows in self._pending.items():
            for start in range(0, len(rows), _SLICE):
                self._work.insert_many(table, _COLUMNS[table], rows[start : start + _SLICE])
                told()
            self._pending[table] = []

    def _add_lists(self, person: int, contact: Contact, place: int) -> None:
        points = self._pending["contact_point"]
        for name, kind in POINTS.items():
            for point in getattr(contact, name):
                parts = json.dumps(point.parts, ensure_ascii=False) if point.parts else None
                folded = folded_point(kind, point.value)
                points.append((person, kind, point.value, folded, point.label, int(point.preferred), parts))
        for role in contact.roles:
            organisation = self._organisation(role.organization) if role.organization else None
            self._pending["role"].append((person, organisation, role.title, role.from_on, role.until_on))
        if contact.note:
            self._pending["note"].append((str(uuid4()), person, None, contact.note))
        self._pending["other_property"] += [
            (person, line, at) for at, line in enumerate(contact.other, place)
        ]

    def _titled(self, person: int, role: ContactRole) -> bool:
        """A title for a role that had none is put there; no second role at the same organisation is made."""
        organisation = self._organisations.get(role.organization)
        cursor = self._work.connection.execute(
            "UPDATE role SET title = ? WHERE id = (SELECT id FROM role WHERE person_id = ? AND organisation_id = ? "
            "AND title = '' ORDER BY id LIMIT 1)",
            (role.title, person, organisation),
        )
        return cursor.rowcount > 0

    @staticmethod
    def _name_parts(contact: Contact) -> tuple[str, str, str, str, str]:
        """As the file says; where it only has the whole name of a person, as it reads."""
        said = (contact.given, contact.additional, contact.family, contact.prefix, contact.suffix)
        is_firm = any(role.organization == contact.full_name for role in contact.roles)
        if any(said) or is_firm or is_made_up(contact):
            return said
        parts = split(contact.full_name)
        return parts.given, parts.additional, parts.family, parts.prefix, parts.suffix

    def _organisation(self, name: str) -> int:
        found = self._organisations.get(name)
        if found is None:
            found = self._organisations[name] = self._id("organisation")
            self._pending["organisation"].append((found, str(uuid4()), name))
        return found

    def _photo(self, photo: Photo | None) -> str | None:
        if photo is None:
            return None
        digest = sha256(photo.data).hexdigest()
        self._photos[digest] = photo
        return digest

    def _write_photos(self, told: Callable[[], None] = lambda: None) -> None:
        for number, (digest, photo) in enumerate(self._photos.items()):
            if number % 10 == 0:
                told()
            self._work.connection.execute(
                "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (digest, photo.media_type, photo.data),
            )
        self._photos.clear()

    def _id(self, table: str) -> int:
        one = self._next[table]
        self._next[table] += 1
        return one


def month_and_day(day: str | None) -> int | None:
    """0412 for --04-12, as the Today page looks days up."""
    return int(day[-5:-3]) * 100 + int(day[-2:]) if day else None
