"""Whether the log beside the book (goodturn.db-wal) belongs to it, examined before SQLite applies it.
SQLite applies any log with consistent checksums, also that of another book, and neither quick_check nor the
schema shows it afterwards: only row digests do. So a log beside a book that was closed in order is refused,
and one left by an unclean shutdown is first read through a read-only connection, which changes neither file.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable
from crm.examination import Finding, summary
from crm.storage.folder import BOOK
from crm.storage.lock import LOCK_FILE, LockRecord, is_held, read_record
from crm.storage.wal.frames import HEADER, readable_part, state_of

_LARGE = 8 << 20  # bytes: a smaller book is examined sooner than a child process has started
WAL, SHARED_MEMORY, ROLLBACK = "-wal", "-shm", "-journal"
_WITH_LOG, _WITHOUT_LOG = "mode=ro", "mode=ro&immutable=1"


Examination = Callable[[Path, LockRecord | None], None]
"""An examination after an unclean shutdown, with the exceptions of `examine_after_unclean_end`."""


class ForeignLog(BookNotUsable):
    """A log that does not belong to the book; `set_aside` moves it away."""


class DamagedLog(BookDamaged):
    """The book's own log with a damaged part, where SQLite would silently drop the steps after it.
    `set_aside` leaves its readable part beside the book.
    """


def has_log(file: Path) -> bool:
    log = _beside(file, WAL)
    return log.exists() and log.stat().st_size > HEADER


def takes_long(folder: Path) -> bool:
    """Whether opening the book begins with an examination that would block a window for too long."""
    file = folder / BOOK
    try:
        if file.stat().st_size < _LARGE:
            return False
        record = read_record(folder / LOCK_FILE)
        is_unclean = has_log(file) or (record is not None and record.is_open)
        return is_unclean and not is_held(folder / LOCK_FILE)  # otherwise another window has it open
    except OSError:  # opening the book reports it
        return False


def refuse_foreign_log(file: Path, record: LockRecord | None) -> None:
    """Raises ForeignLog for the log of another book. Reads names, sizes and the lock record only."""
    journal = _beside(file, ROLLBACK)
    if journal.exists() and journal.stat().st_size > 0:  # a book never has one: it is in WAL mode
        raise _foreign_log(journal)
    if record is not None and not record.is_open and has_log(file):
        raise _foreign_log(_beside(file, WAL))


def examine_after_unclean_end(file: Path, record: LockRecord | None) -> None:
    """Examine the book with its log, read-only. Raises ForeignLog, DamagedLog, or BookDamaged for the book
    itself.
    """
    _examine_log(_beside(file, WAL))
    with_log = _findings(file, _WITH_LOG, record)
    if not with_log:
        return
    is_sound_without = has_log(file) and not _findings(file, _WITHOUT_LOG, record)
    if is_sound_without and not _continues_journal(file):
        raise _foreign_log(_beside(file, WAL))
    raise BookDamaged(
        f"After the last unclean end the book is not as it was written ({summary(with_log)}); nothing was changed. "
        "`check` says more; restore a backup, or rescue what can be read.",
        with_log,
    )


def _examine_log(log: Path) -> None:
    state = state_of(log) if log.exists() else "whole"
    if state == "foreign":
        raise _foreign_log(log)
    if state == "damaged":
        raise DamagedLog(
            f"The log beside the book ({log}) is damaged, and steps that were saved last can no longer be read from "
            "it; both files were left as they are and nothing was changed. Rescue what can be read, or restore a backup.",
            [Finding("file", f"The log beside the book ({log.name}) is damaged.")],
        )


def set_aside(file: Path, now: datetime) -> list[Path]:
    """Rename the logs so that the book opens without them; returns their new paths. Raises OSError.
    The readable part of a damaged one stays.
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


def _foreign_log(log: Path) -> ForeignLog:
    return ForeignLog(
        f"Beside the book lies a log that is not its own ({log}); both files were left as they are and nothing was "
        "changed. Move that log away and open the book again."
    )


def _findings(file: Path, how: str, record: LockRecord | None) -> list[Finding]:
    """The findings through such a connection; rows not yet digested are covered by their step's seal."""
    from crm.storage.checks.read_only_check import examine_without_writing  # only after an unclean shutdown

    try:
        with closing(_read_only(file, how)) as connection:
            uid = connection.execute("SELECT uid FROM book").fetchone()
            if how == _WITH_LOG and has_log(file) and record and (uid is None or uid[0] != record.book):
                return [Finding("file", "The file is not the book that was open last.", "book")]
            return examine_without_writing(connection, "quick_check")
    except sqlite3.OperationalError as fault:
        if "no such table: book" in str(fault):  # a book of an earlier format: it is migrated first
            return []
        if not getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")):
            raise
        return [Finding("file", f"The file is damaged: {type(fault).__name__}.")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        return [Finding("file", f"The file is damaged: {type(fault).__name__}.")]


def _continues_journal(file: Path) -> bool:
    """Whether the journal with the log continues the one without it: then the log is the book's own, and
    damaged. The newest step of the file alone must be the same with the log, and at least one later step
    intact.
    """
    from crm.storage.digests import step_seals  # only after an unclean shutdown

    newest = "SELECT id, digest FROM step ORDER BY id DESC LIMIT 1"
    try:
        with closing(_read_only(file, _WITHOUT_LOG)) as alone, closing(_read_only(file, _WITH_LOG)) as both:
            last = alone.execute(newest).fetchone() or (0, None)
            same = both.execute("SELECT id, digest FROM step WHERE id = ?", (last[0],)).fetchone() or (
                0,
                None,
            )
            later = [row[0] for row in both.execute("SELECT id FROM step WHERE id > ?", (last[0],))]
            return last == same and (
                not later or any(step_seals.is_intact(both, step_id) for step_id in later)
            )
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError):
        return False


def _read_only(file: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only=1")
    return connection


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
