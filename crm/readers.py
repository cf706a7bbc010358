"""The reading connections of an open book: one per thread, made at the thread's first read."""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from crm.storage.reading import Reader


class Readers:
    """`connect` makes a connection; each thread has its own, which is closed when the thread has ended."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._making = threading.RLock()  # held while connections are made or closed
        self._of_thread = threading.local()
        self._close_each: list[weakref.finalize[..., Reader]] = []

    def reader(self) -> Reader:
        """The reader of the calling thread."""
        reader: Reader | None = getattr(self._of_thread, "reader", None)
        if reader is None:
            reader = self._of_thread.reader = self._make()
        return reader

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Close the readers of all threads; a thread that reads meanwhile waits until the block ends, for a
        new one.
        """
        with self._making:
            self._of_thread = threading.local()
            for close in self._close_each:
                close()
            self._close_each = []
            yield

    def close(self) -> None:
        with self.closed():
            pass

    def _make(self) -> Reader:
        with self._making:
            connection = self._connect()
            reader = Reader(connection)
            # Forget the readers of ended threads: otherwise each background job would leave an
            # entry behind.
            self._close_each = [close for close in self._close_each if close.alive]
            self._close_each.append(weakref.finalize(reader, connection.close))
            return reader
