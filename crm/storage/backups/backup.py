"""The list of good backups, newest first."""

import sqlite3
import struct
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.storage.backups import ledger, manifest, thinning
from crm.storage.backups.folder import backups_folder, files, time_of
from crm.storage.backups.manifest import Manifest
from crm.storage.connection import APPLICATION_ID
from crm.storage.suspect.answers import BackupCounts
from crm.storage.suspect.child_client import quick_looks

_HEADER = 100  # bytes of the first page with size and application id (https://sqlite.org/fileformat2.html)


class Backup(NamedTuple):
    file: Path
    at: datetime  # local time, as in the file name
    people: int
    meetings: int
    promises: int


def backups(folder: Path) -> list[Backup]:
    """The good backups, newest first by number; damaged files are not listed. Needs no open book."""
    return [one for _, one in reversed(_good(folder))]


def candidates(folder: Path) -> list[thinning.Candidate]:
    """The good backups for thinning, oldest first: files that are not listed are never removed."""
    return [candidate for candidate, _ in _good(folder)]


def _good(folder: Path) -> list[tuple[thinning.Candidate, Backup]]:
    noted = {file: manifest.read(file) for file in files(backups_folder(folder))}
    ordered = thinning.sort_candidates([_candidate(file, known) for file, known in noted.items()])
    looked = dict(quick_looks([one.file for one in ordered if _must_be_read(one.file, noted[one.file])]))
    found = ((one, _backup(one.file, noted[one.file], looked.get(one.file))) for one in ordered)
    return [(one, good) for one, good in found if good is not None]


def newest(folder: Path) -> datetime | None:
    """When the newest backup was made, None without backups; cheap enough for the status bar."""
    good = ledger.read(folder).last_good
    if good is not None and (backups_folder(folder) / good.name).exists():
        return good.at
    named = [_candidate(file, manifest.read(file)) for file in files(backups_folder(folder))]
    return thinning.sort_candidates(named)[-1].at if named else None


def examine(file: Path) -> BackupCounts:
    """The format of a backup, and its numbers of people, meetings and promises. Raises FileNotRead unless it is a sound book."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise FileNotRead(f"{file.name} is no backup of a Goodturn book; nothing was changed.")
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise FileNotRead(f"{file.name} is damaged; nothing was changed. Try another backup.")
            return _counts(connection)
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        raise FileNotRead(
            f"{file.name} cannot be read as a backup; nothing was changed. Try another one."
        ) from fault


def _candidate(file: Path, known: Manifest | None) -> thinning.Candidate:
    if known is None:
        return thinning.Candidate(file, time_of(file))
    return thinning.Candidate(file, known.at, known.number, known.day, known.pinned is not None)


def _must_be_read(file: Path, known: Manifest | None) -> bool:
    """Whether its contents must be read: a backup without manifest, or a file put there by another program."""
    return known is None and (not manifest.place(file).exists() or _is_complete(file))


def _backup(file: Path, known: Manifest | None, looked: BackupCounts | FileNotRead | None) -> Backup | None:
    """None for a file that is not a good backup, by its manifest or a quick look."""
    if known is not None:
        if known.unfit is not None or not _is_complete(file):
            return None
        return Backup(file, known.at, known.people, known.meetings, known.promises)
    if isinstance(looked, BackupCounts):
        return Backup(file, time_of(file), looked.people, looked.meetings, looked.promises)
    return None


def _is_complete(file: Path) -> bool:
    """Whether the file has a book's header and the length that its header says. Nothing else is read."""
    try:
        if not file.is_file():  # opening a FIFO would block
            return False
        with file.open("rb") as opened:
            header = opened.read(_HEADER)
        page, pages, application = struct.unpack(">16xH10xI36xI28x", header)
        size = pages * (65536 if page == 1 else page)
        return (
            header[:16] == b"SQLite format 3\0"
            and application == APPLICATION_ID
            and file.stat().st_size == size
        )
    except (OSError, struct.error):
        return False


def _counts(connection: sqlite3.Connection) -> BackupCounts:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    counted = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("person", "meeting", "promise")
    ]
    return BackupCounts(version, counted[0], counted[1], counted[2])
