"""The schema of an untrusted file: compared as text before SQLite evaluates it, and stripped of everything
that executes. Tables and indexes must equal those of the frozen migrations. Triggers, the view and the
full-text index are compared in a file of today's format; for an older one only their names are known. In both
cases they are removed first and created again.
"""

import re
import sqlite3
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.storage.format.migrating import (
    expected_fingerprint,
    fingerprint,
    make_triggers,
    newest_version,
)
from crm.storage.scratch_book import open_scratch
from crm.storage.transactions import transaction

_MOST_LINES = 2_000  # a book has about 270
# Shadow tables of the full-text index and SQLite's statistics: plain tables that compute nothing.
_SHADOW = re.compile(r"words_index_(data|idx|content|docsize|config)")
_TRIGGER = re.compile(r"(journal|derive|index)_[a-z_]+")
_STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
_PLAIN = re.compile(r"CREATE TABLE '(\w+)'\([\w, ()]{1,200}\)( WITHOUT ROWID)?", re.ASCII)
_COMPUTES = re.compile(r"\b(AS|GENERATED|CHECK|DEFAULT|REFERENCES|COLLATE)\b", re.IGNORECASE)


class Line(NamedTuple):
    type: str
    name: str
    table: str
    sql: str | None


def refuse_other_structure(connection: sqlite3.Connection, version: int, name: str) -> None:
    """Raises FileNotRead unless the tables and indexes are those of this format; sqlite3.Error for a damaged
    file.
    """
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_master LIMIT ?", (_MOST_LINES,)
    ).fetchall()
    lines = [Line(*row[:4]) for row in rows]
    # Triggers and views have no root page: removing their entry loses no data. An entry with neither
    # would hide a page.
    stores = {line for line, row in zip(lines, rows, strict=True) if row[4] or line.type == "index"}
    acts = [line for line in lines if line not in stores]
    kept = {line for line in stores if not _is_derived(line)}
    is_ours = len(set(lines)) == len(lines) and kept == expected(version) and not any(map(_is_unknown, acts))
    if not is_ours or (version == newest_version() and fingerprint(connection) != expected_fingerprint()):
        raise FileNotRead(f"{name} has a structure Goodturn did not make; nothing was changed.")


def expected(version: int) -> set[Line]:
    """The tables and indexes of a book of that format, automatic indexes included."""
    book = open_scratch(version)
    try:
        return {Line(*row) for row in book.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")}
    finally:
        book.close()


def _is_derived(line: Line) -> bool:
    if line.type == "index":  # of the shadow tables
        return line.sql is None and bool(re.fullmatch(r"sqlite_autoindex_words_index_\w+", line.name))
    if line.name in _STATISTICS:
        return line.type == "table" and line.sql == _STATISTICS[line.name]
    plain = _PLAIN.fullmatch(line.sql or "")
    is_shadow = line.type == "table" and _SHADOW.fullmatch(line.name)
    return bool(is_shadow and plain and plain[1] == line.name and not _COMPUTES.search(plain[0]))


def _is_unknown(line: Line) -> bool:
    if line.type == "trigger":
        return not _TRIGGER.fullmatch(line.name)
    return (line.type, line.name) not in (("view", "words"), ("table", "words_index"))


def remove_executable_schema(connection: sqlite3.Connection) -> None:
    """Remove triggers, views and the full-text index without evaluating or loading them."""
    connection.execute("PRAGMA writable_schema=1")
    connection.execute("DELETE FROM sqlite_master WHERE type IN ('trigger', 'view') OR name = 'words_index'")
    connection.execute("PRAGMA writable_schema=RESET")


def drop_derived_tables(connection: sqlite3.Connection) -> None:
    """Drop the full-text index's shadow tables and SQLite's statistics, which could mislead the planner."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table in _STATISTICS or _SHADOW.fullmatch(table):
            connection.execute(f'DROP TABLE "{table}"')


def recreate_derived(connection: sqlite3.Connection) -> None:
    """Create triggers, view and full-text index as in this program's schema."""
    with transaction(connection):
        make_triggers(connection)
