"""The steps a damaged book holds beyond a backup of it: told of, so that they can be added again once it is restored."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.storage.fault_sentences import translate_faults
from crm.storage.journal.row_changes import BEGINS_A_GROUP
from crm.storage.rescue.gathering import Gathered
from crm.storage.rescue.journal import sound_steps
from crm.storage.rescue.sources import copy_to, find_copy
from crm.storage.rescue.variants import best_gathered
from crm.storage.suspect.looking import read_only

SCRATCH = ".rescue-"
_JOURNAL = ("step", "row_change", "book")


class NewerStep(NamedTuple):
    """`at` is UTC. `readable`: its notes are as they were sealed; of another one, only some rows may be found."""

    id: int
    label: str
    at: datetime
    readable: bool


class _Sealed(NamedTuple):
    """What tells a step from every other one with the same id."""

    id: int
    at: str
    digest: bytes | None


def newer_steps(damaged: Path, backup: Path, scratch: Path | None = None) -> list[NewerStep]:
    """What was done after the backup was made and still counts, oldest first; empty where the backup is of another book.

    `damaged` may be any file, `backup` is a sound book; neither is written to. A copy stands for a moment in the folder
    `scratch`, or beside the damaged file. Raises FileNotRead, and BookNotUsable for the disk's faults.
    """
    folder = scratch or damaged.parent
    with (
        translate_faults(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as room,
        gathered_from(damaged, Path(room), _JOURNAL) as gathered,
        closing(read_only(backup)) as good,
    ):
        shared = last_shared(gathered, good)
        return [] if shared is None else list(_newer(gathered.connection, shared))


def last_shared(gathered: Gathered, book: sqlite3.Connection) -> int | None:
    """The newest step that both have; 0 where the book is the same and had none yet, None for two different books."""
    there = set(_sealed(gathered.connection))
    own = list(_sealed(book))
    for step in own:
        if step in there:
            return step.id
    return 0 if not own and _uid(book) == gathered.uid else None


@contextmanager
def gathered_from(damaged: Path, room: Path, only: tuple[str, ...] | None = None) -> Iterator[Gathered]:
    """What can be read of the file, through a copy in `room`."""
    copy = copy_to(room, find_copy(damaged))
    with best_gathered(copy, room, lambda rows: None, only) as gathered:
        yield gathered


def _newer(connection: sqlite3.Connection, shared: int) -> Iterator[NewerStep]:
    sound = sound_steps(connection)
    rows = connection.execute(
        "SELECT id, label, at, origin FROM step WHERE id > :shared AND undone_by IS NULL "
        "AND (origin IN ('user', 'import') OR origin = 'undo' AND undoes <= :shared) "
        f"AND NOT ({BEGINS_A_GROUP}) ORDER BY id",
        {"shared": shared},
    )
    for step_id, label, at, origin in rows:
        said = f"Took back: {label}" if origin == "undo" else label
        yield NewerStep(step_id, said, datetime.fromisoformat(at), step_id in sound)


def _sealed(connection: sqlite3.Connection) -> Iterator[_Sealed]:
    rows = connection.execute("SELECT id, at, digest FROM step ORDER BY id DESC").fetchall()
    return (_Sealed(*row) for row in rows)


def _uid(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT name FROM sqlite_master WHERE name = 'book'").fetchone()
    return str(connection.execute("SELECT uid FROM book").fetchone()[0]) if row else ""
