"""A loaded archive: its people as contacts, what each of them adds to the book, and what was left out."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from crm.contacts.contact import Contact, Remark
from crm.contacts.from_book import contacts
from crm.formats.archive import layout
from crm.matching.differences import FieldChange
from crm.storage.content_tables import content_tables, references
from crm.storage.reading import Reader

FILLED = ("pronouns", "how_we_met", "blurb")
"""Columns no vCard has: an archive fills them if the person has no value there."""

_NOT_STORY = {layout.PEOPLE, "organisation", *layout.OF_ONE_BOOK}
_BATCH = 200  # people read together

_TOPICS = """
SELECT p.id, p.uid || ' ' || pt.kind || ' ' || t.folded FROM person_topic pt
JOIN person p ON p.id = pt.person_id JOIN topic t ON t.id = pt.topic_id
"""


@dataclass(frozen=True, slots=True)
class ArchiveCard:
    person_id: int | None  # None for a person who was left out
    line: int


class Archive:
    """Backed by a scratch book, which is discarded with the last reference to the archive."""

    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        self.name = name
        self.read = Reader(connection)
        self.remarks: list[Remark] = []
        self.cards: list[ArchiveCard] = []
        self._people_with_news: tuple[Reader, set[int]] | None = None
        self._cache: dict[int, Contact] = {}

    def people(self) -> Iterator["ArchivedPerson | None"]:
        """The people in file order, with None for those that could not be read."""
        for card in self.cards:
            person_id = card.person_id
            row = (
                self.read.one("SELECT uid, full_name FROM person WHERE id = :one", one=person_id)
                if person_id
                else None
            )
            yield (
                ArchivedPerson(self, person_id, card.line, row["uid"], row["full_name"])
                if person_id and row
                else None
            )

    def contact(self, person_id: int) -> Contact:
        """The contact of a person, without the bytes of the photo; the following people are loaded together with it."""
        if person_id not in self._cache:
            self._cache = contacts(self.read, [person_id, *self.next_after(person_id)])
        return self._cache[person_id]

    def next_after(self, person_id: int) -> list[int]:
        sql = f"SELECT id FROM person WHERE id > :one ORDER BY id LIMIT {_BATCH}"
        return [int(found) for found in self.read.values(sql, one=person_id)]

    def uids_from(self, person_id: int) -> list[str]:
        """The UIDs of this person and the following ones."""
        sql = f"SELECT uid FROM person WHERE id >= :one ORDER BY id LIMIT {_BATCH}"
        return [str(found) for found in self.read.values(sql, one=person_id)]

    def people_with_news(self, book: Reader) -> set[int]:
        """Ids of people with a meeting, promise, note or the like that the book does not have."""
        if self._people_with_news is None or self._people_with_news[0] is not book:
            self._people_with_news = (book, self._find_people_with_news(book))
        return self._people_with_news[1]

    def _find_people_with_news(self, book: Reader) -> set[int]:
        connection = self.read.connection
        tables = content_tables(connection)
        named = {table: references(connection, table) for table in tables}
        people: set[int] = set()
        for table in tables:
            if table in _NOT_STORY or not self._has_uid(table):
                continue
            known = set(book.values(f'SELECT uid FROM "{table}"'))
            rows = self.read.rows(f'SELECT id, uid FROM "{table}"')
            new = {row["id"] for row in rows if row["uid"] not in known}
            people |= self._people_in(
                table, "id", [one.column for one in named[table] if one.table == "person"], new
            )
            for child in tables:
                owner_columns = [one.column for one in named[child] if one.table == table and one.is_owner]
                person_column = [one.column for one in named[child] if one.table == "person"]
                if owner_columns and person_column:
                    people |= self._people_in(child, owner_columns[0], person_column, new)
        known_topics = {words for _, words in book.connection.execute(_TOPICS)}
        return people | {
            one for one, words in self.read.connection.execute(_TOPICS) if words not in known_topics
        }

    def _has_uid(self, table: str) -> bool:
        return any(row[1] == "uid" for row in self.read.connection.execute(f'PRAGMA table_info("{table}")'))

    def _people_in(self, table: str, by: str, columns: list[str], rows: set[int]) -> set[int]:
        found = set()
        for column in columns:
            sql = f'SELECT "{by}", "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            found |= {person_id for row, person_id in self.read.connection.execute(sql) if row in rows}
        return found


@dataclass(frozen=True)
class ArchivedPerson:
    """One person of an archive."""

    archive: Archive
    id: int
    line: int
    uid: str
    full_name: str

    @cached_property
    def contact(self) -> Contact:
        return contacts(self.archive.read, [self.id], photos=True)[self.id]

    @property
    def contact_to_compare(self) -> Contact:
        """The contact without the note, as notes are matched by their own UID; the photo has no bytes."""
        return replace(self.archive.contact(self.id), note="")

    def missing_columns(self, book: Reader, person_id: int) -> dict[str, str | None]:
        """Columns in which the person of the book has no value, with the archive's values."""
        sql = "SELECT pronouns, how_we_met, blurb, blurb_on FROM person WHERE id = :one"
        mine, theirs = self.archive.read.one(sql, one=self.id), book.one(sql, one=person_id)
        if mine is None or theirs is None:
            return {}
        filled = {name: mine[name] for name in FILLED if mine[name] and not theirs[name]}
        return {**filled, "blurb_on": mine["blurb_on"]} if "blurb" in filled else filled

    def changes(self, book: Reader, person_id: int) -> list[FieldChange]:
        """The changes besides the fields of a contact."""
        found = [
            FieldChange(name.replace("_", " "), "", value or "", True)
            for name, value in self.missing_columns(book, person_id).items()
            if name in FILLED
        ]
        if self.id in self.archive.people_with_news(book):
            found.append(FieldChange("story", "", "meetings, promises or notes", True))
        return found
