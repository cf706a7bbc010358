"""Building a new book out of a damaged one, with a list of what was lost."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crm.errors import FileNotRead, FileNotWritten
from crm.storage.fault_sentences import translate_faults
from crm.storage.format.migrating import newest_version
from crm.storage.rescue import new_book
from crm.storage.rescue.gathering import Gathered, Progress
from crm.storage.rescue.journal import cut_journal, steps_to_keep
from crm.storage.rescue.losses import Loss
from crm.storage.rescue.reporting import make_consistent
from crm.storage.rescue.sources import Source, copy_to, find_source, target_for
from crm.storage.rescue.variants import gather_best


@dataclass(frozen=True, slots=True)
class Rescued:
    """`book` is the new file. `losses` is empty if everything was saved unchanged."""

    book: Path
    people: int
    meetings: int
    promises: int
    losses: tuple[Loss, ...]


def rescue(damaged: Path, into: Path | None = None, on_progress: Progress = lambda rows: None) -> Rescued:
    """Create a new book at `into`, a folder or file that does not exist yet, or in a new folder beside
    `damaged`. `damaged` is a book, a backup or a data folder, and is not changed. An exception in
    `on_progress` cancels the rescue. Raises FileNotRead for a file that is no book, BookInUse,
    FileNotWritten, and BookNotUsable for errors of the disk; nothing is left behind then.
    """
    source = find_source(damaged)
    target = target_for(source, into)
    with translate_faults(target.parent):
        had_folder = target.parent.exists()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(dir=target.parent, prefix=".rescue-") as scratch:
                built, losses = _build(
                    copy_to(Path(scratch), source), source.file.name, Path(scratch), on_progress
                )
                counts = new_book.check_new_book(built)
                if target.exists():
                    raise FileNotWritten(f"{target.name} is there already; nothing was written.")
                built.replace(target)
        except BaseException:
            if not had_folder:
                with suppress(OSError):
                    target.parent.rmdir()
            raise
    return Rescued(target, counts.person, counts.meeting, counts.promise, losses)


def _build(copy: Source, name: str, scratch: Path, on_progress: Progress) -> tuple[Path, tuple[Loss, ...]]:
    """The finished file, and the losses."""
    with gather_best(copy, scratch, on_progress) as gathered:
        _refuse(gathered, name)
        kept = steps_to_keep(gathered.connection, gathered.loaded.last_ids)
        losses = make_consistent(gathered, kept, f"{name}-wal")
        cut_journal(gathered.connection, kept)
        new_book.finish(gathered.connection, gathered.loaded.last_ids)
    return gathered.file, losses


def _refuse(gathered: Gathered, name: str) -> None:
    if not gathered.is_a_book:
        raise FileNotRead(f"{name} holds nothing of a Goodturn book that can be read; nothing was written.")
    is_newer = gathered.format_said > newest_version()
    if is_newer and gathered.catalog.knows_more_than(gathered.shapes):
        raise FileNotRead(
            f"{name} was written by a newer Goodturn; nothing was written. Rescue it with the newer version."
        )
