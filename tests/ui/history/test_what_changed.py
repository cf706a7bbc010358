"""The rows of the history say what changed and lead to the person; a filter narrows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from crm.book import Book
from crm.errors import OnlyReadable
from tests.conftest import clock
from tests.ui.stories import log, press, write
from ui import use_cases
from ui.context import Context
from ui.history import page as history_page
from ui.history.page import HistoryPage
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button

KEY = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, context: Context, settled: Settled) -> HistoryPage:
    for name in ("Ana Ruiz", "Ben Okafor"):
        context.do(use_cases.people.adding.add, name)
    context.do(use_cases.people.editing.set_text, 1, "title", "Founder")
    context.do(use_cases.people.editing.set_text, 1, "title", "CEO")
    context.do(use_cases.people.fields.set_fields, 2, [("nickname", "=", "B"), ("pronouns", "=", "he"), ("blurb", "=", "sets type"), ("how_we_met", "=", "at the fair")])  # fmt: skip
    log(context.book, "Coffee with Ana Ruiz and Ben Okafor yesterday at Blue Bottle")
    settled()
    window.open_page("history")
    settled()
    return window.stack.page


def spoken(page: HistoryPage) -> list[str]:
    model = page.list.rows
    return [
        model.data(model.index(at, 0), Qt.ItemDataRole.AccessibleTextRole)
        for at in range(1, model.rowCount())
    ]


def titles(page: HistoryPage) -> list[str]:
    return [line.partition(",")[0] for line in spoken(page)]


def said(page: HistoryPage) -> list[str]:
    return [label.text() for label in page._body.panel.findChildren(QLabel) if label.isVisible()]


def test_rows_say_what_changed_from_what_to_what(page: HistoryPage) -> None:
    lines = spoken(page)
    assert lines[0].endswith(": meeting: coffee, 20 November, Blue Bottle")
    assert lines[1].endswith(": nickname: B, pronouns: he and 2 more")
    assert lines[2].endswith(": title Founder → CEO")
    assert lines[3].endswith(": title: Founder")
    assert lines[5].startswith("Added Ana Ruiz")


def test_the_panel_says_all_of_it_and_names_the_people(page: HistoryPage, qtbot, settled: Settled) -> None:
    press(qtbot, KEY.Key_Down)
    settled()
    assert {"nickname", "B", "how we met", "at the fair", "blurb", "sets type"} <= set(said(page))
    press(qtbot, KEY.Key_Up)
    settled()
    links = [
        one.text()
        for one in page._body.panel.findChildren(Button)
        if one.isVisible() and one.property("kind") == "link"
    ]
    assert links == ["Ana Ruiz", "Ben Okafor", "Coffee with Ana Ruiz and Ben Okafor"]


def test_enter_opens_the_person_and_nothing_is_undone(
    page: HistoryPage, window: MainWindow, book: Book, qtbot, settled: Settled
) -> None:
    page.list.choose(5)
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place == ("person", 2)
    assert not any(step.undone for step in book.steps())


def test_words_a_kind_and_a_person_narrow_it(
    page: HistoryPage, window: MainWindow, context: Context, qtbot, settled: Settled
) -> None:
    press(qtbot, "/")
    assert page.filter.words.hasFocus()
    write(qtbot, "ceo")
    settled()
    assert titles(page) == ["Changed title of Ana Ruiz"], "found by what it was changed to"
    press(qtbot, KEY.Key_Down)
    assert page.list.hasFocus()
    press(qtbot, KEY.Key_Escape)
    settled()
    assert len(titles(page)) == 6
    page.filter.kinds._on_pressed("meetings")
    settled()
    assert titles(page) == ["Logged coffee with Ana Ruiz and Ben Okafor"]
    context.open_person(2)
    settled()
    press(qtbot, KEY.Key_H)
    settled()
    assert len(titles(page)) == 3
    assert page.filter.person.text() == "Ben Okafor ×"
    page.filter.words.setText("nothing like it")
    settled()
    assert page._stack.currentIndex() == 2
    page.filter.words.clear()
    page.filter.person.click()
    settled()
    assert len(titles(page)) == 6


def test_someone_who_is_gone_is_named_and_the_details_open_instead(
    page: HistoryPage, window: MainWindow, context: Context, qtbot, settled: Settled
) -> None:
    context.do(use_cases.people.deleting.delete, 2)
    settled()
    window.resize(960, 640)
    page.list.choose(7)
    settled()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.page is page
    assert page._body.panel.isVisible()
    assert "Ben Okafor, no longer in the book" in said(page)
    press(qtbot, KEY.Key_Escape)
    assert not page._body.panel.isVisible()


def test_older_steps_come_at_the_end_of_the_list(
    page: HistoryPage, monkeypatch: pytest.MonkeyPatch, settled: Settled
) -> None:
    monkeypatch.setattr(history_page, "_PAGE_SIZE", 4)
    page._on_filter_changed()
    assert len(titles(page)) == 4
    page.list.end_reached.emit()
    settled()
    assert len(titles(page)) == 6


def test_in_a_book_that_can_only_be_read_undoing_is_not_promised(looked, qtbot, folder: Path) -> None:
    book = Book.open_to_read(folder, clock(), OnlyReadable("The disk is full."))
    page = HistoryPage(Context(book))
    qtbot.addWidget(page)
    assert not [one for one in page.findChildren(QLabel) if "Any step" in one.text()]
    book.close()


def test_undo_stays_as_wide_as_its_word_when_the_window_grows(
    page: HistoryPage, window: MainWindow, settled: Settled
) -> None:
    window.resize(1280, 800)
    settled()
    width = page.list.button.width()
    window.resize(900, 640)
    settled()
    assert page.list.details.isVisible()
    window.resize(1280, 800)
    settled()
    assert not page.list.details.isVisible()
    assert page.list.button.width() == width
