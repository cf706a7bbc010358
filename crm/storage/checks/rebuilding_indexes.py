"""Rebuilding indexes from their rows, even where their pages are damaged.
Outside of any transaction: SQLite cannot continue one after a damaged page. Each rebuild commits by itself.
"""

import sqlite3
from collections.abc import Sequence

from crm.storage.full_text.schema import INDEX, REBUILD
from crm.storage.transactions import transaction

_WORDS = ("words_index", "words_index_config", "words_index_data", "words_index_idx")


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Rebuild the full-text index. Raises sqlite3.Error if the text it indexes cannot be read."""
    if not _try_statement(connection, REBUILD):
        with transaction(connection):
            _remove_from_schema(connection, _WORDS)
            connection.execute(INDEX)
            connection.execute(REBUILD)
        free_lost_pages(connection)


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild every index, as far as the rows allow.
    An index stays as it is if rows violate it, or if it is damaged and belongs to a table constraint. Raises
    sqlite3.Error for a table that cannot be read, and for errors outside of the file.
    """
    if not _try_statement(connection, "REINDEX"):
        _reindex_one_by_one(connection)
    rebuild_words(connection)
    free_lost_pages(connection)


def free_lost_pages(connection: sqlite3.Connection) -> None:
    """Free pages of replaced indexes, which belong to nothing."""
    if not _is_sound(connection):
        _try_statement(connection, "VACUUM")


def _reindex_one_by_one(connection: sqlite3.Connection) -> None:
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
    for name, sql in made:
        if not _try_statement(connection, f'REINDEX "{name}"') and sql is not None:
            _recreate(connection, name, sql)


def _recreate(connection: sqlite3.Connection, name: str, sql: str) -> None:
    try:
        with transaction(connection):
            _remove_from_schema(connection, [name])
            connection.execute(sql)
    except sqlite3.DatabaseError as fault:
        if not _is_damage(fault):
            raise


def _remove_from_schema(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Remove the schema entry: DROP would read the damaged pages. They stay unused until `free_lost_pages`."""
    connection.execute("PRAGMA writable_schema=1")
    try:
        connection.executemany("DELETE FROM sqlite_master WHERE name = ?", [(name,) for name in names])
    finally:
        connection.execute("PRAGMA writable_schema=RESET")


def _try_statement(connection: sqlite3.Connection, statement: str) -> bool:
    """False if a damaged page or duplicate rows prevent the statement; nothing has changed then."""
    try:
        connection.execute(statement)
    except sqlite3.DatabaseError as fault:
        if not _is_damage(fault):
            raise
        return False
    return True


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _is_damage(fault: sqlite3.DatabaseError) -> bool:
    return getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_CONSTRAINT"))
