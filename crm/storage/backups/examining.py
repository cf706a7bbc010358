"""Complete examination of a copy in the child process: structure, row digests, step seals, photos, schema."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from crm.errors import BookDamaged, BookNotUsable
from crm.examination import Examined, Finding
from crm.storage.backups.copying import count_contents
from crm.storage.backups.manifest import sha256_of
from crm.storage.checks import integrity
from crm.storage.connection import connect
from crm.storage.digests.catching_up import catch_up
from crm.storage.format.migrating import check_version, newest_version
from crm.storage.format.up_to_date import migrate

_FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError, TypeError, KeyError)


class CopyMismatch(Exception):
    """The copy differs from the book at the time of copying; this does not mean that the book is damaged."""


class Verdict(NamedTuple):
    """`sha256` is that of the examined file."""

    examined: Examined
    sha256: str


def examine(part: Path, noted: Examined | None) -> Verdict:
    """Make the copy a single file (no write-ahead log), digest its pending rows, and examine everything.
    `noted` are the counts taken in the book itself, None where that was impossible. Raises CopyMismatch and
    OSError.
    """
    began = time.monotonic()
    findings = _make_single_file(part, noted)
    before = sha256_of(part)
    findings += [one for one in _damage(part) if one not in findings]
    examined = _counts_or_none(part)
    if sha256_of(part) != before:
        raise CopyMismatch("changed while it was examined")
    if not findings and (examined is None or noted is None):
        raise CopyMismatch("could not be compared")
    whole = examined or Examined()
    return Verdict(whole._replace(findings=tuple(findings), seconds=time.monotonic() - began), before)


def _make_single_file(part: Path, noted: Examined | None) -> list[Finding]:
    """Remove the log and digest pending rows. Raises CopyMismatch where the counts differ from those of the
    book.
    """
    try:
        with closing(_open(part)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA journal_mode=MEMORY")
            found = count_contents(connection)
            if noted is not None and not _same(found, noted):
                raise CopyMismatch("does not hold what the book held")
            if found.version == newest_version():
                catch_up(connection)
        return []
    except BookDamaged as fault:
        return list(fault.findings)
    except _FAULTS as fault:
        return [_unreadable(fault)]


def _same(found: Examined, noted: Examined) -> bool:
    return found._replace(seconds=0.0) == noted._replace(seconds=0.0)


def _damage(part: Path) -> list[Finding]:
    """A book of an earlier format is examined in a migrated copy, as digests and schema are those of today."""
    try:
        with closing(_open(part)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            check_version(int(connection.execute("PRAGMA application_id").fetchone()[0]), version)
            if version == newest_version():
                return integrity.damage(connection)
            if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
                return [Finding("file", f"The file is damaged: {found}")]
        return _damage_when_migrated(part, version)
    except BookDamaged as fault:
        return list(fault.findings)
    except BookNotUsable as refusal:
        return [Finding("file", str(refusal))]
    except _FAULTS as fault:
        return [_unreadable(fault)]


def _damage_when_migrated(part: Path, version: int) -> list[Finding]:
    migrated = part.with_name(f"{part.name}-migrated")
    try:
        copyfile(part, migrated)
        migrated.chmod(0o600)
        with closing(connect(migrated)) as connection:
            migrate(connection, version, lambda: None)
            return integrity.damage(connection)
    finally:
        for ending in ("", "-wal", "-shm"):
            migrated.with_name(migrated.name + ending).unlink(missing_ok=True)


def _counts_or_none(part: Path) -> Examined | None:
    try:
        with closing(_open(part)) as connection:
            return count_contents(connection)
    except _FAULTS:
        return None


def _open(part: Path) -> sqlite3.Connection:
    """Not `connect`, which would switch the copy back to a write-ahead log."""
    connection = sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for setting in ("cell_size_check=1", "temp_store=2", "mmap_size=0", "synchronous=0", "cache_size=-16384"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _unreadable(fault: Exception) -> Finding:
    return Finding("file", f"The file is damaged: {type(fault).__name__}.")
