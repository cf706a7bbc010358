"""What Goodturn notes of its own work and can work out anew: numbers it goes on from, what undoes what, what kind a photo is.

No content stands here, but what is wrong here does harm later: an id given twice, a digest that is never taken.
"""

import json
import sqlite3
from collections.abc import Iterator

from crm.examination import Finding
from crm.media_types import media_type_of
from crm.storage import shown_marks
from crm.storage.digests import book_row, hashing

_ABSURD = 1 << 60


def wrong(connection: sqlite3.Connection) -> Iterator[Finding]:
    """One finding for each thing that is not what it must be."""
    if _digested_too_far(connection):
        yield _finding("The number up to which digests were taken is wrong.", "digest_state")
    for name in _sequences_to_mend(connection):
        yield _finding(
            f"The number that new rows of {name or 'a table'} go on from is wrong.", "sqlite_sequence"
        )
    for step_id in undone_to_mend(connection):
        yield _finding(f"What step {step_id} was undone by is noted wrong.", "step", step_id)
    if _names_not_known(connection):
        yield _finding("There are digests of a table that there is none of.", "row_digest")
    if media_types_to_mend(connection):
        yield _finding("A photo is said to be of another kind than it is.", "blob")
    if not shown_marks.is_as_written(connection):
        yield _finding("What was once shown is not as it was written.", shown_marks.TABLE)
    if not book_row.is_sane(connection) or not book_row.is_as_written(connection):
        yield _finding("What the book says of itself is not as it was written.", book_row.TABLE)


def _finding(sentence: str, table: str, row_id: int | None = None) -> Finding:
    return Finding("bookkeeping", sentence, table, row_id)


def mend(connection: sqlite3.Connection) -> None:
    """Inside a transaction, before anything else is mended: worked out anew, but for what `mend_last` does."""
    if _digested_too_far(connection):
        # From the beginning: rows of every moment since fit their digests, so nothing is lost but a little time.
        connection.execute("UPDATE digest_state SET digested_seq = 0")
    _mend_sequences(connection)
    for table in _names_not_known(connection):
        connection.execute("DELETE FROM row_digest WHERE CAST(table_name AS BLOB) = ?", (table,))
        connection.execute("DELETE FROM table_digest WHERE CAST(table_name AS BLOB) = ?", (table,))
    for name, media_type in media_types_to_mend(connection).items():
        connection.execute("UPDATE blob SET media_type = ? WHERE sha256 = ?", (media_type, name))


def mend_last(connection: sqlite3.Connection) -> None:
    """Inside a transaction, when steps and small tables that a backup had are back: what follows from the steps is
    worked out anew; what was once shown, and what the book says of itself, count as they are."""
    for step_id, undone_by in undone_to_mend(connection).items():
        connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (undone_by, step_id))
    if not shown_marks.is_as_written(connection):
        shown_marks.accept(connection)
    if not book_row.is_sane(connection) or not book_row.is_as_written(connection):
        book_row.accept(connection)


def _digested_too_far(connection: sqlite3.Connection) -> bool:
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    far = connection.execute("SELECT count(*) FROM digest_state WHERE digested_seq > ?", (last,)).fetchone()
    return bool(far[0])


def _sequences_to_mend(connection: sqlite3.Connection) -> dict[str, int]:
    """What each must be at least, of those that are not; 0 for one that must not be there."""
    least = _highest_ids(connection)
    wrong: dict[str, int] = {}
    for name, number in connection.execute("SELECT CAST(name AS BLOB), seq FROM sqlite_sequence").fetchall():
        table = (name or b"").decode("utf-8", "replace")
        known = least.pop(table, None)
        if known is None:
            wrong[table] = 0
        elif not isinstance(number, int) or not known <= number < _ABSURD:
            wrong[table] = known
    return wrong | {table: number for table, number in least.items() if number}


def _mend_sequences(connection: sqlite3.Connection) -> None:
    wrong = _sequences_to_mend(connection)
    if wrong:
        names = json.dumps(list(_highest_ids(connection)))
        connection.execute(
            "DELETE FROM sqlite_sequence WHERE name IS NULL OR name NOT IN (SELECT value FROM json_each(?))",
            (names,),
        )
    for name, number in wrong.items():
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        if number:
            connection.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", (name, number))


def _highest_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """By table: the highest id that is there, or that the journal or a digest says was there once."""
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
            if table in highest and number < _ABSURD:
                highest[table] = max(highest[table], number)
    return highest


def undone_to_mend(connection: sqlite3.Connection) -> dict[int, int | None]:
    """What each step must say it was undone by, of those that do not: the newest step that undoes it and is not undone."""
    must: dict[int, int | None] = {}
    undoes: dict[int, int] = {}
    said: dict[int, int | None] = {}
    for step_id, origin, undone, by in connection.execute(
        "SELECT id, CAST(origin AS BLOB), undoes, undone_by FROM step ORDER BY id"
    ):
        must[step_id], said[step_id] = None, by
        if undone is not None:
            undoes[step_id] = undone
            must[undone] = step_id
            if origin == b"redo" and undone in undoes:  # it undid the undoing: the step itself stands again
                must[undoes[undone]] = None
    return {step_id: by for step_id, by in must.items() if step_id in said and said[step_id] != by}


def _names_not_known(connection: sqlite3.Connection) -> list[bytes]:
    known = {*hashing.tables(connection), shown_marks.TABLE, book_row.TABLE}
    found: list[bytes] = []
    for (name,) in connection.execute(
        "SELECT DISTINCT CAST(table_name AS BLOB) FROM row_digest UNION SELECT CAST(table_name AS BLOB) FROM table_digest"
    ):
        if (name or b"").decode("utf-8", "replace") not in known:
            found.append(name)
    return found


def media_types_to_mend(connection: sqlite3.Connection) -> dict[str, str]:
    """By the photo's name, what its bytes are, where they are of a known kind and another one is said."""
    wrong = {}
    for name, said, start in connection.execute(
        "SELECT CAST(sha256 AS BLOB), CAST(media_type AS BLOB), substr(bytes, 1, 16) FROM blob"
    ):
        media_type = media_type_of(bytes(start or b""))
        if media_type is not None and said != media_type.encode():
            wrong[(name or b"").decode("utf-8", "replace")] = media_type
    return wrong
