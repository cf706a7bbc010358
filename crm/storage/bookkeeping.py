"""Checks and repairs of values that Goodturn keeps for itself: id sequences, undo links, digest state, media
types. None of it is the user's content, but errors here do harm later: an id given twice, rows that are never
digested.
"""

import json
import sqlite3
from collections.abc import Iterator

from crm.examination import Finding
from crm.media_types import media_type_of
from crm.storage import shown_marks
from crm.storage.digests import book_row, hashing

_IMPOSSIBLE = 1 << 60


def find_wrong(connection: sqlite3.Connection) -> Iterator[Finding]:
    """One finding per wrong value."""
    if _is_digested_too_far(connection):
        yield _finding("The number up to which digests were taken is wrong.", "digest_state")
    for name in _wrong_sequences(connection):
        yield _finding(
            f"The number that new rows of {name or 'a table'} go on from is wrong.", "sqlite_sequence"
        )
    for step_id in wrong_undone_by(connection):
        yield _finding(f"What step {step_id} was undone by is noted wrong.", "step", step_id)
    if _unknown_tables(connection):
        yield _finding("There are digests of a table that there is none of.", "row_digest")
    if wrong_media_types(connection):
        yield _finding("A photo is said to be of another kind than it is.", "blob")
    if not shown_marks.is_as_written(connection):
        yield _finding("What was once shown is not as it was written.", shown_marks.TABLE)
    if not book_row.is_sane(connection) or not book_row.is_as_written(connection):
        yield _finding("What the book says of itself is not as it was written.", book_row.TABLE)


def _finding(sentence: str, table: str, row_id: int | None = None) -> Finding:
    return Finding("bookkeeping", sentence, table, row_id)


def repair(connection: sqlite3.Connection) -> None:
    """Recompute the values, except those of `repair_last`. Inside a transaction, before any other repair."""
    if _is_digested_too_far(connection):
        # From the beginning: rows written since still match their digests, so only a little time is
        # lost.
        connection.execute("UPDATE digest_state SET digested_seq = 0")
    _repair_sequences(connection)
    for table in _unknown_tables(connection):
        connection.execute("DELETE FROM row_digest WHERE CAST(table_name AS BLOB) = ?", (table,))
        connection.execute("DELETE FROM table_digest WHERE CAST(table_name AS BLOB) = ?", (table,))
    for name, media_type in wrong_media_types(connection).items():
        connection.execute("UPDATE blob SET media_type = ? WHERE sha256 = ?", (media_type, name))


def repair_last(connection: sqlite3.Connection) -> None:
    """Recompute what depends on steps and small tables, after these were repaired from a backup. Inside a
    transaction. The marks of what was shown, and the book's own row, are accepted as they are.
    """
    for step_id, undone_by in wrong_undone_by(connection).items():
        connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (undone_by, step_id))
    if not shown_marks.is_as_written(connection):
        shown_marks.accept(connection)
    if not book_row.is_sane(connection) or not book_row.is_as_written(connection):
        book_row.accept(connection)


def _is_digested_too_far(connection: sqlite3.Connection) -> bool:
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    ahead = connection.execute("SELECT count(*) FROM digest_state WHERE digested_seq > ?", (last,)).fetchone()
    return bool(ahead[0])


def _wrong_sequences(connection: sqlite3.Connection) -> dict[str, int]:
    """The wrong sequences with their minimum; 0 for a sequence that must not exist."""
    least = _highest_ids(connection)
    found: dict[str, int] = {}
    for name, number in connection.execute("SELECT CAST(name AS BLOB), seq FROM sqlite_sequence").fetchall():
        table = (name or b"").decode("utf-8", "replace")
        known = least.pop(table, None)
        if known is None:
            found[table] = 0
        elif not isinstance(number, int) or not known <= number < _IMPOSSIBLE:
            found[table] = known
    return found | {table: number for table, number in least.items() if number}


def _repair_sequences(connection: sqlite3.Connection) -> None:
    found = _wrong_sequences(connection)
    if found:
        names = json.dumps(list(_highest_ids(connection)))
        connection.execute(
            "DELETE FROM sqlite_sequence WHERE name IS NULL OR name NOT IN (SELECT value FROM json_each(?))",
            (names,),
        )
    for name, number in found.items():
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        if number:
            connection.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", (name, number))


def _highest_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """By table: the highest id that exists, or that the journal or a digest shows existed once."""
    highest = dict.fromkeys((*hashing.tables(connection), "step", "row_change"), 0)
    for table in highest:
        column = "seq" if table == "row_change" else "id"
        highest[table] = connection.execute(f'SELECT max({column}) FROM "{table}"').fetchone()[0] or 0
    for select in (
        "SELECT CAST(table_name AS BLOB), max(coalesce(up_to, row_id)) FROM row_change GROUP BY table_name",
        "SELECT CAST(table_name AS BLOB), max(row_id) FROM row_digest GROUP BY table_name",
    ):
        for name, number in connection.execute(select).fetchall():
            table = (name or b"").decode("utf-8", "replace")
            if table in highest and number < _IMPOSSIBLE:
                highest[table] = max(highest[table], number)
    return highest


def wrong_undone_by(connection: sqlite3.Connection) -> dict[int, int | None]:
    """The steps with a wrong `undone_by`, with the right value: the newest step in force that undoes them."""
    expected: dict[int, int | None] = {}
    undoes: dict[int, int] = {}
    stored: dict[int, int | None] = {}
    for step_id, origin, undone, by in connection.execute(
        "SELECT id, CAST(origin AS BLOB), undoes, undone_by FROM step ORDER BY id"
    ):
        expected[step_id], stored[step_id] = None, by
        if undone is not None:
            undoes[step_id] = undone
            expected[undone] = step_id
            # It undid the undo: the original step is in force again.
            if origin == b"redo" and undone in undoes:
                expected[undoes[undone]] = None
    return {step_id: by for step_id, by in expected.items() if step_id in stored and stored[step_id] != by}


def _unknown_tables(connection: sqlite3.Connection) -> list[bytes]:
    known = {*hashing.tables(connection), shown_marks.TABLE, book_row.TABLE}
    found: list[bytes] = []
    for (name,) in connection.execute(
        "SELECT DISTINCT CAST(table_name AS BLOB) FROM row_digest UNION SELECT CAST(table_name AS BLOB) FROM table_digest"
    ):
        if (name or b"").decode("utf-8", "replace") not in known:
            found.append(name)
    return found


def wrong_media_types(connection: sqlite3.Connection) -> dict[str, str]:
    """Photos with a wrong media type, with the type their bytes have, where that is a known one."""
    found = {}
    for name, stored, start in connection.execute(
        "SELECT CAST(sha256 AS BLOB), CAST(media_type AS BLOB), substr(bytes, 1, 16) FROM blob"
    ):
        media_type = media_type_of(bytes(start or b""))
        if media_type is not None and stored != media_type.encode():
            found[(name or b"").decode("utf-8", "replace")] = media_type
    return found
