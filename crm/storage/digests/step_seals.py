"""Step seals: a digest over a step's journal, so that an undo never applies damaged entries.
The kind is the first byte and part of the hashed data. WHOLE covers the step and its entries. ACCEPTED covers
the same for a damaged step that the user accepted: it can never be undone. A seal of 16 bytes is from before
version 0.4 and covers some columns of the entries only.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

from crm.storage.journal.row_changes import old_lines, whole_lines

WHOLE, ACCEPTED = b"\x02", b"\x03"
IS_ACCEPTED = "length(digest) = 17 AND substr(digest, 1, 1) = x'03'"  # SQL condition on a step
_OLD_LENGTH = 16
_ENTRIES_AT_ONCE = 10_000
# Without undone_by, which later steps change and which can be recomputed.
_HEAD = "SELECT CAST(json_array(id, label, at, origin, first_seq, undoes) AS BLOB) FROM step WHERE id = ?"


def seal(connection: sqlite3.Connection, step_id: int, kind: bytes = WHOLE) -> bytes:
    """The right value of `step.digest`. Raises sqlite3.OperationalError if the step's row cannot be read."""
    return seal_of(connection, step_id, *sealed_bounds(connection, step_id), kind)


def seal_of(connection: sqlite3.Connection, step_id: int, low: int, high: int, kind: bytes = WHOLE) -> bytes:
    """The same for a step whose entries are known to be low <= seq < high."""
    head = connection.execute(_HEAD, (step_id,)).fetchone()[0]
    return kind + _digest(_with_first(kind + head, whole_lines(connection, low, high, _ENTRIES_AT_ONCE)))


def is_intact(connection: sqlite3.Connection, step_id: int) -> bool:
    """Whether the step's journal is undamaged."""
    stored = connection.execute("SELECT CAST(digest AS BLOB) FROM step WHERE id = ?", (step_id,)).fetchone()[
        0
    ]
    if stored is None:
        return False
    try:
        if len(stored) == _OLD_LENGTH:
            return _old_seal(connection, step_id) == bytes(stored)
        return stored[:1] in (WHOLE, ACCEPTED) and seal(connection, step_id, stored[:1]) == stored
    except (sqlite3.OperationalError, TypeError):  # a BLOB or NULL in place of a text or number
        return False


def is_accepted(connection: sqlite3.Connection, step_id: int) -> bool:
    """Whether the step was damaged and accepted by the user."""
    row = connection.execute(
        f"SELECT count(*) FROM step WHERE id = ? AND {IS_ACCEPTED}", (step_id,)
    ).fetchone()
    return bool(row[0])


def _old_seal(connection: sqlite3.Connection, step_id: int) -> bytes:
    return _digest(old_lines(connection, *sealed_bounds(connection, step_id), _ENTRIES_AT_ONCE))


def sealed_bounds(connection: sqlite3.Connection, step_id: int) -> tuple[int, int]:
    """Its entries are low <= seq < high, where high is at most one above the last entry."""
    first, end = connection.execute(
        "SELECT first_seq, (SELECT first_seq FROM step t WHERE t.id > s.id ORDER BY t.id LIMIT 1) FROM step s WHERE id = ?",
        (step_id,),
    ).fetchone()
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    return first, min(end or last + 1, last + 1)


def _with_first(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _digest(parts: Iterator[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    between = b""
    for part in parts:
        digest.update(between + part)
        between = b"\n"
    return digest.digest()
