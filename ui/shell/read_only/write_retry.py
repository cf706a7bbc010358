"""Watches whether a read-only book has become writable: a disk with room again, a folder with new
permissions."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from crm.book import Book
from crm.storage.write_test import is_writable
from ui.background import run_in_background

_CHECK_INTERVAL_MS = 60_000


class WriteRetry(QObject):
    """`open_again` reopens the book. As that rebuilds the pages, it is called only if writing would work.

    Automatic checks only if the first write test failed: other reasons, such as a newer format, do not change
    by themselves.
    """

    def __init__(
        self,
        book: Book,
        open_again: Callable[[], object],
        show_message: Callable[[str], object],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._folder, self._file, self._why = book.folder, book.file, str(book.only_readable)
        self._open_again, self._show_message = open_again, show_message
        self._is_over = False
        self._timer = QTimer(self, interval=_CHECK_INTERVAL_MS)
        self._timer.timeout.connect(self.check)
        if not is_writable(self._folder, self._file):
            self._timer.start()

    @property
    def checks_automatically(self) -> bool:
        return self._timer.isActive()

    def check(self) -> None:
        """In a thread: a failing disk may be slow."""
        self._try(lambda: None)

    def retry(self) -> None:
        """The user pressed "Try again": shows a message also if nothing has changed."""
        self._try(lambda: self._show_message(self._why))

    def end(self) -> None:
        self._is_over = True
        self._timer.stop()
        self.deleteLater()

    def _try(self, on_still_read_only: Callable[[], object]) -> None:
        folder, file = self._folder, self._file

        def answer(is_writable: bool) -> None:
            if not self._is_over:
                (self._open_again if is_writable else on_still_read_only)()

        run_in_background(lambda: is_writable(folder, file), answer)
