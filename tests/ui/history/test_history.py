"""History: steps by day; each can be undone out of turn, unless later ones rest on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from crm.book import Book
from crm.errors import DependentStepsError
from crm.steps import Step
from tests.conftest import TODAY
from ui import background, use_cases
from ui import context as ui_context
from ui.context import Context
from ui.history.page import HistoryPage
from ui.history.step_rows import accessible_text, rows
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, context: Context) -> HistoryPage:
    context.do(use_cases.people.adding.add, "Ana Ruiz")
    context.do(use_cases.people.adding.add, "Ben Okafor")
    context.do(use_cases.people.editing.rename, 1, "Ana Maria Ruiz")
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
    qtbot.keyClick(page.list, Qt.Key.Key_U)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ana Maria Ruiz"]
    assert page.list.chosen().undone
    assert page.list.button.accessibleName() == "Redo"
    qtbot.mouseClick(page.list.button, Qt.MouseButton.LeftButton)
    settled()
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_a_step_others_rest_on_says_which_and_undoes_them_together(
    page: HistoryPage, book: Book, window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    page.list.choose(1)
    page.take_back()
    assert page._notice.isVisible()
    assert "Added Ana Ruiz" in page._notice.words.text()
    assert page._notice.steps.text() == f"Today at {page.list.rows.row_at(1).at}: {shown(page)[1]}"
    assert "cannot be undone" not in window.toast.accessibleName(), "said once"
    assert page._notice.all.hasFocus()
    qtbot.keyClick(page._notice.all, Qt.Key.Key_Return)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]
    assert not page._notice.isVisible()
    assert window.toast.accessibleName() == "Undone: Added Ana Ruiz, with 1 other step"
    page.list.choose(3)
    settled()
    assert page.list.button.accessibleName() == "Redo all 2"
    qtbot.mouseClick(page.list.button, Qt.MouseButton.LeftButton)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ana Maria Ruiz", "Ben Okafor"]


def test_what_has_to_come_back_first_is_brought_back_too(
    page: HistoryPage, context: Context, book: Book, settled: Callable[[], None]
) -> None:
    context.undo()
    context.undo(1)
    settled()
    page.list.choose(3)
    page.take_back()
    assert "which is undone" in page._notice.steps.text()
    assert page._notice.all.accessibleName() == "Bring back all 2"
    page._notice.all.click()
    settled()
    assert book.read.value("SELECT full_name FROM person WHERE id = 1") == "Ana Maria Ruiz"


def test_a_large_step_is_taken_back_in_a_thread_while_the_window_says_so(
    page: HistoryPage, window: MainWindow, book: Book, settled: Callable[[], None], monkeypatch, qtbot
) -> None:
    waiting: list = []
    monkeypatch.setattr(ui_context, "_LARGE", 1)
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
    page.list.choose(1)
    page.take_back()
    sheet = window.sheets._waiting
    assert sheet.is_open
    qtbot.keyClick(sheet.card, Qt.Key.Key_Escape)
    assert sheet.is_open, "the book has one writer: nothing else is done meanwhile"
    job, then, failed = waiting.pop()
    with pytest.raises(DependentStepsError) as refused:
        job()
    failed(refused.value)
    assert not sheet.is_open
    assert page._notice.isVisible()
    qtbot.mouseClick(page._notice.all, Qt.MouseButton.LeftButton)
    if waiting:
        job, then, failed = waiting.pop()
        then(job())
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]
    assert window.toast.accessibleName() == "Undone: Added Ana Ruiz, with 1 other step"


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
    assert accessible_text(made[3]).endswith("undone")
    assert rows([], date(2026, 1, 1)) == []


def test_the_buttons_of_the_step_chosen_are_seen_whole(
    page: HistoryPage, context: Context, monkeypatch: pytest.MonkeyPatch, settled: Callable[[], None]
) -> None:
    """Also where the step chosen has one more than the one before."""
    monkeypatch.setattr(HistoryPage, "_report_of", lambda self, step: object() if step.id == 2 else None)
    page.list.choose(1)
    page.list.choose(2)
    settled()
    assert page.list.report.isVisible()
    for button in (page.list.report, page.list.button):
        assert button.width() >= button.sizeHint().width()
        ends = button.mapTo(page.list.viewport(), button.rect().topRight()).x()
        assert ends < page.list.viewport().width()


def test_an_import_shows_who_came_in_by_a_button_of_its_panel(
    page: HistoryPage,
    window: MainWindow,
    context: Context,
    settled: Callable[[], None],
    tmp_path: Path,
    qtbot,
) -> None:
    cards = tmp_path / "two.vcf"
    cards.write_text(
        "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in ("Dana Zorn", "Otto Wenzel"))
    )
    context.do(use_cases.importing.applying.import_directly, context.book.read, [cards])
    settled()
    page.list.choose(context.book.steps()[0].id)
    settled()
    shown_by = [one for one in page.findChildren(QPushButton) if one.text() == "Show who came in"]
    assert len(shown_by) == 1
    shown_by[0].click()
    settled()
    people = window.stack.page
    assert window.stack.place[0] == "people"
    names = {people.list.rows.row_at(at).name for at in range(people.list.rows.rowCount())}
    assert names == {"Dana Zorn", "Otto Wenzel"}
