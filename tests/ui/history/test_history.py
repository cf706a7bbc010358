"""History: steps by day; each can be undone out of turn, unless later ones rest on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.errors import InTheWay
from crm.storage.journal import Step
from tests.conftest import TODAY
from ui import background, doing
from ui import context as ui_context
from ui.context import Context
from ui.history.page import HistoryPage
from ui.history.rows import rows, spoken
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, context: Context) -> HistoryPage:
    context.do(doing.people.adding.add, "Ana Ruiz")
    context.do(doing.people.adding.add, "Ben Okafor")
    context.do(doing.people.editing.rename, 1, "Ana Maria Ruiz")
    window.open_page("history")
    return window.stack.page


def shown(page: HistoryPage) -> list[str]:
    return [page.list.rows.row_at(at).title for at in range(page.list.rows.rowCount())]


def test_steps_stand_newest_first_under_their_day(page: HistoryPage) -> None:
    assert shown(page)[0] == "Today"
    assert shown(page)[2:] == ["Added Ben Okafor", "Added Ana Ruiz"]
    assert page.list.chosen().title == shown(page)[1]


def test_any_step_is_undone_and_brought_back(
    page: HistoryPage, book: Book, settled: Callable[[], None], qtbot
) -> None:
    page.list.choose(2)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ana Maria Ruiz"]
    assert page.list.chosen().undone
    assert page._button.accessibleName() == "Redo"
    qtbot.mouseClick(page._button, Qt.MouseButton.LeftButton)
    settled()
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_a_step_others_rest_on_says_which_and_undoes_them_together(
    page: HistoryPage, book: Book, settled: Callable[[], None], qtbot
) -> None:
    page.list.choose(1)
    page.take_back()
    assert page._notice.isVisible()
    assert "Added Ana Ruiz" in page._notice_words.text()
    assert page._notice_steps.text() == shown(page)[1]
    qtbot.mouseClick(page._all, Qt.MouseButton.LeftButton)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]
    assert not page._notice.isVisible()


def test_a_large_step_is_taken_back_in_a_thread_while_the_window_says_so(
    page: HistoryPage, window: MainWindow, book: Book, settled: Callable[[], None], monkeypatch, qtbot
) -> None:
    waiting: list = []
    monkeypatch.setattr(ui_context, "_LARGE", 1)
    monkeypatch.setattr(background, "run_in_background", lambda *job: waiting.append(job))
    page.list.choose(1)
    page.take_back()
    sheet = window.sheets._waiting
    assert sheet.is_open
    qtbot.keyClick(sheet.card, Qt.Key.Key_Escape)
    assert sheet.is_open, "the book has one writer: nothing else is done meanwhile"
    job, then, failed = waiting.pop()
    with pytest.raises(InTheWay) as refused:
        job()
    failed(refused.value)
    assert not sheet.is_open
    assert page._notice.isVisible()
    qtbot.mouseClick(page._all, Qt.MouseButton.LeftButton)
    while waiting:
        job, then, failed = waiting.pop()
        then(job())
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]
    assert window.toast.accessibleName() == "Undone: Added Ana Ruiz"


def test_days_have_headings() -> None:
    steps = [
        Step(3, "Three", datetime(2026, 11, 21, 12, tzinfo=UTC), "user", False),
        Step(2, "Two", datetime(2026, 11, 20, 12, tzinfo=UTC), "import", True),
        Step(1, "One", datetime(2025, 11, 3, 12, tzinfo=UTC), "user", False),
    ]
    made = rows(steps, TODAY)
    assert [row.title for row in made] == [
        "Today",
        "Three",
        "Yesterday",
        "Two",
        "Monday 3 November 2025",
        "One",
    ]
    assert [row.is_heading for row in made] == [True, False] * 3
    assert spoken(made[3]).endswith("undone")
    assert rows([], date(2026, 1, 1)) == []


def test_the_buttons_of_the_step_chosen_are_seen_whole(
    page: HistoryPage, context: Context, monkeypatch: pytest.MonkeyPatch, settled: Callable[[], None]
) -> None:
    """Also where the step chosen has one more than the one before."""
    monkeypatch.setattr(
        HistoryPage, "_chosen_report", lambda self: object() if self.list.chosen().id == 2 else None
    )
    page.list.choose(1)
    page.list.choose(2)
    settled()
    assert page._report.isVisible()
    for button in (page._report, page._button):
        assert button.width() >= button.sizeHint().width()
        ends = button.mapTo(page.list.viewport(), button.rect().topRight()).x()
        assert ends < page.list.viewport().width()
