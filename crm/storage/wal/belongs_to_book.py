"""Whether the log beside the book (goodturn.db-wal) is the book's own, before SQLite folds it in.

SQLite merges any log whose checksums fit one another, also one of another book, and neither quick_check nor the schema
tells afterwards: only the digests do. So a log beside a book that was closed in order is refused, and one that an unclean
end left is read first through a read-only connection, which leaves both files as they are.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable
from crm.examination import Finding, summary
from crm.storage.folder import BOOK
from crm.storage.lock import FILE_NAME as LOCK
from crm.storage.lock import LockRecord, is_held, read_record
from crm.storage.wal.frames import HEADER, readable_part, state_of

_LARGE = 8 << 20  # bytes: what is smaller is looked through sooner than a child process has started
WAL, SHARED_MEMORY, ROLLBACK = "-wal", "-shm", "-journal"
_WITH_LOG, _WITHOUT_LOG = "mode=ro", "mode=ro&immutable=1"


Look = Callable[[Path, LockRecord | None], None]
"""Looks through a book after an unclean end, as `examine_after_unclean_end` does, and raises the same."""


class ForeignLog(BookNotUsable):
    """A log beside the book that does not belong to it; `set_aside` takes it out of the way."""


class DamagedLog(BookDamaged):
    """The book's own log, of which SQLite would read no more than the beginning, and drop steps that were saved.

    `set_aside` leaves what can be read of it beside the book.
    """


def has_log(file: Path) -> bool:
    log = _beside(file, WAL)
    return log.exists() and log.stat().st_size > HEADER


def takes_long(folder: Path) -> bool:
    """Whether opening the book begins with a look after an unclean end that takes longer than a window may stand still."""
    file = folder / BOOK
    try:
        if file.stat().st_size < _LARGE:
            return False
        record = read_record(folder / LOCK)
        is_unclean = has_log(file) or (record is not None and record.is_open)
        return is_unclean and not is_held(folder / LOCK)  # else another window has it
    except OSError:  # opening it says so
        return False


def refuse_foreign_log(file: Path, record: LockRecord | None) -> None:
    """Raises ForeignLog for a log that is another book's. Nothing is read here but names, sizes and the record."""
    journal = _beside(file, ROLLBACK)
    if journal.exists() and journal.stat().st_size > 0:  # the book has never had one: it is in WAL mode
        raise _foreign(journal)
    if record is not None and not record.is_open and has_log(file):
        raise _foreign(_beside(file, WAL))


def examine_after_unclean_end(file: Path, record: LockRecord | None) -> None:
    """Look through the book with its log, read-only. Raises ForeignLog, DamagedLog, or BookDamaged for the book itself."""
    _examine_log(_beside(file, WAL))
    with_log = _findings(file, _WITH_LOG, record)
    if not with_log:
        return
    is_sound_without = has_log(file) and not _findings(file, _WITHOUT_LOG, record)
    if is_sound_without and not _goes_on(file):
        raise _foreign(_beside(file, WAL))
    raise BookDamaged(
        f"After the last unclean end the book is not as it was written ({summary(with_log)}); nothing was changed. "
        "`check` says more; restore a backup, or rescue what can be read.",
        with_log,
    )


def _examine_log(log: Path) -> None:
    state = state_of(log) if log.exists() else "whole"
    if state == "foreign":
        raise _foreign(log)
    if state == "damaged":
        raise DamagedLog(
            f"The log beside the book ({log}) is damaged, and steps that were saved last can no longer be read from "
            "it; both files were left as they are and nothing was changed. Rescue what can be read, or restore a backup.",
            [Finding("file", f"The log beside the book ({log.name}) is damaged.")],
        )


def set_aside(file: Path, now: datetime) -> list[Path]:
    """Rename the logs beside the book, so that it opens without them; gives their new places. Raises OSError.

    What can be read of a damaged one takes its place.
    """
    readable = _readable_part(_beside(file, WAL))
    moved = []
    for ending in (WAL, ROLLBACK):
        log = _beside(file, ending)
        if log.exists():
            moved.append(log.rename(log.with_name(f"{log.name}-set-aside-{now:%Y-%m-%d-%H%M%S}")))
    _beside(file, SHARED_MEMORY).unlink(missing_ok=True)
    if readable:
        _beside(file, WAL).write_bytes(readable)
    return moved


def _readable_part(log: Path) -> bytes:
    return readable_part(log) if log.exists() and state_of(log) == "damaged" else b""


def _foreign(log: Path) -> ForeignLog:
    return ForeignLog(
        f"Beside the book lies a log that is not its own ({log}); both files were left as they are and nothing was "
        "changed. Move that log away and open the book again."
    )


def _findings(file: Path, how: str, record: LockRecord | None) -> list[Finding]:
    """What is wrong with the book as such a connection sees it; rows not yet sealed are left to their step's seal."""
    from crm.storage.checks.looking_through import look  # only after an unclean end

    try:
        with closing(_read_only(file, how)) as connection:
            uid = connection.execute("SELECT uid FROM book").fetchone()
            if how == _WITH_LOG and has_log(file) and record and (uid is None or uid[0] != record.book):
                return [Finding("file", "The file is not the book that was open last.", "book")]
            return look(connection, "quick_check")
    except sqlite3.OperationalError as fault:
        if "no such table: book" in str(fault):  # a book of an earlier format: it is brought up to date first
            return []
        if not getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")):
            raise
        return [Finding("file", f"The file is damaged: {type(fault).__name__}.")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        return [Finding("file", f"The file is damaged: {type(fault).__name__}.")]


def _goes_on(file: Path) -> bool:
    """Whether the journal with the log goes on from the journal without it: then the log is the book's own, and damaged.

    The newest step of the file alone is the same with the log, and of later ones some are as they were sealed.
    """
    from crm.storage.digests import step_seals  # only after an unclean end

    newest = "SELECT id, digest FROM step ORDER BY id DESC LIMIT 1"
    try:
        with closing(_read_only(file, _WITHOUT_LOG)) as alone, closing(_read_only(file, _WITH_LOG)) as both:
            last = alone.execute(newest).fetchone() or (0, None)
            same = both.execute("SELECT id, digest FROM step WHERE id = ?", (last[0],)).fetchone() or (
                0,
                None,
            )
            later = [row[0] for row in both.execute("SELECT id FROM step WHERE id > ?", (last[0],))]
            return last == same and (not later or any(step_seals.fits(both, step_id) for step_id in later))
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError):
        return False


def _read_only(file: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only=1")
    return connection


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
