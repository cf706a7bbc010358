"""An archive that was read: its people as contacts, what each brings along, and what had to be left out."""

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
"""What no card says: an archive fills it where the person has nothing there."""

_NOT_STORY = {layout.PEOPLE, "organisation", *layout.OF_ONE_BOOK}
_AT_ONCE = 200  # people read together

_TOPICS = """
SELECT p.id, p.uid || ' ' || pt.kind || ' ' || t.folded FROM person_topic pt
JOIN person p ON p.id = pt.person_id JOIN topic t ON t.id = pt.topic_id
"""


class Archive:
    """Rests on a scratch book, which goes when nobody holds the archive any more."""

    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        self.name = name
        self.read = Reader(connection)
        self.remarks: list[Remark] = []
        self.cards: list[
            tuple[int | None, int]
        ] = []  # a person's id and line, or None where they were left out
        self._new: tuple[Reader, set[int]] | None = None
        self._ahead: dict[int, Contact] = {}

    def people(self) -> Iterator["Archived | None"]:
        """As the file has them, with None for those that could not be read."""
        for one, line in self.cards:
            row = self.read.one("SELECT uid, full_name FROM person WHERE id = :one", one=one) if one else None
            yield Archived(self, one, line, row["uid"], row["full_name"]) if one and row else None

    def contact(self, one: int) -> Contact:
        """Of a person; the next ones are read with it, as they are asked for in order. A photo without its bytes."""
        if one not in self._ahead:
            self._ahead = contacts(self.read, [one, *self.next_after(one)])
        return self._ahead[one]

    def next_after(self, one: int) -> list[int]:
        sql = f"SELECT id FROM person WHERE id > :one ORDER BY id LIMIT {_AT_ONCE}"
        return [int(found) for found in self.read.values(sql, one=one)]

    def uids_from(self, one: int) -> list[str]:
        """Theirs and those of the next ones."""
        sql = f"SELECT uid FROM person WHERE id >= :one ORDER BY id LIMIT {_AT_ONCE}"
        return [str(found) for found in self.read.values(sql, one=one)]

    def brings_along(self, book: Reader) -> set[int]:
        """Ids of people with a meeting, promise, note or the like that the book does not have."""
        if self._new is None or self._new[0] is not book:
            self._new = (book, self._brought(book))
        return self._new[1]

    def _brought(self, book: Reader) -> set[int]:
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
            people |= self._naming(
                table, "id", [one.column for one in named[table] if one.table == "person"], new
            )
            for child in tables:
                of = [one.column for one in named[child] if one.table == table and one.is_owner]
                who = [one.column for one in named[child] if one.table == "person"]
                if of and who:
                    people |= self._naming(child, of[0], who, new)
        known_topics = {words for _, words in book.connection.execute(_TOPICS)}
        return people | {
            one for one, words in self.read.connection.execute(_TOPICS) if words not in known_topics
        }

    def _has_uid(self, table: str) -> bool:
        return any(row[1] == "uid" for row in self.read.connection.execute(f'PRAGMA table_info("{table}")'))

    def _naming(self, table: str, by: str, columns: list[str], rows: set[int]) -> set[int]:
        found = set()
        for column in columns:
            sql = f'SELECT "{by}", "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            found |= {who for row, who in self.read.connection.execute(sql) if row in rows}
        return found


@dataclass(frozen=True)
class Archived:
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
    def compared(self) -> Contact:
        """Without the note: notes travel by themselves, and are known by their uid. The photo is there, not its bytes."""
        return replace(self.archive.contact(self.id), note="")

    def fills(self, book: Reader, person_id: int) -> dict[str, str | None]:
        """Columns that the person of the book has nothing in."""
        sql = "SELECT pronouns, how_we_met, blurb, blurb_on FROM person WHERE id = :one"
        mine, theirs = self.archive.read.one(sql, one=self.id), book.one(sql, one=person_id)
        if mine is None or theirs is None:
            return {}
        filled = {name: mine[name] for name in FILLED if mine[name] and not theirs[name]}
        return {**filled, "blurb_on": mine["blurb_on"]} if "blurb" in filled else filled

    def changes(self, book: Reader, person_id: int) -> list[FieldChange]:
        """What comes beside the fields of a card."""
        found = [
            FieldChange(name.replace("_", " "), "", value or "", True)
            for name, value in self.fills(book, person_id).items()
            if name in FILLED
        ]
        if self.id in self.archive.brings_along(book):
            found.append(FieldChange("story", "", "meetings, promises or notes", True))
        return found
