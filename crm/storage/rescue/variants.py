"""Choice between the damaged file with its log and without it: the one with fewer losses.
The log of another book passes all of its checksums and damages what it is applied to; only row digests detect
that.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from crm.storage.memory_mapped_file import MappedFile
from crm.storage.rescue.gathering import Gathered, LogRead, Progress, gather
from crm.storage.rescue.journal import lost_steps, steps_to_keep
from crm.storage.rescue.log import read_log
from crm.storage.rescue.pages import PAGE_SIZE, Pages
from crm.storage.rescue.sources import Source
from crm.storage.wal.frames import state_of


@contextmanager
def gather_best(
    copy: Source, scratch: Path, on_progress: Progress, only: Collection[str] | None = None
) -> Iterator[Gathered]:
    """Reads from a private copy; the new book's file is created in `scratch`. `only`: these tables."""
    with ExitStack() as stack:
        file = stack.enter_context(closing(MappedFile(copy.file)))
        log_file = stack.enter_context(closing(MappedFile(copy.log))) if copy.log is not None else None
        log = read_log(log_file, PAGE_SIZE) if log_file is not None else None
        state = state_of(copy.log) if copy.log is not None else "whole"
        alone = Pages(file)
        if log is None or not log.places:
            found = gather(alone, scratch / "alone.db", on_progress, only, state if log is None else "cut")
            stack.callback(found.connection.close)
            yield found
            return
        with_log = Pages(file, log_file, log)
        both = [
            gather(with_log, scratch / "with-log.db", on_progress, only, "cut" if log.is_cut else "whole"),
            gather(alone, scratch / "alone.db", on_progress, only),
        ]
        for one in both:
            stack.callback(one.connection.close)
        chosen = _better(*both)
        # Pages with right checksums that do not match the book were written for another one.
        left_aside: LogRead = "damaged" if state == "damaged" else "foreign"
        yield chosen if chosen is both[0] else replace(chosen, log=left_aside)


def _better(with_log: Gathered, alone: Gathered) -> Gathered:
    if not alone.is_a_book:
        return with_log
    if not with_log.is_a_book:
        return alone
    is_foreign = with_log.uid != alone.uid and _count_losses(alone) == 0
    return alone if is_foreign or _count_losses(alone) < _count_losses(with_log) else with_log


def _count_losses(gathered: Gathered) -> int:
    """How much is lost or doubtful, in rows and steps."""
    found, loaded = gathered.compared, gathered.loaded
    rows = [
        *found.doubtful.values(),
        *found.missing.values(),
        *loaded.corrected.values(),
        *loaded.refused.values(),
    ]
    steps = lost_steps(gathered.connection, steps_to_keep(gathered.connection, loaded.last_ids))
    return sum(map(len, rows)) + sum(found.uncounted.values()) + steps + len(loaded.broken)
