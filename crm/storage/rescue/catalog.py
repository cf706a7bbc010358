"""The catalog (sqlite_schema) of a damaged file: its format, and the root pages of tables and indexes."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from crm.storage.rescue.pages import Cell, Pages, cells, is_leaf, walk
from crm.storage.rescue.records import MalformedRecord, read_values

_KINDS = ("table", "index", "trigger", "view")


class Entry(NamedTuple):
    kind: str
    table: str
    root: int


class Catalog(NamedTuple):
    """`entries` by name. `reached` are the pages of the schema itself."""

    entries: dict[str, Entry]
    reached: set[int]

    def root(self, table: str) -> int | None:
        entry = self.entries.get(table)
        return entry.root if entry is not None and entry.kind == "table" and entry.root > 1 else None

    def knows_more_than(self, tables: Collection[str]) -> bool:
        """Whether the file has tables other than these, SQLite's own, the full-text index and the journal's
        state.
        """
        own = re.compile("sqlite_|words_index|journal_now$")
        return any(
            entry.kind == "table" and name not in tables and not own.match(name)
            for name, entry in self.entries.items()
        )


def read_catalog(pages: Pages) -> Catalog:
    """Read the schema as far as possible; if its b-tree is broken, all pages of the file are searched."""
    reached: set[int] = set()
    broken: list[int] = []
    found = dict(_entries(walk(pages, 1, True, reached, broken.append)))
    if broken or not found:
        for number in range(1, pages.count + 1):
            if number not in reached and is_leaf(pages.kind(number), is_table=True):
                entries = dict(_entries(cells(pages, number)))
                reached.update([number] if entries else [])
                found = entries | found
    return Catalog(found, reached)


def format_in_header(pages: Pages) -> int:
    """The format number in the file's header, which may be damaged."""
    return int.from_bytes(pages.page(1)[60:64], "big")


def _entries(found: Iterator[Cell]) -> Iterator[tuple[str, Entry]]:
    for cell in found:
        try:
            record = read_values(cell.payload)
        except MalformedRecord:
            continue
        if len(record) == 5 and record[0] in _KINDS:
            kind, name, table, root, _ = record
            if isinstance(name, str) and isinstance(table, str):
                yield name, Entry(str(kind), table, root if isinstance(root, int) else 0)
