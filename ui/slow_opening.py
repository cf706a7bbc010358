"""Progress pages and worker for opening a large book that must be checked (after an unclean end) or migrated
first.

The check runs in a child process, the migration in a thread of this one.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm.book import Book
from crm.storage.checks.unclean_end_check import ExaminationCancelled, examine_in_child
from crm.storage.format.migrating import Progress
from crm.storage.lock import LockRecord
from crm.storage.wal.belongs_to_book import Examination
from ui.background import run_in_background
from ui.theme.look import look
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import column, paint_background

_CHECKING_TEXT = (
    "Goodturn was not closed in order the last time, so your book is compared with what was written, row by row, before it "
    "opens. Nothing is written meanwhile. You can close the window; the next start looks again."
)


_MIGRATING_TEXT = (
    "Your book was written by an earlier Goodturn. It is copied first, and then brought up to date, which takes a while this "
    "once. You can close the window: the book stays as it is then, and the next start begins again."
)


class _Page(QWidget):
    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        paint_background(self, "window")
        self.words, self.line = sentence(words), PlainLabel("", "quiet")
        self.words.setMaximumWidth(look.px(560))
        heading = PlainLabel(title, "page")
        inside = column(heading, self.words, self.line, gap=8, margins=(32, 24, 32, 24))
        inside.addStretch(1)
        self.setLayout(inside)
        self.setAccessibleName(f"{title}. {words}")


class CheckingPage(_Page):
    def __init__(self) -> None:
        super().__init__("Looking through your book", _CHECKING_TEXT)


class MigratingPage(_Page):
    def __init__(self) -> None:
        super().__init__("Bringing your book up to date", _MIGRATING_TEXT)
        self.show_progress(0, 0)

    def show_progress(self, done: int, of: int) -> None:
        """0 of 0 while the copy is being made."""
        self.line.setText(f"{100 * done // of} % done" if of else "Making the copy")


class SlowOpening(QObject):
    """Runs `open_book` in a thread, with the check and the progress callback to use. `files` are previewed
    afterwards."""

    opened = Signal(object)
    progress_changed = Signal(int, int)  # rows migrated, rows in total
    failed = Signal(object)

    def __init__(
        self, open_book: Callable[[Examination, Progress], Book], files: Sequence[Path], parent: QObject
    ):
        super().__init__(parent)
        self.files = list(files)
        self._open_book = open_book
        self._cancelled = threading.Event()
        self._percent: int | None = None

    def begin(self) -> None:
        run_in_background(self._open, self._on_opened, self._on_failed)

    def end(self) -> None:
        """The window closes: cancels the check, and the book is not opened."""
        self._cancelled.set()

    def _open(self) -> Book:
        book = self._open_book(self._examine, self._progress)
        if self._cancelled.is_set():
            book.close()
            raise ExaminationCancelled
        return book

    def _examine(self, file: Path, record: LockRecord | None) -> None:
        examine_in_child(file, record, self._cancelled.is_set)

    def _progress(self, done: int, of: int) -> bool:
        percent = 100 * done // of if of else -1
        if percent != self._percent and not self._cancelled.is_set():
            self._percent = percent
            self.progress_changed.emit(done, of)
        return not self._cancelled.is_set()

    def _on_opened(self, book: Book) -> None:
        if self._cancelled.is_set():
            book.close()
        else:
            self.opened.emit(book)

    def _on_failed(self, fault: Exception) -> None:
        if not self._cancelled.is_set():
            self.failed.emit(fault)
