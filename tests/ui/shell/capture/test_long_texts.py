"""Pasted pages in the capture sheet: parsed in a thread while the window stays responsive."""

import pytest
from PySide6.QtCore import Qt, QTimer

from crm.book import Book
from tests.ui.shell.capture.sheet_contents import shown
from ui import background
from ui.shell.capture.promise_line import PromiseLine
from ui.shell.capture.sheet import CaptureSheet

IN_A_THREAD = background.run_in_thread


class Later:
    """A background that has not come to it yet."""

    def __init__(self) -> None:
        self.waiting: list[tuple] = []

    def __call__(self, job, then, failed) -> None:
        self.waiting.append((job, then, failed))

    def come(self) -> None:
        for job, then, failed in [self.waiting.pop(0)]:
            background.run_synchronously(job, then, failed)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    made = Later()
    monkeypatch.setattr(background, "runner", made)
    return made


LONG = "Coffee with Ana Ruiz yesterday. " + "We spoke of zebras and umbrellas. " * 400


def test_a_pasted_page_is_read_aside_and_the_newest_text_is_what_counts(
    sheet: CaptureSheet, later: Later
) -> None:
    sheet.text.set_text(LONG)
    assert "Kind: coffee" not in shown(sheet)
    assert sheet._progress.isVisible()
    sheet.text.set_text(LONG + " Intro her to Ben Okafor by Friday.")
    assert len(later.waiting) == 1, "one at a time"
    later.come()
    assert "Kind: coffee" not in shown(sheet), "an older text is not shown"
    later.come()
    assert not later.waiting
    assert "introduce Ana Ruiz to Ben Okafor" in shown(sheet)
    assert not sheet._progress.isVisible()
    sheet.text.set_text(LONG)
    sheet.text.set_text("Lunch with Chris Park")
    assert "Kind: meal" in shown(sheet), "a short one at once"
    later.come()
    assert "Kind: meal" in shown(sheet)


def test_enter_on_a_page_that_is_still_read_logs_it_when_it_is(
    sheet: CaptureSheet, book: Book, later: Later, qtbot
) -> None:
    sheet.text.set_text(LONG)
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert sheet.is_open
    assert book.read.value("SELECT count(*) FROM meeting") == 0
    later.come()
    assert not sheet.is_open
    assert book.read.value("SELECT said FROM meeting") == LONG


def test_typing_on_takes_the_enter_back(sheet: CaptureSheet, book: Book, later: Later, qtbot) -> None:
    sheet.text.set_text(LONG)
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.text, "!")
    while later.waiting:
        later.come()
    assert sheet.is_open
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_the_event_loop_turns_while_a_hundred_thousand_letters_are_read(
    sheet: CaptureSheet, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(background, "runner", IN_A_THREAD)
    turns = []
    ticking = QTimer(sheet, interval=0)
    ticking.timeout.connect(lambda: turns.append(sheet._parser.is_busy))
    ticking.start()
    sheet.text.set_text("Coffee with Ana Ruiz yesterday. " + "I'll send Ana the deck. " * 4200)
    assert sheet._parser.is_busy
    qtbot.waitUntil(lambda: not sheet._parser.is_busy, timeout=120_000)
    assert sum(turns) > 20
    assert "more lines, which are logged as well" in shown(sheet)
    assert len(sheet.lines.findChildren(PromiseLine)) == 40
    assert len(sheet._draft.promises) == 4200
