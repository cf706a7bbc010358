"""Examination of a book without writing to it."""

import sqlite3
from collections.abc import Iterable, Iterator

from crm.examination import Finding
from crm.storage.checks.integrity import findings
from crm.storage.journal import row_changes

_BY_ROW = ("changed", "vanished", "unknown", "total")


def examine_without_writing(
    connection: sqlite3.Connection, structure: str = "integrity_check"
) -> list[Finding]:
    """The findings. Rows not yet digested after a large step are skipped; the step's seal covers them.
    `structure` as in `integrity.findings`. Raises sqlite3.DatabaseError or UnicodeDecodeError if reading
    fails.
    """
    return list(_without_pending(connection, findings(connection, structure)))


def _without_pending(connection: sqlite3.Connection, found: Iterable[Finding]) -> Iterator[Finding]:
    done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
    waiting = row_changes.spans(connection, done + 1, 1 << 62)
    for one in found:
        rows = waiting.get(one.table, [])
        is_waiting = any(one.row_id in span for span in rows) if one.row_id is not None else bool(rows)
        if one.kind not in _BY_ROW or not is_waiting:
            yield one
