"""A commit that failed: whether the step stands is not known before the file was closed, opened and looked at again.

A failed sync leaves the step's pages in the log without SQLite knowing of them, and the next opening may bring them back. Only
where a write found no room is it certain that the step is not there: its last page never reached the log.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from crm.changes import Changes
from crm.errors import BookNotUsable, OnlyReadable, SavedBut
from crm.storage.connection import connect
from crm.storage.fault_sentences import cause
from crm.storage.read_only import NoPrivateCopy, ReadableFile


class CommitFailed(Exception):
    """The COMMIT of the step that made `changes` raised `fault`."""

    def __init__(self, fault: sqlite3.Error, changes: Changes) -> None:
        super().__init__(type(fault).__name__)
        self.fault = fault
        self.changes = changes


def commit(connection: sqlite3.Connection, changes: Changes) -> None:
    """Raises CommitFailed where it is open whether the step stands; sqlite3.Error where it certainly does not."""
    try:
        connection.execute("COMMIT")
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorname", "") == "SQLITE_FULL":
            raise
        raise CommitFailed(fault, changes) from fault


def reopened(file: Path) -> sqlite3.Connection | None:
    """A writing connection after a failure; None where the disk does not give one now."""
    try:
        return connect(file)
    except (sqlite3.Error, OSError):
        return None


def what_came_of_it(file: Path, connection: sqlite3.Connection | None, failed: CommitFailed) -> Exception:
    """SavedBut where the step stands after all, else what kept it from standing. The old connections must be closed."""
    try:
        stands = (
            _stands(connection, failed.changes.step_id)
            if connection
            else _stands_in(file, failed.changes.step_id)
        )
    except (sqlite3.Error, OSError, NoPrivateCopy):
        return BookNotUsable(
            "The disk failed while this was saved, and the book cannot be read at present: look whether it is there "
            "before you do it again."
        )
    if stands:
        return SavedBut(
            "It was saved, but the disk did not answer as it should. Check the disk and make a backup."
        )
    return cause(failed.fault, file.parent) or OnlyReadable(
        "The disk failed; nothing was changed. Try again."
    )


def _stands_in(file: Path, step_id: int) -> bool:
    readable = ReadableFile(file)
    try:
        with closing(readable.connect()) as connection:
            return _stands(connection, step_id)
    finally:
        readable.close()


def _stands(connection: sqlite3.Connection, step_id: int) -> bool:
    # Ids of steps are never given twice, and only the step at hand was being written.
    return connection.execute("SELECT 1 FROM step WHERE id = ?", (step_id,)).fetchone() is not None
