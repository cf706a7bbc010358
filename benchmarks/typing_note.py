"""A thousand keys typed into the middle of a note of 100,000 characters, on the real page of a meeting, offscreen.

Processor time of the thread is what counts, from the key to the painted letter; the page, its draft and its
styles included.
"""

import os
import time
from datetime import date
from pathlib import Path

from benchmarks.timing import Measure
from crm.book import Book
from crm.clock import Clock
from crm.meetings import planning
from crm.meetings.plan import Plan
from crm.people import adding
from crm.text.assignments import Assignment
from crm.things import one as things
from crm.things.key import Key

TODAY = date(2026, 11, 21)
KEYS, A_FRAME = 1000, 0.016
_PARAGRAPH = "The landlord wants ten years and Ana is wary of that, as the market closes early. " * 3
NOTE = "\n\n".join([_PARAGRAPH.strip()] * 410)[:100_000]
TYPED = "and **so** it [goes](leith.example) on with `code` and *more*. "


def measures(folder: Path) -> list[Measure]:
    took = sorted(_typed(_book(folder)))
    print(
        f"Typing in a note of {len(NOTE):,} characters: median {took[KEYS // 2] * 1000:.1f} ms, "
        f"slowest {took[-1] * 1000:.1f} ms of {KEYS:,} keys.",
        flush=True,
    )
    return [Measure("slowest of 1,000 keys in a long note", [took[-1]], "16 ms", [A_FRAME], 1)]


def _book(folder: Path) -> Book:
    book = Book.open(folder, Clock(TODAY))
    with book.work() as work:
        ana = adding.add(work, "Ana Ruiz").id
    with book.work() as work:
        meeting_id = planning.plan(work, Plan((ana,), TODAY, "coffee"))
    with book.work() as work:
        things.edit(work, Key("meeting", meeting_id), [Assignment("note", "=", NOTE)])
    return book


def _typed(book: Book) -> list[float]:
    """Seconds of each key."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # late: Qt reads the platform when it is loaded, and the other parts need none
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.context import Context
    from ui.meeting.page import MeetingPage
    from ui.shell.main_window import MainWindow
    from ui.theme.look import STYLE, look

    # there is one already after another part that opened a window
    application = QApplication.instance() or QApplication(["bench", *STYLE])
    assert isinstance(application, QApplication)
    look.start(application, "light")
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.attach(Context(book))
    window.open_page("meeting", 1)
    page = window.page()
    assert isinstance(page, MeetingPage)
    field = page.note.field
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(len(NOTE) // 2)
    field.setTextCursor(cursor)
    application.processEvents()
    took = []
    for place in range(KEYS):
        started = time.thread_time()
        QTest.keyClicks(field, TYPED[place % len(TYPED)])
        application.processEvents()
        took.append(time.thread_time() - started)
    window.close()
    window.detach()
    book.close()
    return took
