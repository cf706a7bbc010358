"""Looking into a damaged book without touching it: all is tried on a private copy, which goes when that is done.

So what is offered was seen to work: "Put these right" stands there because it put them right in the copy.
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
from crm.storage.checks import integrity, mending
from crm.storage.fault_sentences import translate_faults
from crm.storage.opening import FILE_NAME
from crm.storage.rescue.newer import SCRATCH, NewerStep, newer_steps
from crm.storage.restore.swapping_files import files_of
from crm.trouble.adding_again import add_again
from crm.trouble.damaged_kinds import KEPT_ONE_BY_ONE, Group, grouped, named, table_of
from crm.trouble.damaged_row_text import wording

_LOOKS_READABLE = "SELECT count(*) FROM person"


class Damaged(NamedTuple):
    """One damaged thing: what it is, and the words it holds now, "" where none can be read."""

    finding: Finding
    name: str
    now: str


class Cure(NamedTuple):
    """What putting right would mend: `backup` has it, or several have (None). `left` stays damaged.

    `needs_backup`: else all of it is worked out anew from the rows, as indexes are.
    """

    backup: Backup | None
    mended: int
    left: int
    needs_backup: bool = True


class Newer(NamedTuple):
    """The steps later than the newest backup, oldest first, and by name what of them cannot be added again."""

    steps: tuple[NewerStep, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is damaged and what can be done. Without `groups` the book could not even be looked through.

    `backups` are the good ones, newest first; `newer` is None where nothing is known of it. `is_readable`: the book can be
    opened to read, as far as is known. `hindered` is why the book could not be looked through: a full disk, say.
    """

    findings: tuple[Finding, ...]
    groups: tuple[Group, ...] = ()
    rows: tuple[Damaged, ...] = ()
    backups: tuple[Backup, ...] = ()
    cure: Cure | None = None
    newer: Newer | None = None
    is_readable: bool = False
    hindered: str = ""

    @property
    def is_wholly_compared(self) -> bool:
        return bool(self.groups) and all(one.kind in (*KEPT_ONE_BY_ONE, "total") for one in self.findings)


def look_into(folder: Path, clock: Clock, told: Sequence[Finding]) -> Survey:
    """`told` is what is known to be damaged, and counts where the book cannot be looked through. No process has it open.

    Takes as long as several whole checks. Raises BookNotUsable where not even the backups can be listed.
    """
    with translate_faults(folder):
        known = tuple(backups(folder))
    try:
        with translate_faults(folder), _copied(folder) as copy:
            return _surveyed(copy, clock, tuple(told), known)
    except BookNotUsable as fault:
        return Survey(tuple(told), backups=known, is_readable=True, hindered=str(fault))


@contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    """The folder of a copy of the book and its logs. A killed process's copy is swept away by the next opening."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as room:
        for file in files_of(folder / FILE_NAME):
            shutil.copyfile(file, Path(room) / file.name)
        yield Path(room)


def _surveyed(copy: Path, clock: Clock, told: tuple[Finding, ...], known: tuple[Backup, ...]) -> Survey:
    newer = _newer(copy, clock, known)  # before the copy is opened, which folds its log in
    try:
        book = Book.open(copy, clock, even_if_damaged=True)
    except GoodturnError:
        return Survey(told, backups=known, newer=newer)
    try:
        with book.quiet_connection() as connection:
            return _examined(connection, clock, told, known, newer)
    finally:
        book.close()


def _examined(
    connection: sqlite3.Connection,
    clock: Clock,
    told: tuple[Finding, ...],
    known: tuple[Backup, ...],
    newer: Newer | None,
) -> Survey:
    findings = _findings(connection)
    today = clock.today()
    rows = tuple(
        Damaged(one, named(connection, one, today), wording(connection, one))
        for one in findings
        if one.kind in KEPT_ONE_BY_ONE
    )
    groups = grouped(connection, findings, today)
    is_readable = _is_readable(connection)
    cure = _cure(connection, findings, known)
    return Survey(findings, groups, rows, known, cure, newer, is_readable)


def _cure(
    connection: sqlite3.Connection, findings: tuple[Finding, ...], known: Sequence[Backup]
) -> Cure | None:
    """The copy is put right: without any backup, from the newest alone, from all of them, whatever is enough."""
    left = alone = _put_right(connection, findings, ())
    for tried in (known[:1], known[1:]):
        if left and tried:
            left = _put_right(connection, left, tried)
    mended = _things(findings) - _things(left)
    if mended <= 0:
        return None
    needs_backup = alone != left
    is_of_newest = needs_backup and (not left or len(known) == 1)
    return Cure(known[0] if is_of_newest else None, mended, _things(left), needs_backup)


def _put_right(
    connection: sqlite3.Connection, findings: tuple[Finding, ...], known: Sequence[Backup]
) -> tuple[Finding, ...]:
    """What is left."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        mending.restore_damaged(connection, findings, [one.file for one in known])
        return _findings(connection)
    return findings


def _findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """What is worked out from the rows is looked at where all the rest is sound: it hinders writing as well."""
    found = tuple(integrity.damage(connection))
    if found or not any(integrity.derived_differences(connection)):
        return found
    return (Finding("bookkeeping", "What is worked out from the rows, to find them, is not what they say."),)


def _things(findings: Sequence[Finding]) -> int:
    return len({(table_of(one), one.row_id) for one in findings})


def _newer(copy: Path, clock: Clock, known: Sequence[Backup]) -> Newer | None:
    """The backup is restored beside the copy, and what is newer added to it."""
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
