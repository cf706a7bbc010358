"""Help, Report a problem: what would be sent is shown whole, copied as it is, and holds nothing of the user's."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from crm.book import Book
from crm.errors import BookNotUsable
from crm.fault_log.fault_description import describe
from crm.fault_log.log_handler import FaultLog
from crm.trouble.problem_report import rough
from crm.version import VERSION
from tests.ui.stories import CTRL, log, press, write
from ui.shell.main_window import MainWindow
from ui.shell.menus import build_menu
from ui.shell.no_book_page import NoBookPage
from ui.shell.problem_report import ProblemReportSheet
from ui.theme.look import look


@pytest.fixture
def fault_log(tmp_path: Path) -> Iterator[FaultLog]:
    made = FaultLog(lambda: tmp_path / "goodturn.log")
    logging.getLogger().addHandler(made)
    yield made
    logging.getLogger().removeHandler(made)


def opened(window: MainWindow) -> ProblemReportSheet:
    window.actions_by_name["report"].trigger()
    sheet = window.findChild(ProblemReportSheet)
    assert sheet is not None
    return sheet


def test_the_menu_and_the_one_box_open_it_and_esc_closes_it(
    window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    helps = {part.text(): part for part in build_menu(window, window.actions_by_name, None).actions()}["Help"]
    words = [one.text() for one in helps.menu().actions()]
    assert words == ["Keyboard shortcuts", "Report a problem…"]
    helps.menu().actions()[1].trigger()
    assert window.findChild(ProblemReportSheet).is_open
    before = window.findChild(ProblemReportSheet)
    press(qtbot, Qt.Key.Key_Escape)
    assert not before.is_open
    settled()
    press(qtbot, Qt.Key.Key_K, CTRL)
    write(qtbot, "report prob")
    press(qtbot, Qt.Key.Key_Return)
    settled()
    assert [sheet.is_open for sheet in window.findChildren(ProblemReportSheet) if sheet is not before] == [
        True
    ]


def test_the_keyboard_goes_from_the_text_to_close_and_copy_and_stays_inside(
    window: MainWindow, qtbot
) -> None:
    sheet = opened(window)
    seen = []
    for _ in range(4):
        at = QApplication.focusWidget()
        seen.append(at.accessibleName() or at.text())
        press(qtbot, Qt.Key.Key_Tab)
    assert seen == ["The report", "Close", "Copy the report", "The report"]
    assert sheet.accessibleName() == sheet.card.accessibleName() == "Report a problem"
    assert sheet.text.isReadOnly()


def test_exactly_what_is_shown_is_copied_and_nothing_else_is_done_with_it(window: MainWindow, qtbot) -> None:
    sheet = opened(window)
    qtbot.mouseClick(sheet.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == sheet.text.toPlainText()
    assert sheet.is_open
    assert sheet._status.text() == "Copied."


def test_it_tells_versions_rough_sizes_and_the_newest_faults(
    window: MainWindow, book: Book, fault_log: FaultLog
) -> None:
    for number in range(12):
        log(book, f"Coffee with Ana Ruiz{'abcdefghijkl'[number]} yesterday. Send her the pricing article.")
    logging.getLogger("ui.backups").warning("No backup was made: %s", describe(OSError(28, "Ana", "Ana")))
    text = opened(window).text.toPlainText()
    for words in (
        f"Goodturn {VERSION}\n", "SQLite ", "Qt 6.", "Book: format ", "people: 10 to 99\n", "meetings: 10 to 99\n",
        "shelf items: none\n", "text 100 %, light", "No backup was made: OSError 28\n",
    ):  # fmt: skip
        assert words in text
    assert "Ana" not in text
    assert "12" not in text.partition("people:")[2].partition("The newest")[0]
    assert str(Path.home()) not in text
    assert str(book.folder) not in text


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "none"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10 to 99"), (1234, "1,000 to 9,999")],
)
def test_sizes_are_powers_of_ten(count: int, words: str) -> None:
    assert rough(count) == words


def test_without_a_fault_it_says_so(window: MainWindow, fault_log: FaultLog) -> None:
    assert opened(window).text.toPlainText().endswith("\nNo faults were logged.\n")


def test_a_book_that_cannot_be_read_is_part_of_the_report(
    window: MainWindow, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BookNotUsable("Ana's book")

    monkeypatch.setattr("crm.storage.reading.Reader.value", broken)
    text = opened(window).text.toPlainText()
    assert "The book cannot be read: BookNotUsable\n" in text
    assert "Ana" not in text


def test_where_there_is_no_book_it_can_still_be_reported(window: MainWindow) -> None:
    window.detach()
    window.show_replacement(NoBookPage("The book is damaged.", window.close, window.close))
    assert window.actions_by_name["report"].isEnabled()
    assert "The book is not open." in opened(window).text.toPlainText()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (960, 640), (480, 360)])
def test_everything_of_it_is_inside_the_window(
    window: MainWindow, size: tuple[int, int], percent: int, settled: Callable[[], None]
) -> None:
    window.resize(*size)
    look.set_percent(percent)
    settled()
    sheet = opened(window)
    settled()
    if size != (480, 360) or percent == 100:
        assert window.rect().contains(sheet.card.geometry())
    text = sheet.findChild(QPlainTextEdit)
    assert text.horizontalScrollBar().maximum() == 0
