"""Bulk INSERT, a few hundred rows per statement; new rows are journalled as one run instead of one entry
each.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

BATCH = 200  # rows per statement: each one that fires triggers pays for a statement journal and a flush of the full-text index
_FEW = 8  # rows for which single journal entries are cheaper

Row = tuple[Any, ...]


def insert_many(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Insert in batches: about 2.5 times as fast as single rows in tables with triggers."""
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join('?' * len(columns))})"
    for part in in_batches(rows):
        values = ", ".join([one] * len(part))
        values_of_part = [value for row in part for value in row]
        connection.execute(f'INSERT INTO "{table}"({names}) VALUES {values}', values_of_part)


def insert_new_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Insert new rows inside a step: journalled as one run if their ids are consecutive."""
    new_rows = list(rows)
    first = _next_id(connection, table)
    if len(new_rows) < _FEW or not _are_consecutive(columns, new_rows, first):
        insert_many(connection, table, columns, new_rows)
        return
    last = first + len(new_rows) - 1
    with _journalled_as_run(connection, table, first, last):
        insert_many(connection, table, columns, new_rows)
        if (reached := _next_id(connection, table) - 1) != last:
            raise RuntimeError(f"{len(new_rows)} rows of {table} took the ids {first} to {reached}")


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """The next AUTOINCREMENT id: no id is ever used twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return row[0] + 1 if row else 1


def _are_consecutive(columns: Sequence[str], rows: list[Row], first: int) -> bool:
    if "id" not in columns:
        return True
    index = columns.index("id")
    return all(row[index] == wanted for wanted, row in enumerate(rows, first))


@contextmanager
def _journalled_as_run(connection: sqlite3.Connection, table: str, first: int, last: int) -> Iterator[None]:
    """Journal the run first, so that every row has an entry; if inserting stops early, the run is shortened."""
    note = connection.execute(
        "INSERT INTO row_change(step_id, table_name, row_id, op, up_to) "
        "VALUES ((SELECT step_id FROM journal_now), ?, ?, 'I', ?)",
        (table, first, last),
    ).lastrowid
    connection.execute("UPDATE journal_now SET in_run = 1")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # otherwise SQLite has rolled back the transaction
            reached = _next_id(connection, table) - 1
            connection.execute("UPDATE row_change SET up_to = ? WHERE seq = ?", (reached, note))
            connection.execute("DELETE FROM row_change WHERE seq = ? AND up_to < row_id", (note,))
        raise
    finally:
        if connection.in_transaction:
            connection.execute("UPDATE journal_now SET in_run = 0")


def in_batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part
