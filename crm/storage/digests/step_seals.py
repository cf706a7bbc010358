"""The seal of a step: a digest over what the journal holds of it, so that an undo trusts nothing that has changed since.

The kind is in front of the digest and part of what is hashed, so that no flipped bit makes one kind of another:
WHOLE covers the step and its notes. ACCEPTED covers the same of a step that was found damaged, and that the user took as it
is: it is never undone. A seal of 16 bytes is of a book before version 0.4: over some columns of the notes alone.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

from crm.storage.journal.row_changes import old_lines, whole_lines

WHOLE, ACCEPTED = b"\x02", b"\x03"
IS_ACCEPTED = "length(digest) = 17 AND substr(digest, 1, 1) = x'03'"  # for SQL, of a step
_OLD_LENGTH = 16
_NOTES_AT_ONCE = 10_000
# Numbers that are not undone_by, which later steps change, and follows from them.
_HEAD = "SELECT CAST(json_array(id, label, at, origin, first_seq, undoes) AS BLOB) FROM step WHERE id = ?"


def seal(connection: sqlite3.Connection, step_id: int, kind: bytes = WHOLE) -> bytes:
    """What `step.digest` must be. Raises sqlite3.OperationalError where the step's own row cannot be read."""
    return seal_of(connection, step_id, *bounds(connection, step_id), kind)


def seal_of(connection: sqlite3.Connection, step_id: int, low: int, high: int, kind: bytes = WHOLE) -> bytes:
    """The same of a step whose notes are known to be those with low <= seq < high."""
    head = connection.execute(_HEAD, (step_id,)).fetchone()[0]
    return kind + _digest(_with_first(kind + head, whole_lines(connection, low, high, _NOTES_AT_ONCE)))


def fits(connection: sqlite3.Connection, step_id: int) -> bool:
    """Whether the journal holds of this step what was written."""
    there = connection.execute("SELECT CAST(digest AS BLOB) FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    if there is None:
        return False
    try:
        if len(there) == _OLD_LENGTH:
            return _old_seal(connection, step_id) == bytes(there)
        return there[:1] in (WHOLE, ACCEPTED) and seal(connection, step_id, there[:1]) == there
    except (sqlite3.OperationalError, TypeError):  # bytes or nothing where a text or number belongs
        return False


def is_accepted(connection: sqlite3.Connection, step_id: int) -> bool:
    """Whether it was found damaged once, and the user took it as it is."""
    row = connection.execute(
        f"SELECT count(*) FROM step WHERE id = ? AND {IS_ACCEPTED}", (step_id,)
    ).fetchone()
    return bool(row[0])


def _old_seal(connection: sqlite3.Connection, step_id: int) -> bytes:
    return _digest(old_lines(connection, *bounds(connection, step_id), _NOTES_AT_ONCE))


def bounds(connection: sqlite3.Connection, step_id: int) -> tuple[int, int]:
    """Its notes are those with low <= seq < high, and high is no further than there are notes."""
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
