"""The part of an open book that keeps it safe: reading and listening, copies, examinations, and what puts damage right."""

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
from crm.storage.backups.copying import CopyGivenUp
from crm.storage.backups.standing import NotBackedUp, not_backed_up
from crm.storage.checks.integrity import check
from crm.storage.digests import table_digests
from crm.storage.fault_sentences import in_words
from crm.storage.file_identity import refuse_the_books_own
from crm.storage.restore.swapping_files import SCRATCH
from crm.storage.writer import Writer

if TYPE_CHECKING:
    from crm.storage.backups.underway import Underway
    from crm.storage.checks.mending import Mended
    from crm.storage.digests.sealing import Sealed, Sealing
    from crm.storage.read_only import ReadableFile


class Safekeeping(OpenBook):
    """`RestorableBook` adds going back to a backup."""

    def __init__(
        self, folder: Path, clock: Clock, writer: Writer, readable: "ReadableFile | None" = None
    ) -> None:
        super().__init__(folder, clock, writer, readable)
        self._copying = threading.Lock()
        self._sealing: Sealing | None = None
        self._last_refusal = ""

    def backup(self, target: Path | None = None) -> Backup:
        """A verified copy, in the book's own folder of backups unless a file is named; the book is written on meanwhile.

        Raises BookDamaged where the copy is not as written (it is kept apart), FileNotWritten, BookNotUsable.
        """
        try:
            made = self.begin_backup(target).wait(self._is_closing.is_set)
        except (BookDamaged, CopyGivenUp):  # the ledger tells of damage until it is settled
            raise
        except GoodturnError as refused:
            self._last_refusal = self._last_refusal if target is not None else str(refused)
            raise
        self._last_refusal = self._last_refusal if target is not None else ""
        return made

    def not_backed_up(self) -> NotBackedUp | None:
        """Why the last backup among the book's own could not be made, or the next cannot; None where all is well."""
        return not_backed_up(self.folder, self._last_refusal)

    def begin_backup(self, target: Path | None = None) -> "Underway":
        """The copy alone. It counts once a child process has examined it: `start`, `leave` or `wait` of what is given.

        Raises FileNotWritten, BookNotUsable; that also where the book is closed meanwhile.
        """
        from crm.storage.backups import underway  # starts processes: reading does without

        if target is not None:
            refuse_the_books_own(self.file, target)
            if target.is_dir():
                raise FileNotWritten(f"{target.name} is a folder; no backup was made. Name a file in it.")
        with self._copying:
            if self._is_closing.is_set():
                raise BookNotUsable("The book is closed; no backup was made of it.")
            try:
                with self._connection_to_copy() as source:
                    return underway.begin(
                        source, self.folder, self.clock.now(), target=target, given_up=self._is_closing.is_set
                    )
            except OSError as fault:
                raise FileNotWritten(
                    f"The backup could not be written ({fault.strerror}); the book is as it was."
                ) from fault

    @contextmanager
    def _connection_to_copy(self) -> Iterator[sqlite3.Connection]:
        """One of its own, so that the writer's turn is free. The writing one only where the book's file is gone."""
        try:
            source = self._connect_reader()
        except BookNotUsable:
            with self.quiet_connection() as connection:
                yield connection
            return
        with in_words(self.folder), closing(source):
            yield source

    def check(self) -> list[str]:
        """What is wrong with the book, one sentence each; empty when it is sound."""
        if self._readable is not None:
            return self._looked()
        with self.quiet_connection() as connection:
            return check(connection)

    def _looked(self) -> list[str]:
        from crm.storage.checks.looking_through import (
            look,
        )  # where nothing can be written, nothing is made anew

        why = self._writer.only_readable
        told = (
            why.findings if isinstance(why, BookDamaged) else ()
        )  # a log that cannot be read is no part of the copy
        with in_words(self.folder):
            return list(dict.fromkeys(one.sentence for one in (*told, *look(self.read.connection))))

    def accept_damage(self) -> "Mended":
        """What `check` finds counts as it is now, where that can be; listeners reload everything."""
        from crm.storage.checks import (
            integrity,
            mending,  # hardly ever needed
        )

        with self.quiet_connection() as connection:
            findings = integrity.damage(connection)
            kept = self._kept_file(findings)
            mended = mending.accept(connection, findings)._replace(kept=kept)
            everything = self._everything(connection)
        self._note_mended(mended)
        self._tell(Changes(0, "Accepted the book as it is", "user", everything))
        return mended

    def put_right(self, is_kept: bool = False) -> "Mended":
        """What `check` finds is taken from the newest backup that provably has it; listeners reload everything.

        `is_kept`: the caller has a copy of the damaged file.
        """
        from crm.storage.checks import (
            integrity,
            mending,  # hardly ever needed
        )

        files = [one.file for one in backups(self.folder)]
        with self.quiet_connection() as connection:
            findings = integrity.damage(connection)
            kept = None if is_kept else self._kept_file(findings)
            mended = mending.put_right(connection, findings, files)._replace(kept=kept)
            everything = self._everything(connection)
        self._note_mended(mended)
        self._tell(Changes(0, "Put right from backups", "user", everything))
        return mended

    def _kept_file(self, findings: Sequence[Finding]) -> Path | None:
        """Where the file's own structure is mended, its pages are written anew: what was there is copied first."""
        if not any(one.kind == "file" for one in findings):
            return None
        from crm.storage.restore.keeping_present import keep_as_it_is  # hardly ever needed

        with tempfile.TemporaryDirectory(dir=self.folder, prefix=SCRATCH) as aside:
            return keep_as_it_is(self.file, Path(aside), self.clock.now())

    def _note_mended(self, mended: "Mended") -> None:
        from crm.storage.backups import concluding  # hardly ever needed

        if not mended.left:
            concluding.note_mended(self.folder)

    def seal(self, at_most_ms: float = 30.0) -> "Sealed":
        """Hash a part of what large steps left unhashed, for about that time: to be called again until it is done.

        For a thread of its own: the first call after a large step also reads what that touched, outside the writer's turn.
        """
        from crm.storage.digests.sealing import Sealed, Sealing  # a book without large steps does without

        if not table_digests.is_behind(self.read.connection):
            return Sealed(True, [])
        if self._sealing is None or self._sealing.is_over:
            self._sealing = Sealing(self.read.connection)
        sealing, self._sealing = self._sealing, None  # after an exception it is of no use
        with self.quiet_connection() as connection:
            sealed = sealing.slice(connection, at_most_ms)
        self._sealing = sealing
        return sealed
