"""Making damaged text readable: invalid UTF-8 becomes U+FFFD, and numbers and BLOBs become text."""

import sqlite3
from datetime import datetime

from crm.storage.digests.hashing import content_columns


def make_readable(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    """Changes only text columns that cannot be read; inside a step."""
    texts = _text_columns(connection, table, content_columns(connection, table))
    _make_text_readable(connection, table, row_id, texts)


def make_step_readable(connection: sqlite3.Connection, step_id: int) -> None:
    """Label and time, which History shows."""
    _make_text_readable(connection, "step", step_id, ["label", "at"])
    moments = connection.execute("SELECT at FROM step WHERE id <= ? ORDER BY id DESC", (step_id,))
    at = next((row[0] for row in moments if _is_moment(row[0])), "1970-01-01T00:00:00Z")
    connection.execute("UPDATE step SET at = ? WHERE id = ?", (at, step_id))


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _text_columns(connection: sqlite3.Connection, table: str, names: list[str]) -> list[str]:
    kinds = {row[1]: row[2].upper() for row in connection.execute(f'PRAGMA table_info("{table}")')}
    return [name for name in names if kinds[name] == "TEXT"]


def _make_text_readable(connection: sqlite3.Connection, table: str, row_id: int, texts: list[str]) -> None:
    columns = ", ".join(f'typeof("{name}"), CAST("{name}" AS BLOB)' for name in texts)
    row = connection.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    if row is None:
        return
    for place, name in enumerate(texts):
        kind, data = row[2 * place], row[2 * place + 1]
        readable = (data or b"").decode("utf-8", "replace")
        if kind != "null" and (kind != "text" or readable.encode() != data):
            connection.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', (readable, row_id))
