"""Safekeeping: the part of an open book that makes backups, examines the file and repairs damage."""

import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm.changes import Changes
from crm.clock import Clock
from crm.errors import BookDamaged, BookNotUsable, FileNotWritten, GoodturnError
from crm.examination import Finding
from crm.open_book import OpenBook
from crm.storage.backups.backup import Backup, backups
from crm.storage.backups.copying import CopyCancelled
from crm.storage.backups.status import NotBackedUp, not_backed_up
from crm.storage.checks.integrity import check
from crm.storage.digests import table_digests
from crm.storage.fault_sentences import translate_faults
from crm.storage.file_identity import refuse_own_files
from crm.storage.restore.swapping_files import SCRATCH
from crm.storage.writer import Writer

if TYPE_CHECKING:
    from crm.storage.backups.underway import PendingBackup
    from crm.storage.checks.repairing import Repaired
    from crm.storage.digests.sealing import Sealed, Sealing
    from crm.storage.read_only import ReadableFile


class Safekeeping(OpenBook):
    """`RestorableBook` adds restoring a backup."""

    def __init__(
        self, folder: Path, clock: Clock, writer: Writer, readable: "ReadableFile | None" = None
    ) -> None:
        super().__init__(folder, clock, writer, readable)
        self._copying = threading.Lock()
        self._sealing: Sealing | None = None
        self._last_refusal = ""

    def backup(self, target: Path | None = None) -> Backup:
        """Make a verified copy, in the book's folder of backups unless a file is named; writing goes on
        meanwhile. Raises BookDamaged where the copy is damaged (it is set aside), FileNotWritten or
        BookNotUsable.
        """
        try:
            made = self.begin_backup(target).wait(self._is_closing.is_set)
        except (BookDamaged, CopyCancelled):  # the ledger reports damage until it is repaired
            raise
        except GoodturnError as refused:
            self._last_refusal = self._last_refusal if target is not None else str(refused)
            raise
        self._last_refusal = self._last_refusal if target is not None else ""
        return made

    def not_backed_up(self) -> NotBackedUp | None:
        """Why the last backup could not be made, or the next cannot; None where nothing is wrong."""
        return not_backed_up(self.folder, self._last_refusal)

    def begin_backup(self, target: Path | None = None) -> "PendingBackup":
        """Make the copy only. It counts as a backup once a child process has examined it: see the methods of
        the result. Raises FileNotWritten, or BookNotUsable, also where the book is closed meanwhile.
        """
        from crm.storage.backups import underway  # starts processes: not needed for reading

        if target is not None:
            refuse_own_files(self.file, target)
            if target.is_dir():
                raise FileNotWritten(f"{target.name} is a folder; no backup was made. Name a file in it.")
        with self._copying:
            if self._is_closing.is_set():
                raise BookNotUsable("The book is closed; no backup was made of it.")
            try:
                with self._connection_to_copy() as source:
                    return underway.begin(
                        source,
                        self.folder,
                        self.clock.now(),
                        target=target,
                        is_cancelled=self._is_closing.is_set,
                    )
            except OSError as fault:
                raise FileNotWritten(
                    f"The backup could not be written ({fault.strerror}); the book is as it was."
                ) from fault

    @contextmanager
    def _connection_to_copy(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, so that the writer's lock stays free; the writing one only where the
        book's file is gone.
        """
        try:
            source = self._connect_reader()
        except BookNotUsable:
            with self.quiet_connection() as connection:
                yield connection
            return
        with translate_faults(self.folder), closing(source):
            yield source

    def check(self) -> list[str]:
        """What is wrong with the book, one sentence per finding; empty for a sound book."""
        if self._readable is not None:
            return self._check_read_only()
        with self.quiet_connection() as connection:
            return check(connection)

    def _check_read_only(self) -> list[str]:
        # A read-only book is examined without writing.
        from crm.storage.checks.read_only_check import examine_without_writing

        reason = self._writer.only_readable
        # A log that cannot be read is not part of the private copy.
        known = reason.findings if isinstance(reason, BookDamaged) else ()
        with translate_faults(self.folder):
            return list(
                dict.fromkeys(
                    one.sentence for one in (*known, *examine_without_writing(self.read.connection))
                )
            )

    def accept_damage(self) -> "Repaired":
        """Accept the current content of everything that `check` finds, where possible; listeners reload
        everything.
        """
        from crm.storage.checks import integrity, repairing  # rarely needed

        with self.quiet_connection() as connection:
            findings = integrity.damage(connection)
            kept = self._keep_file(findings)
            repaired = repairing.accept(connection, findings)._replace(kept=kept)
            everything = self._all_tables(connection)
        self._note_repaired(repaired)
        self._notify_listeners(Changes(0, "Accepted the book as it is", "user", everything))
        return repaired

    def repair(self, has_copy: bool = False) -> "Repaired":
        """Repair what `check` finds from the newest backup that provably has it; listeners reload everything.
        `has_copy`: the caller has kept a copy of the damaged file.
        """
        from crm.storage.checks import integrity, repairing  # rarely needed

        files = [one.file for one in backups(self.folder)]
        with self.quiet_connection() as connection:
            findings = integrity.damage(connection)
            kept = None if has_copy else self._keep_file(findings)
            repaired = repairing.restore_damaged(connection, findings, files)._replace(kept=kept)
            everything = self._all_tables(connection)
        self._note_repaired(repaired)
        self._notify_listeners(Changes(0, "Put right from backups", "user", everything))
        return repaired

    def _keep_file(self, findings: Sequence[Finding]) -> Path | None:
        """Copy the file before its structure is repaired, as that rewrites its pages; None where no repair of
        that kind is due.
        """
        if not any(one.kind == "file" for one in findings):
            return None
        from crm.storage.restore.keeping_present import keep_files  # rarely needed

        with tempfile.TemporaryDirectory(dir=self.folder, prefix=SCRATCH) as scratch:
            return keep_files(self.file, Path(scratch), self.clock.now())

    def _note_repaired(self, repaired: "Repaired") -> None:
        from crm.storage.backups import concluding  # rarely needed

        if not repaired.left:
            concluding.note_repaired(self.folder)

    def seal(self, at_most_ms: float = 30.0) -> "Sealed":
        """Hash a part of the rows that large steps left unhashed, for about `at_most_ms`: call again until it
        is done. To be called in a worker thread: the first call after a large step also reads its rows,
        without the writer's lock.
        """
        from crm.storage.digests.sealing import Sealed, Sealing  # not needed where no large step is pending

        if not table_digests.is_behind(self.read.connection):
            return Sealed(True, [])
        if self._sealing is None or self._sealing.is_over:
            self._sealing = Sealing(self.read.connection)
        sealing, self._sealing = self._sealing, None  # after an exception it cannot be used again
        with self.quiet_connection() as connection:
            sealed = sealing.slice(connection, at_most_ms)
        self._sealing = sealing
        return sealed
