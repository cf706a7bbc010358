"""The first start: three doors, and three questions whose answers are the first entries."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.today.today import today_list
from tests.crm.storage.test_journal import add_person
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.welcome.page import WelcomePage
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField


@pytest.fixture
def page(window: MainWindow) -> WelcomePage:
    window.open_page("welcome")
    return window.stack.page


def answer(field: InlineField, words: str, qtbot) -> None:
    field.setFocus()
    field.insert(words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_tab_goes_through_the_doors_and_then_the_questions(page: WelcomePage, qtbot) -> None:
    went = []
    for _ in range(6):
        went.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert went == [
        "Choose a file",
        "Log a meeting",
        "Open the sample book",
        "Whom did you meet lately?",
        "What did you promise someone?",
        "Whom do you miss?",
    ]


def test_whom_did_you_meet_logs_a_meeting(
    page: WelcomePage, book: Book, settled: Callable[[], None], qtbot
) -> None:
    answer(page.questions.met, "coffee with Ana Ruiz yesterday", qtbot)
    settled()
    assert book.read.value("SELECT kind FROM meeting") == "coffee"
    assert page.questions.met.text() == "", "ready for one more"
    assert page.isVisible()
    answer(page.questions.met, "Ben Okafor", qtbot)
    assert book.read.value("SELECT count(*) FROM meeting") == 2
    assert book.read.values("SELECT full_name FROM person ORDER BY id") == ["Ana Ruiz", "Ben Okafor"]
    answer(page.questions.met, "my old boss henrik dahl", qtbot)
    assert book.read.value("SELECT note FROM meeting WHERE id = 3") == "my old boss henrik dahl"
    assert book.read.value("SELECT full_name FROM person WHERE id = 3") == "Henrik Dahl"
    answer(page.questions.met, "walk with my sister", qtbot)
    assert book.read.value("SELECT count(*) FROM person") == 3
    assert page.questions.met.text() == "walk with my sister"


def test_what_did_you_promise_makes_a_promise(page: WelcomePage, book: Book, qtbot) -> None:
    add_person(book, "Ben Okafor")
    answer(page.questions.promised, "send Ben Okafor the report", qtbot)
    assert book.read.value("SELECT count(*) FROM promise") == 1


def test_whom_do_you_miss_keeps_in_touch_with_a_known_or_new_person(
    page: WelcomePage, book: Book, qtbot
) -> None:
    add_person(book, "Ana Ruiz")
    answer(page.questions.missed, "Ana Ruiz", qtbot)
    answer(page.questions.missed, "my old friend Zoë Okonkwo", qtbot)
    rows = book.read.rows("SELECT full_name, standing, rhythm_days FROM person ORDER BY id")
    assert [tuple(row) for row in rows] == [("Ana Ruiz", "kept", 60), ("Zoë Okonkwo", "kept", 60)]
    shown = [row.people[0].name for row in today_list(book.read, book.clock.today()).rows]
    assert shown == ["Ana Ruiz", "Zoë Okonkwo"], "missing somebody is a wish to be in touch"


def test_whom_do_you_miss_asks_for_the_name_of_somebody_described(
    page: WelcomePage, book: Book, qtbot
) -> None:
    answer(page.questions.missed, "Ana Ruiz and my sister", qtbot)
    assert page.questions.missed.text() == "Ana Ruiz and my sister"
    assert page.questions._status.text().startswith("What is the name of “my sister”?")
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_an_answer_that_cannot_be_kept_stays_in_its_field(page: WelcomePage, book: Book, qtbot) -> None:
    answer(page.questions.promised, "be kinder", qtbot)
    assert book.read.value("SELECT count(*) FROM promise") == 0
    assert page.questions.promised.text() == "be kinder"
    assert page.questions._status.isVisible()


def test_the_doors_lead_where_they_say(
    page: WelcomePage, window: MainWindow, context: Context, qtbot
) -> None:
    doors = {button.accessibleName(): button for button in page.findChildren(Button)}
    context.import_requested.disconnect()  # else the system's own file dialog would open
    with qtbot.waitSignal(context.import_requested):
        qtbot.mouseClick(doors["Choose a file"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(context.book_requested) as asked:
        qtbot.mouseClick(doors["Open the sample book"], Qt.MouseButton.LeftButton)
    assert asked.args == ["sample"]
    qtbot.mouseClick(doors["Log a meeting"], Qt.MouseButton.LeftButton)
    assert window.sheets._capture.is_open


def test_the_first_meeting_logged_leads_to_today(
    page: WelcomePage, window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    window.capture("Coffee with Ana Ruiz")
    qtbot.keyClick(window.sheets._capture.text, Qt.Key.Key_Return)
    settled()
    assert window.stack.place[0] == "today"
