"""Loading rows of the damaged file into the tables of the new book, under all constraints."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crm.storage.bulk_insert import in_batches
from crm.storage.rescue.catalog import Catalog
from crm.storage.rescue.fitting import corrected_rows
from crm.storage.rescue.pages import Cell, Pages, walk
from crm.storage.rescue.records import MalformedRecord, Value, read_values
from crm.storage.rescue.shapes import OWN_TABLES, Shape
from crm.storage.transactions import savepoint

Row = list[Value]
_AT_ONCE = 500

SEQUENCES = "sqlite_sequence"  # SQLite's own table of the highest id each table ever used


@dataclass(slots=True)
class Loaded:
    """Results by table. `corrected`: rows that fit only after a correction; `refused`: rows that cannot be
    made to fit.
    """

    corrected: dict[str, set[int]] = field(default_factory=dict)
    refused: dict[str, list[Row]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # tables whose b-tree has an unreadable page
    reached: set[int] = field(default_factory=set)  # pages
    last_ids: dict[str, int] = field(default_factory=dict)

    def never_held(self, table: str) -> bool:
        """Whether the table certainly never had a row: the first one would have left an entry in
        sqlite_sequence.
        """
        return SEQUENCES not in self.broken and table not in self.last_ids

    def forget_proved(self, connection: sqlite3.Connection, doubtful: Mapping[str, set[int]]) -> None:
        """Forget corrected rows that have a digest: it either proves them, or they are doubtful already."""
        for table, ids in self.corrected.items():
            rows = connection.execute("SELECT row_id FROM row_digest WHERE table_name = ?", (table,))
            ids -= {row[0] for row in rows} - doubtful.get(table, set())


class Loading:
    def __init__(
        self,
        connection: sqlite3.Connection,
        pages: Pages,
        catalog: Catalog,
        progress: Callable[[int], None] = lambda rows: None,
    ) -> None:
        self._connection = connection
        self._pages = pages
        self._catalog = catalog
        self._progress = progress
        self._rows = 0
        self.loaded = Loaded(reached=set(catalog.reached))

    def load(self, shape: Shape) -> None:
        """Load every row that the table's own b-tree still reaches."""
        root = self._catalog.root(shape.table)
        if root is None:
            self.loaded.broken.add(shape.table)
            return
        self.put(shape, self.rows_of(shape, self._cells(shape.table, root, shape.id_at is not None)))

    def load_last_ids(self) -> None:
        root = self._catalog.root(SEQUENCES)
        if root is None:
            self.loaded.broken.add(SEQUENCES)
            return
        for cell in self._cells(SEQUENCES, root, True):
            try:
                name, last = read_values(cell.payload)
            except ValueError:
                self.loaded.broken.add(SEQUENCES)
                continue
            if isinstance(name, str) and isinstance(last, int):
                self.loaded.last_ids[name] = last

    def _cells(self, table: str, root: int, is_table: bool) -> Iterator[Cell]:
        # Each tree by itself: a damaged pointer into another tree must not keep that one from
        # reading its own pages.
        reached: set[int] = set()
        yield from walk(self._pages, root, is_table, reached, lambda number: self.loaded.broken.add(table))
        self.loaded.reached |= reached

    def rows_of(self, shape: Shape, cells: Iterable[Cell]) -> Iterator[Row]:
        """Records that do not belong to the table are skipped, and the table is marked as broken."""
        for cell in cells:
            try:
                yield shape.row(cell.rowid, read_values(cell.payload))
            except MalformedRecord:
                self.loaded.broken.add(shape.table)

    def put(self, shape: Shape, rows: Iterable[Row]) -> None:
        for part in in_batches(rows, _AT_ONCE):
            self._rows += len(part)
            self._progress(self._rows)
            if shape.table == "blob":
                part = [row for row in part if _is_photo(row)]
            if not self._put_at_once(shape, part):
                for row in part:
                    self._put_one(shape, row)

    def _put_at_once(self, shape: Shape, rows: list[Row]) -> bool:
        if not all(shape.fits(row) for row in rows):
            return False
        try:
            with savepoint(self._connection):
                self._connection.executemany(shape.insert, rows)
        except sqlite3.IntegrityError:
            return False
        return True

    def _put_one(self, shape: Shape, row: Row) -> None:
        if self._try(shape, row) or self._is_there(shape, row):
            return
        if shape.table in OWN_TABLES:
            self.loaded.broken.add(shape.table)
            return
        if any(self._try(shape, other) for other in corrected_rows(self._connection, shape, row)):
            self.loaded.corrected.setdefault(shape.table, set()).add(_id(shape, row))
        else:
            self.loaded.refused.setdefault(shape.table, []).append(row)

    def _try(self, shape: Shape, row: Row) -> bool:
        if not shape.fits(row):
            return False
        try:
            self._connection.execute(shape.insert, row)
        except sqlite3.IntegrityError:
            return False
        return True

    def _is_there(self, shape: Shape, row: Row) -> bool:
        """Whether the row's id is taken: the same row was on two pages, or its id is damaged."""
        if shape.id_at is None:
            return False
        found = self._connection.execute(
            f'SELECT 1 FROM "{shape.table}" WHERE rowid = ?', (row[shape.id_at],)
        )
        return found.fetchone() is not None


def _id(shape: Shape, row: Row) -> int:
    found = row[shape.id_at] if shape.id_at is not None else 0
    return found if isinstance(found, int) else 0


def _is_photo(row: Row) -> bool:
    sha256, _, data = row
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256
