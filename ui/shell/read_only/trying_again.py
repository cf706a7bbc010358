"""Notices when a book that could only be read can be written again: a disk that has room by now, a folder with new rights."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from crm.book import Book
from crm.storage.write_test import is_writable
from ui.background import run_in_background

_LOOK_EVERY_MS = 60_000


class TryingAgain(QObject):
    """`open_again` closes the book and opens it anew. That takes the pages away, so it is called where writing would go.

    By itself only where writing did not go at first: otherwise the reason is another one, a newer format say, which
    no minute changes.
    """

    def __init__(
        self,
        book: Book,
        open_again: Callable[[], object],
        tell: Callable[[str], object],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._folder, self._file, self._why = book.folder, book.file, str(book.only_readable)
        self._open_again, self._tell = open_again, tell
        self._is_over = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        if not is_writable(self._folder, self._file):
            self._timer.start()

    @property
    def looks_by_itself(self) -> bool:
        return self._timer.isActive()

    def look(self) -> None:
        """In a thread: a failing disk may take its time."""
        self._try(lambda: None)

    def asked(self) -> None:
        """The user pressed "Try again": they are told also when nothing has changed."""
        self._try(lambda: self._tell(self._why))

    def end(self) -> None:
        self._is_over = True
        self._timer.stop()
        self.deleteLater()

    def _try(self, still_not: Callable[[], object]) -> None:
        folder, file = self._folder, self._file

        def answer(goes: bool) -> None:
            if not self._is_over:
                (self._open_again if goes else still_not)()

        run_in_background(lambda: is_writable(folder, file), answer)
