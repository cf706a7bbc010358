"""OpenBook, the base of Book: its file, a reader per thread, and commit listeners."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm.changes import Changes
from crm.clock import Clock
from crm.errors import BookNotUsable
from crm.fault_log.fault_description import describe
from crm.readers import Readers
from crm.storage.connection import connect_for_reading
from crm.storage.digests import table_digests
from crm.storage.fault_sentences import translate_faults
from crm.storage.opening import FILE_NAME
from crm.storage.reading import Reader
from crm.storage.writer import Writer

if TYPE_CHECKING:
    from crm.storage.read_only import ReadableFile

log = logging.getLogger(__name__)


class OpenBook:
    """`Safekeeping` adds backups, examinations and repairs, and `Book` the user's steps."""

    def __init__(
        self, folder: Path, clock: Clock, writer: Writer, readable: "ReadableFile | None" = None
    ) -> None:
        self.folder = folder
        self.file = folder / FILE_NAME
        self.clock = clock
        self._writer = writer
        self._readable = readable
        self._is_closed = False
        self._readers = Readers(self._connect_reader)
        self._listeners: list[Callable[[Changes], None]] = []
        self._is_closing = threading.Event()

    @property
    def only_readable(self) -> BookNotUsable | None:
        """The error that prevents writing; None where the book can be written."""
        return self._writer.only_readable

    @property
    def read(self) -> Reader:
        """The reader of the calling thread."""
        return self._readers.reader()

    def _connect_reader(self) -> sqlite3.Connection:
        if self._is_closed:
            raise BookNotUsable("The book is closed; nothing was changed.")
        with translate_faults(self.folder):
            if self._readable is not None:
                return self._readable.connect()
            self._writer.place.check()
            return connect_for_reading(self.file)

    @contextmanager
    def quiet_connection(self) -> Iterator[sqlite3.Connection]:
        """The writing connection while no step is in progress: for backups and checks."""
        with self._open_lock(), self._writer.between_steps() as connection:
            yield connection

    @contextmanager
    def _open_lock(self) -> Iterator[None]:
        """Hold the writer's lock. Raises BookNotUsable once the book is closed: a worker thread may come too
        late.
        """
        with self._writer.lock:
            if self._is_closed:
                raise BookNotUsable("The book is closed; nothing was changed.")
            yield

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after every commit, in the committing thread; its exceptions are logged and not
        passed on. Returns a function that removes it again.
        """
        self._listeners.append(listener)

        def stop() -> None:
            self._listeners = [one for one in self._listeners if one is not listener]

        return stop

    def _notify_listeners(self, changes: Changes) -> None:
        for listener in list(self._listeners):
            try:
                listener(changes)
            except Exception as fault:  # the step is committed: the caller must not take it for refused
                log.error("A listener failed: %s", describe(fault))

    def _all_tables(self, connection: sqlite3.Connection) -> dict[str, frozenset[int]]:
        return {table: frozenset() for table in table_digests.tables(connection)}
