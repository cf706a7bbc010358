"""The present text of a damaged row, so that the user can decide whether to keep it: for the window only."""

import sqlite3
from contextlib import suppress

from crm.examination import Finding
from crm.storage.content_tables import columns

_NOT_WORDS = ("uid", "source_uid", "name_key", "photo")
_DAYS = ("_on", "_day", "_at")  # suffixes of date columns: shown elsewhere
_LONGEST = 200  # letters


def damaged_row_text(connection: sqlite3.Connection, finding: Finding) -> str:
    """The texts of the row in column order; "" for a row that is missing or unreadable."""
    if finding.row_id is None or not finding.table:
        return ""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        names = [one.name for one in columns(connection, finding.table) if one.is_text]
        names = [name for name in names if name not in _NOT_WORDS and not name.endswith(_DAYS)]
        if not names:
            return ""
        select = ", ".join(f'CAST("{name}" AS BLOB)' for name in names)
        row = connection.execute(
            f'SELECT {select} FROM "{finding.table}" WHERE id = ?', (finding.row_id,)
        ).fetchone()
        return _joined(row) if row is not None else ""
    return ""


def _joined(row: tuple[bytes | None, ...]) -> str:
    texts = (value.decode("utf-8", "replace") for value in tuple(row) if value)
    text = " · ".join(" ".join(one.split()) for one in texts if one.strip())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
