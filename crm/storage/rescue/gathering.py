"""All that can be read of a damaged book, in the tables of a new one, with what its digests say of it."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crm.storage.connection import APPLICATION_ID
from crm.storage.rescue import fresh
from crm.storage.rescue.catalog import Catalog, format_said, read_catalog
from crm.storage.rescue.comparing import Compared, compare
from crm.storage.rescue.healing import heal
from crm.storage.rescue.loading import Loaded, Loading
from crm.storage.rescue.orphans import adopt
from crm.storage.rescue.pages import Pages
from crm.storage.rescue.shapes import BESIDES, Shape, shapes

LogRead = Literal[
    "whole",  # all of it, or there was none
    "cut",  # as far as SQLite would read it, while more was committed behind
    "damaged",  # nothing: more can be read without it
    "foreign",  # nothing: it is not the book's own
]

Progress = Callable[[int], None]
"""Told how many rows were read so far."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`connection` is in a transaction; its references may lead nowhere yet, and it has neither triggers nor full text."""

    connection: sqlite3.Connection
    pages: Pages
    catalog: Catalog
    shapes: dict[str, Shape]
    loaded: Loaded
    compared: Compared
    file: Path
    log: LogRead

    @property
    def uid(self) -> str:
        """The book's own; a new one where it could not be read."""
        return str(self.connection.execute("SELECT uid FROM book").fetchone()[0])

    @property
    def contents(self) -> list[str]:
        return [table for table in self.shapes if table not in BESIDES]

    @property
    def is_a_book(self) -> bool:
        """Whether the file is, or once was, a book of Goodturn, and not something else."""
        if self.catalog.root("row_change") is not None:
            return True
        said = int.from_bytes(self.pages.page(1)[68:72], "big")
        return said == APPLICATION_ID or (not self.catalog.entries and self._rows() > 0)

    @property
    def format_said(self) -> int:
        return format_said(self.pages)

    def _rows(self) -> int:
        return sum(
            self.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in self.contents
        )


def gather(
    pages: Pages,
    file: Path,
    progress: Progress,
    only: Collection[str] | None = None,
    log: LogRead = "whole",
) -> Gathered:
    """Into a new book at `file`; of the tables named in `only`, or of all. The caller closes the connection."""
    connection = fresh.begin(file)
    try:
        catalog = read_catalog(pages)
        by_table = {name: shape for name, shape in shapes(connection).items() if only is None or name in only}
        loading = Loading(connection, pages, catalog, progress)
        loading.load_last_ids()
        for shape in by_table.values():
            loading.load(shape)
        fresh.fill_up(connection)
        contents = [table for table in by_table if table not in BESIDES]
        compared = compare(connection, contents)
        if loading.loaded.broken or compared.is_anything_missing:
            adopt(loading, pages, connection, by_table)
            compared = compare(connection, contents)
        loading.loaded.forget_proved(connection, compared.doubtful)
        heal(connection, [by_table[table] for table in contents], compared)
    except BaseException:
        connection.close()
        raise
    return Gathered(connection, pages, catalog, by_table, loading.loaded, compared, file, log)
