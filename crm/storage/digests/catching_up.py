"""Digests of what was written and not hashed at once: after an import, or where the program ended before."""

import sqlite3

from crm.examination import Finding
from crm.storage.digests import book_row
from crm.storage.digests.table_digests import digested
from crm.storage.journal.row_changes import changes_between


def catch_up(connection: sqlite3.Connection, at_most: int | None = None) -> list[Finding]:
    """Hash everything touched since the last time, or nothing if that is more than `at_most` changes.

    Opens and commits a transaction of its own. Gives the rows that were not as they had been written: they keep their
    old digest, so that every later check reports them.
    """
    book_row.guard_once(connection)
    done = digested(connection)
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    if (
        done is None
        or last <= done
        or (at_most is not None and changes_between(connection, done, last) > at_most)
    ):
        return []
    from crm.storage.digests.sealing import Sealing  # a book that is closed after small steps does without

    return Sealing(connection).finish(connection)
