"""Migrating a book with rows, together with its digests and full-text index.
What the scripts do not touch stays: digests of other tables, indexes, the full-text index.
"""

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

from crm.storage.content_tables import content_tables
from crm.storage.digests import book_row, hashing, table_digests
from crm.storage.digests.rehashing import NEW_TABLE, check_rows, rehash
from crm.storage.digests.sealing import Sealing
from crm.storage.format import migrating
from crm.storage.format.migrating import MigrationCancelled, Progress
from crm.storage.format.migration_plan import plan
from crm.storage.full_text.index import KINDS

_WORDS = "SELECT sql FROM sqlite_master WHERE name IN ('words', 'words_index') ORDER BY name"
_ARMS = " UNION ALL "


def upgrade(connection: sqlite3.Connection, scripts: Sequence[Path], progress: Progress) -> None:
    """Inside a transaction, with foreign keys off. Raises MigrationCancelled, sqlite3.Error."""
    planned = plan(connection, scripts)
    words = _words(connection)
    _drop_triggers_and_view(connection)
    for script in planned.harmless:
        migrating.run_script(connection, script)
    counter = _MigrationProgress(connection, planned.changed, progress)
    _digest_pending_rows(connection, planned.changed)
    proven = {table: check_rows(connection, table, counter.add) for table in counter.tables}
    guards_own_row = "book" in planned.written and _is_own_row_guarded(connection)
    for script in planned.others:
        migrating.run_script(connection, script)
    keeps_words = planned.written.isdisjoint(KINDS) and _is_index_still_valid(connection, words)
    if not keeps_words:
        connection.execute("DROP TABLE IF EXISTS words_index")
    migrating.make_triggers(connection, keeps_words)
    for table in sorted(planned.changed & set(hashing.tables(connection))):
        rehash(connection, table, proven.get(table, NEW_TABLE), counter.add)
    if guards_own_row:
        book_row.guard(connection)


class _MigrationProgress:
    """Counts processed rows, each twice: before and after the scripts."""

    def __init__(self, connection: sqlite3.Connection, changed: Collection[str], progress: Progress) -> None:
        self.tables = sorted(set(content_tables(connection)) & set(changed))
        counts = [
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in self.tables
        ]
        self._done, self._all, self._progress = 0, 2 * sum(counts), progress
        self.add(0)

    def add(self, rows: int) -> None:
        self._done += rows
        if not self._progress(self._done, self._all):
            raise MigrationCancelled


def _words(connection: sqlite3.Connection) -> list[str]:
    """The CREATE statements of the view `words` and its index."""
    return [sql for (sql,) in connection.execute(_WORDS)]


def _is_index_still_valid(connection: sqlite3.Connection, words: list[str]) -> bool:
    """Whether the present index is valid for the new view, which may only have added kinds that have no rows
    yet.
    """
    if len(words) != 2:
        return False
    view, index = migrating.words_statements()
    old, new = words[0].split(_ARMS), view.split(_ARMS)
    added = new[len(old) :]
    return (
        words[1] == index
        and new[: len(old)] == old
        and not any(connection.execute(f"{arm} LIMIT 1").fetchone() for arm in added)
    )


def _drop_triggers_and_view(connection: sqlite3.Connection) -> None:
    # A live trigger would miss a new column, and would journal the rebuilding of a table.
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP VIEW IF EXISTS words")  # a table that a view reads cannot be rebuilt


def _digest_pending_rows(connection: sqlite3.Connection, changed: Collection[str]) -> None:
    """Digest pending rows, which do not match yet. A damaged row keeps its digest."""
    if changed and table_digests.is_behind(connection):
        Sealing(connection, content_tables(connection)).finish_within(connection)


def _is_own_row_guarded(connection: sqlite3.Connection) -> bool:
    """Whether the book's own row has a digest and matches it. Closing the book takes the first digest."""
    return hashing.table_total(connection, book_row.TABLE) is not None and book_row.is_as_written(connection)
