"""What an archive holds, brought into the book: as it is into an empty one, else beside what is there already."""

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

_SLICE = 1000  # rows between two looks at the Cancel button
_KEYED = {one.table for one in RULES if one.archive.key}  # they come after what a row of Today is about
_IN_AN_EMPTY_BOOK = {"setting", *_KEYED}  # what a first start may have left there
_WITH_OWNER = {one.table: one.archive.comes_with for one in RULES if one.archive.comes_with}
"""Rows that come only with a row that is new here: what the book has stays as the user left it."""
_ROW_KEY = re.compile(r"\A([a-z_]+)-(\d{1,18})")


class ArchiveInserter:
    """Rows of the scratch book, given ids of this one."""

    def __init__(self, work: "UnitOfWork", archive: Archive, told: Callable[[], None] = lambda: None) -> None:
        self._work = work
        self._from: Reader = archive.read
        self._told = told
        self._tables = content_tables(self._from.connection)
        self._ids: dict[str, dict[int, int]] = {table: {} for table in self._tables}
        self._fresh: dict[str, set[int]] = {table: set() for table in self._tables}
        self._left_out: set[int] = set()
        self._references = {table: references(self._from.connection, table) for table in self._tables}
        self.new_people: list[int] = []

    def known(self, card: FoundCard, person: int) -> None:
        """Who somebody of the archive is in this book."""
        if card.card and card.card.archived:
            self._ids["person"][card.card.archived.id] = person

    def id_of(self, card: FoundCard) -> int | None:
        return self._ids["person"].get(card.card.archived.id) if card.card and card.card.archived else None

    def whole(self, cards: Sequence[tuple[FoundCard, Any]]) -> bool:
        """Into an empty book: every row as it is, ids included. False, and nothing done, for any other."""
        wanted = [card.card.archived.id for card, _ in cards if card.card and card.card.archived]
        there = self._from.values("SELECT id FROM person ORDER BY id")
        self._left_out = set(there) - set(wanted)
        if self._left_out or not self._is_empty():
            return False
        self._work.connection.execute("PRAGMA defer_foreign_keys=1")
        for table in self._tables:
            if table in _IN_AN_EMPTY_BOOK:
                self._work.connection.execute(f'DELETE FROM "{table}"')
            names = [column.name for column in columns(self._from.connection, table)]
            self._insert(table, names, self._rows(table, names))
        self._insert_photos(all_rows().where("blob"))  # an older program wrote those of deleted people, too
        self._insert_shown()
        self._ids["person"] = {one: one for one in there}
        self.new_people = there
        return True

    def the_rest(self) -> None:
        """Into a book that has something: what it does not have yet, known by uid or by its words."""
        self._work.connection.execute("PRAGMA defer_foreign_keys=1")
        self._insert_photos(f"sha256 IN (SELECT photo FROM person WHERE id NOT IN ({self._known_people()}))")
        for table in sorted(self._tables, key=lambda one: one in _KEYED):
            if table not in layout.OF_ONE_BOOK:
                self._enter(table)
        self.new_people = [self._ids["person"][one] for one in sorted(self._fresh["person"])]

    def _known_people(self) -> str:
        return ", ".join(str(one) for one in self._ids["person"]) or "0"

    def _is_empty(self) -> bool:
        tables = [table for table in self._tables if table not in _IN_AN_EMPTY_BOOK]
        return not any(self._work.read.value(f'SELECT 1 FROM "{table}" LIMIT 1') for table in tables)

    def _rows(self, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        listed = ", ".join(f'"{name}"' for name in names)
        for row in self._from.connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id'):
            yield tuple(row)

    def _insert(self, table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        pending: list[tuple[Any, ...]] = []
        for row in rows:
            pending.append(row)
            if len(pending) == _SLICE:
                self._work.insert_many(table, names, pending)
                pending = []
                self._told()
        self._work.insert_many(table, names, pending)

    def _insert_photos(self, where: str) -> None:
        for row in self._from.connection.execute(f"SELECT sha256, media_type, bytes FROM blob WHERE {where}"):
            self._work.connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?, ?)", tuple(row))
            self._told()

    def _insert_shown(self) -> None:
        rows = self._from.connection.execute(f'SELECT what, on_day FROM "{layout.SHOWN}"').fetchall()
        shown_marks.mark(self._work.connection, [(row[0], row[1]) for row in rows])

    def _enter(self, table: str) -> None:
        """The rows of one table that this book lacks, under ids of its own."""
        names = [column.name for column in columns(self._from.connection, table)]
        here = ExistingRows(self._work.read, table)
        following = here.next_id
        if table == layout.PEOPLE:
            following = self._number_people(following)
        moved: list[tuple[Any, ...]] = []
        for row in self._rows(table, names):
            one = dict(zip(names, row, strict=True))
            own, known = one["id"], here.id_of(one)
            if own in self._ids[table] and own not in self._fresh[table]:
                continue
            if known is not None and table != layout.PEOPLE:
                self._ids[table][own] = known
            elif self._comes(table, one) and self._move(table, one) and here.is_new(one):
                if table != layout.PEOPLE:
                    self._ids[table][own] = one["id"] = following
                    following += 1
                self._fresh[table].add(own)
                moved.append(tuple(one.values()))
        self._insert(table, names, moved)

    def _number_people(self, following: int) -> int:
        """All at once, as they name one another."""
        for one in self._from.values("SELECT id FROM person ORDER BY id"):
            if one not in self._ids["person"] and one not in self._left_out:
                self._ids["person"][one] = following
                self._fresh["person"].add(one)
                following += 1
        return following

    def _comes(self, table: str, row: dict[str, Any]) -> bool:
        """Whether it is new, or belongs to something that is."""
        if table == layout.PEOPLE:
            return row["id"] in self._fresh["person"]
        if table in _WITH_OWNER:
            column = _WITH_OWNER[table]
            owner = next(one.table for one in self._references[table] if one.column == column)
            return row[column] in self._fresh[owner]
        if table == "attendance":
            return row["meeting_id"] in self._fresh["meeting"] or row["person_id"] in self._fresh["person"]
        return True

    def _move(self, table: str, row: dict[str, Any]) -> bool:
        """The ids it names become those of this book; False where it names something it cannot be without."""
        if table == layout.PEOPLE:
            row["id"] = self._ids["person"][row["id"]]
        for one in self._references[table]:
            if row[one.column] is not None:
                row[one.column] = self._ids[one.table].get(row[one.column])
                if row[one.column] is None and one.is_owner:
                    return False
        if table == "not_same":
            row["a_id"], row["b_id"] = sorted((row["a_id"], row["b_id"]))
        return table not in _KEYED or self._move_key(row)

    def _move_key(self, row: dict[str, Any]) -> bool:
        """What was said about a row of Today holds where its subject is new here."""
        key = _ROW_KEY.fullmatch(row["row"])
        subject = SUBJECTS.get(key[1]) if key else None
        if key is None or subject is None or int(key[2]) not in self._fresh[subject]:
            return False
        row["row"] = f"{key[1]}-{self._ids[subject][int(key[2])]}"
        return True
