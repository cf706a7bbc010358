"""The journal of a rescued book: kept from the first step after which it is complete and intact.
An undo examines all later steps for dependents, so that a step can only be kept together with all that
follow.
"""

import sqlite3

from crm.storage.digests import step_seals
from crm.storage.journal.row_changes import BEGINS_A_GROUP

_NOTHING_MISSING_FROM = (
    "SELECT max(seq) FROM row_change c WHERE NOT EXISTS (SELECT 1 FROM row_change WHERE seq = c.seq - 1)"
)

_NEVER = 1 << 62  # above every id


def intact_steps(connection: sqlite3.Connection) -> set[int]:
    """The steps whose journal matches their seal."""
    rows = connection.execute("SELECT id FROM step WHERE digest IS NOT NULL").fetchall()
    return {step_id for (step_id,) in rows if step_seals.is_intact(connection, step_id)}


def steps_to_keep(connection: sqlite3.Connection, last_ids: dict[str, int]) -> list[int]:
    """The newest steps that are intact and without gaps, newest first."""
    last, start = connection.execute(f"SELECT max(seq), ({_NOTHING_MISSING_FROM}) FROM row_change").fetchone()
    if last is None or last_ids.get("row_change", last) > last:
        return []
    sound = intact_steps(connection)
    kept: list[int] = []
    for step_id, first in connection.execute("SELECT id, first_seq FROM step ORDER BY id DESC").fetchall():
        if step_id not in sound or first < start:
            break
        kept.append(step_id)
    return kept


def reaches_back(connection: sqlite3.Connection, kept: list[int]) -> bool:
    """Whether the kept steps begin with the very first one."""
    row = connection.execute("SELECT first_seq FROM step WHERE id = ?", (_oldest(kept),)).fetchone()
    return row is not None and row[0] == 1


def lost_steps(connection: sqlite3.Connection, kept: list[int]) -> int:
    """The number of known steps of the user that are not kept."""
    sql = "SELECT count(*) FROM step WHERE id < ? AND origin IN ('user', 'import')"
    return int(connection.execute(sql, (_oldest(kept),)).fetchone()[0])


def cut_journal(connection: sqlite3.Connection, kept: list[int]) -> None:
    """Delete all steps not kept."""
    oldest = _oldest(kept)
    first = connection.execute("SELECT first_seq FROM step WHERE id = ?", (oldest,)).fetchone()
    connection.execute("DELETE FROM row_change WHERE seq < ?", (first[0] if first else _NEVER,))
    connection.execute("DELETE FROM step WHERE id < ?", (oldest,))
    # An undo whose step is gone becomes an ordinary step.
    connection.execute(f"DELETE FROM step WHERE undoes < ? AND {BEGINS_A_GROUP}", (oldest,))
    connection.execute(
        "UPDATE step SET label = CASE origin WHEN 'undo' THEN 'Took back: ' ELSE 'Brought back: ' END || label, "
        "origin = 'user', undoes = NULL WHERE undoes < ?",
        (oldest,),
    )


def _oldest(kept: list[int]) -> int:
    return min(kept, default=_NEVER)
