"""The journal of a rescued book: it is kept from the step on after which nothing of it is missing or altered.

An undo looks at all later steps to see what rests on the step it takes back, so a step can only be kept with all that follow.
"""

import sqlite3

from crm.storage.digests import step_seals
from crm.storage.journal.row_changes import BEGINS_A_GROUP

_NOTHING_MISSING_FROM = (
    "SELECT max(seq) FROM row_change c WHERE NOT EXISTS (SELECT 1 FROM row_change WHERE seq = c.seq - 1)"
)

_NEVER = 1 << 62  # above every id


def sound_steps(connection: sqlite3.Connection) -> set[int]:
    """The steps whose notes are as they were sealed."""
    rows = connection.execute("SELECT id FROM step WHERE digest IS NOT NULL").fetchall()
    return {step_id for (step_id,) in rows if step_seals.fits(connection, step_id)}


def steps_kept(connection: sqlite3.Connection, last_ids: dict[str, int]) -> list[int]:
    """The newest steps that are whole, with nothing missing between or behind them; newest first."""
    last, start = connection.execute(f"SELECT max(seq), ({_NOTHING_MISSING_FROM}) FROM row_change").fetchone()
    if last is None or last_ids.get("row_change", last) > last:
        return []
    sound = sound_steps(connection)
    kept: list[int] = []
    for step_id, first in connection.execute("SELECT id, first_seq FROM step ORDER BY id DESC").fetchall():
        if step_id not in sound or first < start:
            break
        kept.append(step_id)
    return kept


def reaches_back(connection: sqlite3.Connection, kept: list[int]) -> bool:
    """Whether the steps kept begin with the very first one there was."""
    row = connection.execute("SELECT first_seq FROM step WHERE id = ?", (_oldest(kept),)).fetchone()
    return row is not None and row[0] == 1


def lost_steps(connection: sqlite3.Connection, kept: list[int]) -> int:
    """How many steps of the user are known of and not kept."""
    sql = "SELECT count(*) FROM step WHERE id < ? AND origin IN ('user', 'import')"
    return int(connection.execute(sql, (_oldest(kept),)).fetchone()[0])


def cut_journal(connection: sqlite3.Connection, kept: list[int]) -> None:
    """Takes every other step out."""
    oldest = _oldest(kept)
    first = connection.execute("SELECT first_seq FROM step WHERE id = ?", (oldest,)).fetchone()
    connection.execute("DELETE FROM row_change WHERE seq < ?", (first[0] if first else _NEVER,))
    connection.execute("DELETE FROM step WHERE id < ?", (oldest,))
    # What an undoing took back is gone: from now on it is a step like any other, and goes alone.
    connection.execute(f"DELETE FROM step WHERE undoes < ? AND {BEGINS_A_GROUP}", (oldest,))
    connection.execute(
        "UPDATE step SET label = CASE origin WHEN 'undo' THEN 'Took back: ' ELSE 'Brought back: ' END || label, "
        "origin = 'user', undoes = NULL WHERE undoes < ?",
        (oldest,),
    )


def _oldest(kept: list[int]) -> int:
    return min(kept, default=_NEVER)
