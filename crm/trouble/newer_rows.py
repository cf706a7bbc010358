"""Adding the newer steps of a damaged book to the restored one, as one undoable step."""

import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import NotUnderstood
from crm.storage.content_tables import columns
from crm.storage.fault_sentences import translate_faults
from crm.storage.journal.row_changes import spans
from crm.storage.rescue.gathering import Gathered
from crm.storage.rescue.journal import intact_steps
from crm.storage.rescue.losses import Losses
from crm.storage.rescue.merging import Merged, Target, merge
from crm.storage.rescue.naming import RowDescriber
from crm.storage.rescue.newer import SCRATCH, gather_from, last_common_step
from crm.storage.rescue.records import Value
from crm.storage.rescue.reporting import doubtful_rows, hints_on_lost_rows

if TYPE_CHECKING:
    from crm.book import Book
    from crm.unit_of_work import UnitOfWork

LABEL = "Added again what was newer than the backup"
_ALL = 1 << 62  # above every id


@dataclass(frozen=True, slots=True)
class AddedAgain:
    """`rows` were added, changed or deleted; `left` describes those that could not be, one sentence each."""

    rows: int
    left: tuple[str, ...]


@dataclass(slots=True)
class _Newer:
    """By table: the final state of the rows touched by newer steps, and the rows they deleted."""

    wanted: dict[str, dict[int, dict[str, Value]]] = field(default_factory=dict)
    removed: dict[str, set[int]] = field(default_factory=dict)


def add_again(book: "Book", damaged: Path) -> AddedAgain:
    """Add the final state of every row touched by newer steps, if its digest or its step's seal proves it.
    Call it after restoring the backup; undo reverses it as one step. Raises NotUnderstood for a different
    book, FileNotRead, and BookNotUsable: nothing was added then.
    """
    with (
        translate_faults(book.folder),
        tempfile.TemporaryDirectory(dir=book.folder, prefix=SCRATCH) as scratch,
        gather_from(damaged, Path(scratch)) as gathered,
    ):
        shared = last_common_step(gathered, book.read.connection)
        if shared is None:
            raise NotUnderstood(f"{damaged.name} is another book, or one that went another way.")
        losses = Losses()
        newer = _newer(
            gathered, shared, RowDescriber(gathered.connection, hints_on_lost_rows(gathered)), losses
        )
        with book.work() as work:
            target = Target(work.connection, _touched_since(work, shared))
            merged = merge(target, newer.wanted, newer.removed)
            _photos(work, gathered)
            work.label = LABEL
        return _describe_result(gathered, merged, losses)


def _newer(gathered: Gathered, shared: int, names: RowDescriber, losses: Losses) -> _Newer:
    """Rows that are not proved are added to `losses` and left out."""
    newer = _Newer()
    connection = gathered.connection
    sound = intact_steps(connection)
    for table, ids in _touched(gathered, shared).items():
        doubtful, missing = doubtful_rows(gathered, table), gathered.compared.missing[table]
        own = [column.name for column in columns(connection, table)]
        for row_id in ids:
            if row_id in doubtful or row_id in missing:
                losses.add(table, "lost", names.phrase(table, row_id))
                continue
            row = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
            if row is not None:
                newer.wanted.setdefault(table, {})[row_id] = {name: row[name] for name in own}
            elif _was_removed(connection, table, row_id, sound):
                newer.removed.setdefault(table, set()).add(row_id)
            else:
                losses.add(table, "lost", names.phrase(table, row_id))
    return newer


def _was_removed(connection: sqlite3.Connection, table: str, row_id: int, sound: set[int]) -> bool:
    """Whether an intact step deleted the row; otherwise it is missing for another reason."""
    last = connection.execute(
        "SELECT op, step_id FROM row_change WHERE table_name = ? AND ? BETWEEN row_id AND coalesce(up_to, row_id) "
        "ORDER BY seq DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    return last is not None and last["op"] == "D" and last["step_id"] in sound


def _touched(gathered: Gathered, shared: int) -> dict[str, list[int]]:
    """By table, referenced tables first."""
    found = spans(gathered.connection, _first_after(gathered.connection, shared), _ALL)
    return {
        table: [row_id for span in found[table] for row_id in span]
        for table in gathered.contents
        if table in found
    }


def _first_after(connection: sqlite3.Connection, step_id: int) -> int:
    row = connection.execute("SELECT min(seq) FROM row_change WHERE step_id > ?", (step_id,)).fetchone()
    return _ALL if row[0] is None else int(row[0])


def _touched_since(work: "UnitOfWork", shared: int) -> dict[str, list[range]]:
    """Rows changed since the restore, which are not overwritten."""
    present = work.connection.execute("SELECT step_id FROM journal_now").fetchone()[0]
    low = _first_after(work.connection, shared)
    return spans(work.connection, low, _ALL) if low < _ALL and present > shared else {}


def _photos(work: "UnitOfWork", gathered: Gathered) -> None:
    """Copy the photos that people refer to now. Photos are not journalled."""
    wanted = work.connection.execute(
        "SELECT DISTINCT photo FROM person WHERE photo IS NOT NULL AND photo NOT IN (SELECT sha256 FROM blob)"
    ).fetchall()
    for (sha256,) in wanted:
        photo = gathered.connection.execute("SELECT * FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if photo is not None:
            work.connection.execute(
                "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?)", tuple(photo)
            )
        else:
            work.connection.execute("UPDATE person SET photo = NULL WHERE photo = ?", (sha256,))


def _describe_result(gathered: Gathered, merged: Merged, losses: Losses) -> AddedAgain:
    names = RowDescriber(gathered.connection, {})
    for table, row_id in merged.refused:
        losses.add(table, "lost", names.phrase(table, row_id))
    for table, row_id in merged.loosened:
        losses.add(table, "loosened", names.phrase(table, row_id))
    return AddedAgain(merged.done, tuple(loss.sentence for loss in losses.listed()))
