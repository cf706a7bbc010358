"""Survey of a damaged book without changing it: everything is tried on a private copy.
So every offer was seen to work: "Put these right" is shown if it repaired them in the copy.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm.book import Book
from crm.clock import Clock
from crm.errors import BookNotUsable, GoodturnError
from crm.examination import Finding
from crm.storage.backups.backup import Backup, backups
from crm.storage.checks import integrity, repairing
from crm.storage.fault_sentences import translate_faults
from crm.storage.opening import FILE_NAME
from crm.storage.rescue.newer import SCRATCH, NewerStep, newer_steps
from crm.storage.restore.swapping_files import files_of
from crm.trouble.damaged_kinds import ACCEPTED_ONE_BY_ONE, Group, group_findings, name_of_finding, table_of
from crm.trouble.damaged_row_text import damaged_row_text
from crm.trouble.newer_rows import add_again

_LOOKS_READABLE = "SELECT count(*) FROM person"


class Damaged(NamedTuple):
    """One damaged item: its name, and its present text, "" if unreadable."""

    finding: Finding
    name: str
    now: str


class RepairOffer(NamedTuple):
    """The result of a repair: `backup` is the one needed, None for several. `left` stay damaged.
    `needs_backup` is False if everything is recomputed from the rows, such as indexes.
    """

    backup: Backup | None
    repaired: int
    left: int
    needs_backup: bool = True


class Newer(NamedTuple):
    """The steps later than the newest backup, oldest first, and descriptions of what cannot be added again."""

    steps: tuple[NewerStep, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The damage and the offers. Without `groups` the book could not be examined.
    `backups` are the good ones, newest first; `newer` is None if unknown. `is_readable`: the book can be
    opened read-only, as far as is known. `hindered` is why the book could not be examined, such as a full
    disk.
    """

    findings: tuple[Finding, ...]
    groups: tuple[Group, ...] = ()
    rows: tuple[Damaged, ...] = ()
    backups: tuple[Backup, ...] = ()
    repair_offer: RepairOffer | None = None
    newer: Newer | None = None
    is_readable: bool = False
    hindered: str = ""

    @property
    def is_wholly_compared(self) -> bool:
        return bool(self.groups) and all(one.kind in (*ACCEPTED_ONE_BY_ONE, "total") for one in self.findings)


def survey_book(folder: Path, clock: Clock, known_findings: Sequence[Finding]) -> Survey:
    """Survey the book, which no process has open. `known_findings` are used if it cannot be
    examined. Takes as long as several full checks. Raises BookNotUsable if not even the backups can be
    listed.
    """
    with translate_faults(folder):
        known = tuple(backups(folder))
    try:
        with translate_faults(folder), _copied(folder) as copy:
            return _survey_copy(copy, clock, tuple(known_findings), known)
    except BookNotUsable as fault:
        return Survey(tuple(known_findings), backups=known, is_readable=True, hindered=str(fault))


@contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    """The folder of a copy of the book and its logs. The next opening removes the copy of a killed process."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as scratch:
        for file in files_of(folder / FILE_NAME):
            shutil.copyfile(file, Path(scratch) / file.name)
        yield Path(scratch)


def _survey_copy(
    copy: Path, clock: Clock, known_findings: tuple[Finding, ...], known: tuple[Backup, ...]
) -> Survey:
    newer = _newer(copy, clock, known)  # before the copy is opened, which applies its log
    try:
        book = Book.open(copy, clock, even_if_damaged=True)
    except GoodturnError:
        return Survey(known_findings, backups=known, newer=newer)
    try:
        with book.quiet_connection() as connection:
            return _survey_open_book(connection, clock, known_findings, known, newer)
    finally:
        book.close()


def _survey_open_book(
    connection: sqlite3.Connection,
    clock: Clock,
    known_findings: tuple[Finding, ...],
    known: tuple[Backup, ...],
    newer: Newer | None,
) -> Survey:
    findings = _findings(connection)
    today = clock.today()
    rows = tuple(
        Damaged(one, name_of_finding(connection, one, today), damaged_row_text(connection, one))
        for one in findings
        if one.kind in ACCEPTED_ONE_BY_ONE
    )
    groups = group_findings(connection, findings, today)
    is_readable = _is_readable(connection)
    offer = _repair_offer(connection, findings, known)
    return Survey(findings, groups, rows, known, offer, newer, is_readable)


def _repair_offer(
    connection: sqlite3.Connection, findings: tuple[Finding, ...], known: Sequence[Backup]
) -> RepairOffer | None:
    """Repair the copy without backups, then from the newest, then from all, until nothing is left."""
    left = alone = _try_repair(connection, findings, ())
    for tried in (known[:1], known[1:]):
        if left and tried:
            left = _try_repair(connection, left, tried)
    repaired = _count_damaged_rows(findings) - _count_damaged_rows(left)
    if repaired <= 0:
        return None
    needs_backup = alone != left
    is_of_newest = needs_backup and (not left or len(known) == 1)
    return RepairOffer(known[0] if is_of_newest else None, repaired, _count_damaged_rows(left), needs_backup)


def _try_repair(
    connection: sqlite3.Connection, findings: tuple[Finding, ...], known: Sequence[Backup]
) -> tuple[Finding, ...]:
    """Returns the remaining findings."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        repairing.restore_damaged(connection, findings, [one.file for one in known])
        return _findings(connection)
    return findings


def _findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Derived data is compared if everything else is sound: errors in it prevent writing, too."""
    found = tuple(integrity.damage(connection))
    if found or not any(integrity.derived_differences(connection)):
        return found
    return (Finding("bookkeeping", "What is worked out from the rows, to find them, is not what they say."),)


def _count_damaged_rows(findings: Sequence[Finding]) -> int:
    return len({(table_of(one), one.row_id) for one in findings})


def _newer(copy: Path, clock: Clock, known: Sequence[Backup]) -> Newer | None:
    """Restore the backup beside the copy, and add the newer steps to it."""
    if not known:
        return None
    with suppress(GoodturnError):
        steps = newer_steps(copy / FILE_NAME, known[0].file, copy)
        return Newer(tuple(steps), _not_added(copy, clock, known[0].file) if steps else ())
    return None


def _not_added(copy: Path, clock: Clock, backup: Path) -> tuple[str, ...]:
    beside = copy / "gone-back"
    beside.mkdir()
    shutil.copyfile(backup, beside / FILE_NAME)
    book = Book.open(beside, clock)
    try:
        return add_again(book, copy / FILE_NAME).left
    finally:
        book.close()


def _is_readable(connection: sqlite3.Connection) -> bool:
    with suppress(sqlite3.Error, UnicodeDecodeError):
        connection.execute(_LOOKS_READABLE).fetchone()
        return True
    return False
