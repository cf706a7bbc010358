"""Indexes hold nothing of their own: they are made anew from the rows, also where the pages they stood on are damaged.

Outside of any transaction: SQLite goes on with none in which it met a damaged page. Each is committed by itself.
"""

import sqlite3
from collections.abc import Sequence

from crm.storage.full_text.schema import INDEX, REBUILD
from crm.storage.transactions import transaction

_WORDS = ("words_index", "words_index_config", "words_index_data", "words_index_idx")


def rebuild_words(connection: sqlite3.Connection) -> None:
    """The full-text index, once more from the view of all words. Raises sqlite3.Error where those cannot be read."""
    if not _can_be_done(connection, REBUILD):
        with transaction(connection):
            _forget(connection, _WORDS)
            connection.execute(INDEX)
            connection.execute(REBUILD)
        give_back_lost_pages(connection)


def rebuild(connection: sqlite3.Connection) -> None:
    """Every index there is, as far as the rows allow.

    Where rows are alike that must not be, or where a damaged index is part of a table's own rules, it stays as it is.
    Raises sqlite3.Error for a table that cannot be read, and for faults that are none of the file's.
    """
    if not _can_be_done(connection, "REINDEX"):
        _reindex_one_by_one(connection)
    rebuild_words(connection)
    give_back_lost_pages(connection)


def give_back_lost_pages(connection: sqlite3.Connection) -> None:
    """Those of an index that was made anew, which belong to nothing any more."""
    if not _is_sound(connection):
        _can_be_done(connection, "VACUUM")


def _reindex_one_by_one(connection: sqlite3.Connection) -> None:
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
    for name, sql in made:
        if not _can_be_done(connection, f'REINDEX "{name}"') and sql is not None:
            _make_anew(connection, name, sql)


def _make_anew(connection: sqlite3.Connection, name: str, sql: str) -> None:
    try:
        with transaction(connection):
            _forget(connection, [name])
            connection.execute(sql)
    except sqlite3.DatabaseError as fault:
        if not _is_of_the_file(fault):
            raise


def _forget(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """It cannot be dropped, as that would read its pages. They stay unused until they are given back."""
    connection.execute("PRAGMA writable_schema=1")
    try:
        connection.executemany("DELETE FROM sqlite_master WHERE name = ?", [(name,) for name in names])
    finally:
        connection.execute("PRAGMA writable_schema=RESET")


def _can_be_done(connection: sqlite3.Connection, statement: str) -> bool:
    """False where a damaged page, or two rows that are alike, stand in its way: all is left as it was then."""
    try:
        connection.execute(statement)
    except sqlite3.DatabaseError as fault:
        if not _is_of_the_file(fault):
            raise
        return False
    return True


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _is_of_the_file(fault: sqlite3.DatabaseError) -> bool:
    return getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_CONSTRAINT"))
