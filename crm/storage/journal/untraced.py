"""Changing content without a step: the entries written by the journal's triggers are deleted again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untraced(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside a transaction of the caller, which must roll back after an exception."""
    sequences = connection.execute(
        "SELECT seq, name FROM sqlite_sequence WHERE name IN ('step', 'row_change')"
    ).fetchall()
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    step_id = connection.execute(
        "INSERT INTO step(label, at, origin, first_seq) VALUES ('', '', 'user', ?)", (last + 1,)
    ).lastrowid
    connection.execute("UPDATE journal_now SET step_id = ?, in_run = 0", (step_id,))
    yield
    connection.execute("DELETE FROM row_change WHERE seq > ?", (last,))
    connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    connection.execute("UPDATE journal_now SET step_id = NULL")
    connection.executemany(
        "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [tuple(row) for row in sequences]
    )
