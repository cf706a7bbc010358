"""Digesting pending rows: after an import, or if the program ended before it was done."""

import sqlite3

from crm.examination import Finding
from crm.storage.digests import book_row
from crm.storage.digests.table_digests import digested_up_to
from crm.storage.journal.row_changes import changes_between


def catch_up(connection: sqlite3.Connection, at_most: int | None = None) -> list[Finding]:
    """Digest everything changed since the last time, or nothing if that is more than `at_most` changes.
    Opens and commits its own transaction. Returns the damaged rows: they keep their old digest, so that every
    later check reports them.
    """
    book_row.guard_once(connection)
    done = digested_up_to(connection)
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    if (
        done is None
        or last <= done
        or (at_most is not None and changes_between(connection, done, last) > at_most)
    ):
        return []
    from crm.storage.digests.sealing import Sealing  # not needed after small steps

    return Sealing(connection).finish(connection)
