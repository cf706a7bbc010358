"""The page of meetings, opened and scrolled in one process, warm: a book of 1,000,000 meetings beside one of 100,000.

Processor time of the thread is what counts, as for Today. A frame is one notch of the wheel with its painting, and the
reading of a page where one is due.
"""

import os
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.full_book import MEETINGS_A_PERSON, full_book
from benchmarks.timing import Measure

if TYPE_CHECKING:
    from ui.meetings.page import MeetingsPage  # late: not before the application

TODAY = date(2026, 11, 21)
SMALL, LARGE = 100_000, 1_000_000  # of 10,000 and of 100,000 people
ROUNDS, NOTCHES = 30, 600
_NOTCH = 120  # pixels
_FRAME = 0.016  # seconds, at 60 Hz
_SIZE = (1064, 800)


def measures(folder: Path) -> list[Measure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # late: the other parts need no window

    from ui.theme.look import STYLE, look  # late, as above

    application = QApplication.instance() or QApplication(["goodturn", *STYLE])
    assert isinstance(application, QApplication)
    look.start(application, "light")
    small, large = (_Opened(folder / str(meetings), meetings) for meetings in (SMALL, LARGE))
    for _ in range(ROUNDS):
        for book in (small, large):
            book.open_pages()
    for book in (small, large):
        book.scroll()
    print(f"Meetings, {ROUNDS} rounds in one process: {small}; {large}.", flush=True)
    return [
        Measure(
            "Meetings opened, 100,000 people", large.list_opened, "10,000 people", small.list_opened, 1.5
        ),
        Measure("Month opened, 100,000 people", large.month_opened, "10,000 people", small.month_opened, 1.5),
        Measure("a frame of scrolling, p99", [large.slowest_frame], "16 ms", [_FRAME], 1),
        Measure("a frame of scrolling, p99", [large.slowest_frame], "10,000", [small.slowest_frame], 1.5),
    ]


class _Opened:
    """One book, its page made again and again."""

    def __init__(self, folder: Path, meetings: int) -> None:
        from crm.book import Book  # late: not before the window's own modules
        from crm.clock import Clock  # late, as above
        from ui.context import Context  # late, as above

        full_book(folder, meetings // MEETINGS_A_PERSON, TODAY)
        self._meetings = meetings
        self._context = Context(Book.open(folder, Clock(TODAY)))
        self.list_opened: list[float] = []
        self.month_opened: list[float] = []
        self.slowest_frame = 0.0

    def open_pages(self) -> None:
        self.list_opened.append(self._time_opening("list"))
        self.month_opened.append(self._time_opening("month"))

    def scroll(self) -> None:
        from PySide6.QtCore import QCoreApplication  # late, as above

        page = self._page("list")
        page.reload()
        bar, frames = page.list.verticalScrollBar(), []
        for _ in range(NOTCHES):
            started = time.thread_time()
            bar.setValue(bar.value() + _NOTCH)
            page.list.viewport().update()
            QCoreApplication.processEvents()  # lays out and paints, once
            frames.append(time.thread_time() - started)
        assert bar.value() > NOTCHES * _NOTCH * 0.9, "it came to an end"
        self.slowest_frame = sorted(frames)[NOTCHES * 99 // 100]
        page.deleteLater()

    def _time_opening(self, view: str) -> float:
        started = time.thread_time()
        page = self._page(view)
        page.reload()
        page.grab()
        took = time.thread_time() - started
        page.hide()
        page.deleteLater()
        return took

    def _page(self, view: str) -> "MeetingsPage":
        from ui.meetings.page import MeetingsPage  # late: not before the application
        from ui.meetings.saved_view import save_view  # late, as above

        save_view(self._context.book.folder, view)
        page = MeetingsPage(self._context)
        page.resize(*_SIZE)
        page.show()
        return page

    def __str__(self) -> str:
        opened, month = (
            sorted(times)[len(times) // 2] * 1000 for times in (self.list_opened, self.month_opened)
        )
        return (
            f"{self._meetings:,} meetings: list {opened:.1f} ms, month {month:.1f} ms, "
            f"slowest frame of a hundred {self.slowest_frame * 1000:.1f} ms"
        )
