"""The damaged file with the log beside it, or without: whichever tells more.

A log that belongs to another book passes every check of its own and spoils what it is laid over; only the rows' digests object.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from crm.storage.memory_mapped_file import MappedFile
from crm.storage.rescue.gathering import Gathered, LogRead, Progress, gather
from crm.storage.rescue.journal import lost_steps, steps_kept
from crm.storage.rescue.log import read_log
from crm.storage.rescue.pages import PAGE_SIZE, Pages
from crm.storage.rescue.sources import Source
from crm.storage.wal.frames import state_of


@contextmanager
def best_gathered(
    copy: Source, room: Path, progress: Progress, only: Collection[str] | None = None
) -> Iterator[Gathered]:
    """Read from a private copy; the new book's file is made in `room`. `only`: these tables and no others."""
    with ExitStack() as stack:
        file = stack.enter_context(closing(MappedFile(copy.file)))
        log_file = stack.enter_context(closing(MappedFile(copy.log))) if copy.log is not None else None
        log = read_log(log_file, PAGE_SIZE) if log_file is not None else None
        state = state_of(copy.log) if copy.log is not None else "whole"
        alone = Pages(file)
        if log is None or not log.places:
            found = gather(alone, room / "alone.db", progress, only, state if log is None else "cut")
            stack.callback(found.connection.close)
            yield found
            return
        with_log = Pages(file, log_file, log)
        both = [
            gather(with_log, room / "with-log.db", progress, only, "cut" if log.is_cut else "whole"),
            gather(alone, room / "alone.db", progress, only),
        ]
        for one in both:
            stack.callback(one.connection.close)
        chosen = _better(*both)
        # Pages that fit their checksums and not the book were written for another one.
        left_aside: LogRead = "damaged" if state == "damaged" else "foreign"
        yield chosen if chosen is both[0] else replace(chosen, log=left_aside)


def _better(with_log: Gathered, alone: Gathered) -> Gathered:
    if not alone.is_a_book:
        return with_log
    if not with_log.is_a_book:
        return alone
    is_foreign = with_log.uid != alone.uid and _amiss(alone) == 0
    return alone if is_foreign or _amiss(alone) < _amiss(with_log) else with_log


def _amiss(gathered: Gathered) -> int:
    """How much is lost or doubtful, in rows and steps."""
    found, loaded = gathered.compared, gathered.loaded
    rows = [
        *found.doubtful.values(),
        *found.missing.values(),
        *loaded.mended.values(),
        *loaded.refused.values(),
    ]
    steps = lost_steps(gathered.connection, steps_kept(gathered.connection, loaded.last_ids))
    return sum(map(len, rows)) + sum(found.uncounted.values()) + steps + len(loaded.broken)
