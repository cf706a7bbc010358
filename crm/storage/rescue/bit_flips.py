"""Repair of single flipped bits: of all values one bit away, the row's digest identifies the right one.
Failing memory and disks flip single bits. A row of 300 bytes takes 2,400 tries, some hundredths of a second.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from crm.storage.digests.hashing import blake
from crm.storage.rescue.comparing import Comparison
from crm.storage.rescue.records import Value
from crm.storage.rescue.shapes import Shape

_MOST_TRIES = 400_000  # for a whole book: a few seconds
_LONGEST = 20_000  # bytes of a text


class _Change(NamedTuple):
    column: str
    value: Value


def repair_flipped_bits(
    connection: sqlite3.Connection, shapes: Sequence[Shape], compared: Comparison
) -> None:
    """Repair rows, and remove them from the doubtful ones in `compared`."""
    left = _MOST_TRIES
    for shape in shapes:
        for row_id in sorted(compared.doubtful[shape.table]):
            for is_right in _try_changes(connection, shape, row_id, compared.columns[shape.table]):
                left -= 1
                if is_right:
                    compared.doubtful[shape.table].discard(row_id)
                if is_right or left <= 0:
                    break


def _try_changes(
    connection: sqlite3.Connection, shape: Shape, row_id: int, hashed: Sequence[str]
) -> Iterator[bool]:
    """Try one change after the other, and yield whether the row is right now; nothing for a row without
    digest.
    """
    digest = connection.execute(
        "SELECT digest FROM row_digest WHERE table_name = ? AND row_id = ?", (shape.table, row_id)
    ).fetchone()
    if digest is None:
        return
    row = dict(connection.execute(f'SELECT * FROM "{shape.table}" WHERE id = ?', (row_id,)).fetchone())
    columns = ["id", *hashed]
    select = f"SELECT CAST(json_array({', '.join(f':{name}' for name in columns)}) AS BLOB)"
    own = blake(connection.execute(select, row).fetchone()[0])
    if _bits_apart(own, digest[0]) == 1:  # the digest itself was flipped
        yield True
        return
    for change in _values_one_bit_away(row, columns):
        json = connection.execute(select, {**row, change.column: change.value}).fetchone()[0]
        yield blake(json) == digest[0] and _write_change(connection, shape.table, row_id, change)


def _bits_apart(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def _values_one_bit_away(row: dict[str, Value], columns: Sequence[str]) -> Iterator[_Change]:
    """Every value one bit away from that of a column, except the id."""
    for name in columns:
        value = row[name]
        if name != "id" and isinstance(value, str):
            yield from (_Change(name, text) for text in _texts(value.encode()))
        elif name != "id" and isinstance(value, int):
            yield from (_Change(name, value ^ 1 << bit) for bit in range(63))


def _texts(data: bytes) -> Iterator[str]:
    for at in range(min(len(data), _LONGEST)):
        for bit in range(8):
            with suppress(UnicodeDecodeError):
                yield (data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]).decode()


def _write_change(connection: sqlite3.Connection, table: str, row_id: int, change: _Change) -> bool:
    with suppress(sqlite3.IntegrityError):
        connection.execute(f'UPDATE "{table}" SET "{change.column}" = ? WHERE id = ?', (change.value, row_id))
        return True
    return False
