"""The backups there are: those that were examined and found good, the newest first."""

import sqlite3
import struct
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.storage.backups import ledger, manifest, thinning
from crm.storage.backups.folder import FOLDER_NAME, files, moment, room_of
from crm.storage.backups.manifest import Manifest
from crm.storage.connection import APPLICATION_ID
from crm.storage.suspect.answers import Looked
from crm.storage.suspect.asking import quick_looks

__all__ = ["FOLDER_NAME", "Backup", "backups", "candidates", "examine", "newest"]
_HEADER = 100  # bytes of a SQLite file's first page that say what it is


class Backup(NamedTuple):
    file: Path
    at: datetime  # local time, as in the name
    people: int
    meetings: int
    promises: int


def backups(folder: Path) -> list[Backup]:
    """The good ones, newest first by their numbers; a damaged file is not shown as a backup. Needs no open book."""
    return [one for _, one in reversed(_good(folder))]


def candidates(folder: Path) -> list[thinning.Candidate]:
    """What thinning may look at, oldest first: good ones only, as what is not listed is not ours to remove."""
    return [candidate for candidate, _ in _good(folder)]


def _good(folder: Path) -> list[tuple[thinning.Candidate, Backup]]:
    noted = {file: manifest.read(file) for file in files(room_of(folder))}
    ordered = thinning.in_order([_candidate(file, known) for file, known in noted.items()])
    looked = dict(
        quick_looks([one.file for one in ordered if _is_to_be_looked_at(one.file, noted[one.file])])
    )
    found = ((one, _backup(one.file, noted[one.file], looked.get(one.file))) for one in ordered)
    return [(one, good) for one, good in found if good is not None]


def newest(folder: Path) -> datetime | None:
    """When the newest backup was made, None if there is none: cheap enough for the window's foot."""
    good = ledger.read(folder).last_good
    if good is not None and (room_of(folder) / good.name).exists():
        return good.at
    named = [_candidate(file, manifest.read(file)) for file in files(room_of(folder))]
    return thinning.in_order(named)[-1].at if named else None


def examine(file: Path) -> tuple[int, int, int]:
    """How many people, meetings and promises a backup holds. Raises FileNotRead unless it is a sound book."""
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
        return thinning.Candidate(file, moment(file))
    return thinning.Candidate(file, known.at, known.number, known.day, known.pinned is not None)


def _is_to_be_looked_at(file: Path, known: Manifest | None) -> bool:
    """Whether only a look into the file tells what it holds: an old backup, or a file that another program put there."""
    return known is None and (not manifest.place(file).exists() or _is_whole(file))


def _backup(file: Path, known: Manifest | None, looked: Looked | FileNotRead | None) -> Backup | None:
    """None for a file that is no good backup, as far as its manifest or a quick look tells."""
    if known is not None:
        if known.unfit is not None or not _is_whole(file):
            return None
        return Backup(file, known.at, known.people, known.meetings, known.promises)
    if isinstance(looked, Looked):
        return Backup(file, moment(file), looked.people, looked.meetings, looked.promises)
    return None


def _is_whole(file: Path) -> bool:
    """Whether the file begins as a book of ours does and is as long as it says. It is not read any further."""
    try:
        if not file.is_file():  # opening a FIFO would wait for ever
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


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    counted = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("person", "meeting", "promise")
    ]
    return counted[0], counted[1], counted[2]
