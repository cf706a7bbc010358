"""Inserts the rows of an archive: unchanged into an empty book, else beside the existing rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crm.formats.archive import layout
from crm.formats.archive.archive import Archive
from crm.formats.archive.selected_rows import SUBJECTS, all_rows
from crm.importing.archive.existing_rows import ExistingRows
from crm.importing.found_cards import FoundCard
from crm.storage import shown_marks
from crm.storage.content_tables import columns, content_tables, references
from crm.storage.reading import Reader
from crm.table_rules import RULES

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_SLICE = 1000  # rows between two checks for cancellation
# Tables keyed by rows of Today, inserted after their subjects.
_KEYED_TABLES = {one.table for one in RULES if one.archive.key}
_IGNORED_IN_EMPTY_BOOK = {"setting", *_KEYED_TABLES}  # a first start may have written these
_OWNER_COLUMNS = {one.table: one.archive.comes_with for one in RULES if one.archive.comes_with}
"""Tables whose rows are only inserted together with a new owner: existing data stays as the user left it."""
_ROW_KEY = re.compile(r"\A([a-z_]+)-(\d{1,18})")


class ArchiveInserter:
    """Inserts rows of the scratch book under ids of this book."""

    def __init__(
        self, work: "UnitOfWork", archive: Archive, on_progress: Callable[[], None] = lambda: None
    ) -> None:
        self._work = work
        self._source: Reader = archive.read
        self._on_progress = on_progress
        self._tables = content_tables(self._source.connection)
        self._ids: dict[str, dict[int, int]] = {table: {} for table in self._tables}
        self._inserted: dict[str, set[int]] = {table: set() for table in self._tables}
        self._left_out: set[int] = set()
        self._references = {table: references(self._source.connection, table) for table in self._tables}
        self.new_people: list[int] = []

    def map_person(self, card: FoundCard, person: int) -> None:
        """Record which person of this book a person of the archive is."""
        if card.card and card.card.archived:
            self._ids["person"][card.card.archived.id] = person

    def id_of(self, card: FoundCard) -> int | None:
        return self._ids["person"].get(card.card.archived.id) if card.card and card.card.archived else None

    def insert_all(self, cards: Sequence[FoundCard]) -> bool:
        """Insert every row unchanged, ids included, into an empty book. For any other book, do nothing and return False."""
        wanted = [card.card.archived.id for card in cards if card.card and card.card.archived]
        there = self._source.values("SELECT id FROM person ORDER BY id")
        self._left_out = set(there) - set(wanted)
        if self._left_out or not self._is_empty():
            return False
        self._work.connection.execute("PRAGMA defer_foreign_keys=1")
        for table in self._tables:
            if table in _IGNORED_IN_EMPTY_BOOK:
                self._work.connection.execute(f'DELETE FROM "{table}"')
            names = [column.name for column in columns(self._source.connection, table)]
            self._insert(table, names, self._rows(table, names))
        self._insert_photos(all_rows().where("blob"))  # older versions also exported photos of deleted people
        self._insert_shown()
        self._ids["person"] = {one: one for one in there}
        self.new_people = there
        return True

    def insert_missing(self) -> None:
        """Insert the rows that a book lacks, by uid or by content."""
        self._work.connection.execute("PRAGMA defer_foreign_keys=1")
        self._insert_photos(f"sha256 IN (SELECT photo FROM person WHERE id NOT IN ({self._known_people()}))")
        for table in sorted(self._tables, key=lambda one: one in _KEYED_TABLES):
            if table not in layout.OF_ONE_BOOK:
                self._insert_missing_rows(table)
        self.new_people = [self._ids["person"][one] for one in sorted(self._inserted["person"])]

    def _known_people(self) -> str:
        return ", ".join(str(one) for one in self._ids["person"]) or "0"

    def _is_empty(self) -> bool:
        tables = [table for table in self._tables if table not in _IGNORED_IN_EMPTY_BOOK]
        return not any(self._work.read.value(f'SELECT 1 FROM "{table}" LIMIT 1') for table in tables)

    def _rows(self, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        listed = ", ".join(f'"{name}"' for name in names)
        for row in self._source.connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id'):
            yield tuple(row)

    def _insert(self, table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        pending: list[tuple[Any, ...]] = []
        for row in rows:
            pending.append(row)
            if len(pending) == _SLICE:
                self._work.insert_many(table, names, pending)
                pending = []
                self._on_progress()
        self._work.insert_many(table, names, pending)

    def _insert_photos(self, where: str) -> None:
        for row in self._source.connection.execute(
            f"SELECT sha256, media_type, bytes FROM blob WHERE {where}"
        ):
            self._work.connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?, ?)", tuple(row))
            self._on_progress()

    def _insert_shown(self) -> None:
        rows = self._source.connection.execute(f'SELECT what, on_day FROM "{layout.SHOWN}"').fetchall()
        shown_marks.mark(self._work.connection, [(row[0], row[1]) for row in rows])

    def _insert_missing_rows(self, table: str) -> None:
        """Insert the rows of one table that this book lacks, under new ids."""
        names = [column.name for column in columns(self._source.connection, table)]
        existing = ExistingRows(self._work.read, table)
        next_id = existing.next_id
        if table == layout.PEOPLE:
            next_id = self._number_people(next_id)
        rows: list[tuple[Any, ...]] = []
        for row in self._rows(table, names):
            one = dict(zip(names, row, strict=True))
            own, map_person = one["id"], existing.id_of(one)
            if own in self._ids[table] and own not in self._inserted[table]:
                continue
            if map_person is not None and table != layout.PEOPLE:
                self._ids[table][own] = map_person
            elif self._is_wanted(table, one) and self._map_ids(table, one) and existing.is_new(one):
                if table != layout.PEOPLE:
                    self._ids[table][own] = one["id"] = next_id
                    next_id += 1
                self._inserted[table].add(own)
                rows.append(tuple(one.values()))
        self._insert(table, names, rows)

    def _number_people(self, next_id: int) -> int:
        """Assign the ids of all new people first, as their rows refer to one another."""
        for one in self._source.values("SELECT id FROM person ORDER BY id"):
            if one not in self._ids["person"] and one not in self._left_out:
                self._ids["person"][one] = next_id
                self._inserted["person"].add(one)
                next_id += 1
        return next_id

    def _is_wanted(self, table: str, row: dict[str, Any]) -> bool:
        """Whether the row is new, or belongs to a new row."""
        if table == layout.PEOPLE:
            return row["id"] in self._inserted["person"]
        if table in _OWNER_COLUMNS:
            column = _OWNER_COLUMNS[table]
            owner = next(one.table for one in self._references[table] if one.column == column)
            return row[column] in self._inserted[owner]
        if table == "attendance":
            return (
                row["meeting_id"] in self._inserted["meeting"] or row["person_id"] in self._inserted["person"]
            )
        return True

    def _map_ids(self, table: str, row: dict[str, Any]) -> bool:
        """Replace the ids in the row by those of this book; False if a required reference is missing."""
        if table == layout.PEOPLE:
            row["id"] = self._ids["person"][row["id"]]
        for one in self._references[table]:
            if row[one.column] is not None:
                row[one.column] = self._ids[one.table].get(row[one.column])
                if row[one.column] is None and one.is_owner:
                    return False
        if table == "not_same":
            row["a_id"], row["b_id"] = sorted((row["a_id"], row["b_id"]))
        return table not in _KEYED_TABLES or self._map_key(row)

    def _map_key(self, row: dict[str, Any]) -> bool:
        """What was recorded about a row of Today applies if its subject is new here."""
        key = _ROW_KEY.fullmatch(row["row"])
        subject = SUBJECTS.get(key[1]) if key else None
        if key is None or subject is None or int(key[2]) not in self._inserted[subject]:
            return False
        row["row"] = f"{key[1]}-{self._ids[subject][int(key[2])]}"
        return True
