"""Steps of a damaged book that are newer than a backup, to be added again after it was restored."""

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
from crm.storage.rescue.journal import intact_steps
from crm.storage.rescue.sources import copy_to, find_copy
from crm.storage.rescue.variants import gather_best
from crm.storage.suspect.quick_check import connect_read_only

SCRATCH = ".rescue-"
_JOURNAL = ("step", "row_change", "book")


class NewerStep(NamedTuple):
    """`at` is UTC. `readable`: its journal is intact; otherwise only some of its rows may be found."""

    id: int
    label: str
    at: datetime
    readable: bool


class _StepIdentity(NamedTuple):
    """Identifies a step among all with the same id."""

    id: int
    at: str
    digest: bytes | None


def newer_steps(damaged: Path, backup: Path, scratch: Path | None = None) -> list[NewerStep]:
    """The steps in force that were done after the backup, oldest first; empty for a backup of another book.
    `damaged` may be any file, `backup` is a sound book; neither is written to. A temporary copy is made in
    the folder `scratch`, or beside the damaged file. Raises FileNotRead, and BookNotUsable for errors of the
    disk.
    """
    folder = scratch or damaged.parent
    with (
        translate_faults(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as scratch_folder,
        gather_from(damaged, Path(scratch_folder), _JOURNAL) as gathered,
        closing(connect_read_only(backup)) as good,
    ):
        shared = last_common_step(gathered, good)
        return [] if shared is None else list(_newer(gathered.connection, shared))


def last_common_step(gathered: Gathered, book: sqlite3.Connection) -> int | None:
    """The newest step in both; 0 for the same book without steps at that time, None for two different books."""
    in_damaged = set(_step_identities(gathered.connection))
    own = list(_step_identities(book))
    for step in own:
        if step in in_damaged:
            return step.id
    return 0 if not own and _uid(book) == gathered.uid else None


@contextmanager
def gather_from(damaged: Path, scratch: Path, only: tuple[str, ...] | None = None) -> Iterator[Gathered]:
    """What can be read of the file, through a copy in `scratch`."""
    copy = copy_to(scratch, find_copy(damaged))
    with gather_best(copy, scratch, lambda rows: None, only) as gathered:
        yield gathered


def _newer(connection: sqlite3.Connection, shared: int) -> Iterator[NewerStep]:
    sound = intact_steps(connection)
    rows = connection.execute(
        "SELECT id, label, at, origin FROM step WHERE id > :shared AND undone_by IS NULL "
        "AND (origin IN ('user', 'import') OR origin = 'undo' AND undoes <= :shared) "
        f"AND NOT ({BEGINS_A_GROUP}) ORDER BY id",
        {"shared": shared},
    )
    for step_id, label, at, origin in rows:
        text = f"Took back: {label}" if origin == "undo" else label
        yield NewerStep(step_id, text, datetime.fromisoformat(at), step_id in sound)


def _step_identities(connection: sqlite3.Connection) -> Iterator[_StepIdentity]:
    rows = connection.execute("SELECT id, at, digest FROM step ORDER BY id DESC").fetchall()
    return (_StepIdentity(*row) for row in rows)


def _uid(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT name FROM sqlite_master WHERE name = 'book'").fetchone()
    return str(connection.execute("SELECT uid FROM book").fetchone()[0]) if row else ""
