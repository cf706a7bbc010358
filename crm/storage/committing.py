"""Handling of a failed COMMIT: only after reopening the file is it known whether the step was saved.
A failed sync leaves the step's pages in the log without SQLite knowing of them, and the next opening may
recover them. Only a full disk is certain to have lost the step: its last page never reached the log.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from crm.changes import Changes
from crm.errors import BookNotUsable, OnlyReadable, SavedBut
from crm.storage.connection import connect
from crm.storage.fault_sentences import book_error_of
from crm.storage.read_only import PrivateCopyError, ReadableFile


class CommitFailed(Exception):
    """The COMMIT of the step that made `changes` raised `fault`."""

    def __init__(self, fault: sqlite3.Error, changes: Changes) -> None:
        super().__init__(type(fault).__name__)
        self.fault = fault
        self.changes = changes


def commit(connection: sqlite3.Connection, changes: Changes) -> None:
    """Raises CommitFailed if it is unknown whether the step was saved; sqlite3.Error if it certainly was not."""
    try:
        connection.execute("COMMIT")
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorname", "") == "SQLITE_FULL":
            raise
        raise CommitFailed(fault, changes) from fault


def reopen(file: Path) -> sqlite3.Connection | None:
    """A new writing connection after a failure; None if the disk still fails."""
    try:
        return connect(file)
    except (sqlite3.Error, OSError):
        return None


def outcome_of_failed_commit(
    file: Path, connection: sqlite3.Connection | None, failed: CommitFailed
) -> Exception:
    """SavedBut if the step was saved after all, otherwise the error to raise. The old connections must be
    closed.
    """
    try:
        stands = (
            _is_saved(connection, failed.changes.step_id)
            if connection
            else _is_saved_in(file, failed.changes.step_id)
        )
    except (sqlite3.Error, OSError, PrivateCopyError):
        return BookNotUsable(
            "The disk failed while this was saved, and the book cannot be read at present: look whether it is there "
            "before you do it again."
        )
    if stands:
        return SavedBut(
            "It was saved, but the disk did not answer as it should. Check the disk and make a backup."
        )
    return book_error_of(failed.fault, file.parent) or OnlyReadable(
        "The disk failed; nothing was changed. Try again."
    )


def _is_saved_in(file: Path, step_id: int) -> bool:
    readable = ReadableFile(file)
    try:
        with closing(readable.connect()) as connection:
            return _is_saved(connection, step_id)
    finally:
        readable.close()


def _is_saved(connection: sqlite3.Connection, step_id: int) -> bool:
    # Step ids are never used twice, and only this step was being written.
    return connection.execute("SELECT 1 FROM step WHERE id = ?", (step_id,)).fetchone() is not None
