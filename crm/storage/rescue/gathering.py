"""Gathering: everything readable of a damaged book in the tables of a new one, compared with its digests."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crm.storage.connection import APPLICATION_ID
from crm.storage.rescue import new_book
from crm.storage.rescue.bit_flips import repair_flipped_bits
from crm.storage.rescue.catalog import Catalog, format_in_header, read_catalog
from crm.storage.rescue.comparing import Comparison, compare
from crm.storage.rescue.loading import Loaded, Loading
from crm.storage.rescue.orphans import load_orphans
from crm.storage.rescue.pages import Pages
from crm.storage.rescue.shapes import OWN_TABLES, Shape, shapes

LogRead = Literal[
    "whole",  # the whole log, or there was none
    "cut",  # up to where SQLite would stop, with more commits after it
    "damaged",  # not used: more can be read without it
    "foreign",  # not used: it belongs to another book
]

Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`connection` is in a transaction; foreign keys may dangle, and there are no triggers and no full-text
    index.
    """

    connection: sqlite3.Connection
    pages: Pages
    catalog: Catalog
    shapes: dict[str, Shape]
    loaded: Loaded
    compared: Comparison
    file: Path
    log: LogRead

    @property
    def uid(self) -> str:
        """The book's UID; a new one if it could not be read."""
        return str(self.connection.execute("SELECT uid FROM book").fetchone()[0])

    @property
    def contents(self) -> list[str]:
        return [table for table in self.shapes if table not in OWN_TABLES]

    @property
    def is_a_book(self) -> bool:
        """Whether the file is or was a Goodturn book."""
        if self.catalog.root("row_change") is not None:
            return True
        application = int.from_bytes(self.pages.page(1)[68:72], "big")
        return application == APPLICATION_ID or (not self.catalog.entries and self._rows() > 0)

    @property
    def format_said(self) -> int:
        return format_in_header(self.pages)

    def _rows(self) -> int:
        return sum(
            self.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in self.contents
        )


def gather(
    pages: Pages,
    file: Path,
    on_progress: Progress,
    only: Collection[str] | None = None,
    log: LogRead = "whole",
) -> Gathered:
    """Create a new book at `file` with the tables in `only`, or all. The caller closes the connection."""
    connection = new_book.create_book(file)
    try:
        catalog = read_catalog(pages)
        by_table = {name: shape for name, shape in shapes(connection).items() if only is None or name in only}
        loading = Loading(connection, pages, catalog, on_progress)
        loading.load_last_ids()
        for shape in by_table.values():
            loading.load(shape)
        new_book.add_missing_rows(connection)
        contents = [table for table in by_table if table not in OWN_TABLES]
        compared = compare(connection, contents)
        if loading.loaded.broken or compared.is_anything_missing:
            load_orphans(loading, pages, connection, by_table)
            compared = compare(connection, contents)
        loading.loaded.forget_proved(connection, compared.doubtful)
        repair_flipped_bits(connection, [by_table[table] for table in contents], compared)
    except BaseException:
        connection.close()
        raise
    return Gathered(connection, pages, catalog, by_table, loading.loaded, compared, file, log)
