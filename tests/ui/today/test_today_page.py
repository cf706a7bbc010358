"""Today by keyboard: what it shows, what each key does with a row, and that all of it can be taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.people import editing
from crm.promises import keeping
from tests.ui.stories import CTRL, log, person_id, press, write
from ui.shell.main_window import MainWindow
from ui.today.introduction_sides import Sides
from ui.today.list_lines import Folded, Heading, accessible_text, key
from ui.widgets import mail
from ui.widgets.labels import PlainLabel

KEY = Qt.Key
STORY = "Coffee with Ana Ruiz yesterday at Blue Bottle. Intro her to Ben Okafor by Friday, send her the pricing article"


@pytest.fixture
def page(window: MainWindow, book: Book, settled: Callable[[], None], qtbot):
    log(book, STORY)
    settled()
    window.stack.page.focus_first()
    qtbot.waitUntil(lambda: window.stack.page.list.selectionModel().hasSelection())
    return window.stack.page


def lines(page) -> list[str]:
    return [accessible_text(page.list.rows.row_at(place)) for place in range(page.list.rows.rowCount())]


def test_both_promises_stand_there_with_their_days_and_why(page) -> None:
    assert page._header.title.text() == "Saturday 21 November"
    said = "\n".join(lines(page))
    assert "Keep your word" in said
    assert "Introduce Ana Ruiz to Ben Okafor, Friday" in said
    assert "Send Ana Ruiz the pricing article, Monday" in said


def test_headings_are_passed_over_and_j_and_k_move(page, qtbot) -> None:
    first = page.list.chosen()
    press(qtbot, KEY.Key_J)
    second = page.list.chosen()
    press(qtbot, KEY.Key_K)
    assert page.list.chosen() == first != second
    assert not isinstance(second, Heading)


def test_enter_goes_to_the_draft_and_the_mail_program_gets_it(page, qtbot, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(mail.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    assert len(opened) == 1
    assert opened[0].startswith("mailto:")


def test_a_draft_can_be_changed_before_it_is_copied(page, qtbot) -> None:
    card = page._panel.draft
    card.body.setPlainText("Ana, Ben. You two should talk.")
    card._copy()
    assert QGuiApplication.clipboard().text().endswith("Ana, Ben. You two should talk.")


def test_d_asks_what_happened_and_enter_on_nothing_is_fine(page, window, book: Book, qtbot, settled) -> None:
    page.list.choose("promise-2")
    press(qtbot, KEY.Key_D)
    assert window.focusWidget().accessibleName() == "What happened?"
    press(qtbot, KEY.Key_Return)
    settled()
    assert "pricing article" not in "\n".join(lines(page))
    assert book.read.value("SELECT state FROM promise WHERE id = 2") == "kept"
    assert window.toast.accessibleName().startswith("Sent Ana Ruiz")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert "Send Ana Ruiz the pricing article, Monday" in "\n".join(lines(page))


def test_what_happened_is_logged_in_the_same_step(page, book: Book, qtbot, settled) -> None:
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_Space)
    write(qtbot, "They were delighted")
    before = len(book.steps())
    press(qtbot, KEY.Key_Return)
    settled()
    assert len(book.steps()) == before + 1
    assert book.read.value("SELECT state FROM introduction") == "made"


def test_esc_leaves_the_question_and_nothing_is_done(page, book: Book, qtbot) -> None:
    before = len(book.steps())
    press(qtbot, KEY.Key_D)
    press(qtbot, KEY.Key_Escape)
    assert len(book.steps()) == before
    assert QApplication.focusWidget() is page.list


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_s_offers_days_and_the_row_comes_back_then(page, book: Book, qtbot, settled, today) -> None:
    page.list.choose("promise-2")
    press(qtbot, KEY.Key_S)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    assert next(action.text() for action in menu.actions() if action.text()) == "Tomorrow, Sunday 22 November"
    menu.actions()[0].trigger()
    menu.close()
    settled()
    assert book.read.value("SELECT until_on FROM snooze") == (today + timedelta(days=1)).isoformat()
    assert "pricing article" not in "\n".join(lines(page))


def test_a_date_that_is_none_is_refused_in_words_and_stays_typed(
    page, window, book: Book, qtbot, settled
) -> None:
    row = page.list.chosen()
    page.commands._snooze(row, "date")
    write(qtbot, "the day after never")
    press(qtbot, KEY.Key_Return)
    sheet = page.commands.question_sheet
    assert sheet.is_open
    assert "is not a day to wait for" in sheet.problem.text()
    assert sheet.field.text() == "the day after never"
    sheet.field.setText("3 December")
    press(qtbot, KEY.Key_Return)
    settled()
    assert book.read.value("SELECT until_on FROM snooze") == "2026-12-03"


def test_l_lets_a_promise_go_and_n_says_not_this(page, book: Book, qtbot, settled) -> None:
    page.list.choose("promise-2")
    press(qtbot, KEY.Key_L)
    settled()
    assert book.read.value("SELECT state FROM promise WHERE id = 2") == "released"
    press(qtbot, KEY.Key_Escape)  # the draft that says so
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_N)
    settled()
    assert book.read.value("SELECT state FROM promise WHERE id = 1") == "released"


def test_r_lets_someone_rest_but_never_one_of_two(page, window, book: Book, qtbot, settled) -> None:
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_R)
    assert window.toast.accessibleName() == "Open the person you mean to let rest."
    page.list.choose("promise-2")
    press(qtbot, KEY.Key_R)
    settled()
    assert book.read.value("SELECT standing FROM person WHERE full_name = 'Ana Ruiz'") == "resting"


def test_the_folded_line_opens_and_folds_again(page, book: Book, qtbot, settled) -> None:
    with book.work() as work:
        for number in range(6):
            keeping.add(work, "thank", f"the favour {number}", [person_id(book, "Ana Ruiz")])
    settled()
    folded = next(
        row for row in map(page.list.rows.row_at, range(page.list.rows.rowCount())) if isinstance(row, Folded)
    )
    before = page.list.rows.rowCount()
    page.list.choose(key(folded))
    press(qtbot, KEY.Key_Return)
    assert page.list.rows.rowCount() == before + page._shown.folded
    press(qtbot, KEY.Key_Return)
    assert page.list.rows.rowCount() == before


def test_a_narrow_window_shows_the_panel_only_when_asked_and_esc_closes_it(
    page, window, qtbot, settled
) -> None:
    window.resize(960, 640)
    settled()
    assert not page._body.panel.isVisible()
    press(qtbot, KEY.Key_Return)
    assert page._body.panel.isVisible()
    press(qtbot, KEY.Key_Escape)
    assert not page._body.panel.isVisible()
    assert window.stack.place[0] == "today"


def test_each_side_of_an_introduction_is_asked_and_answers_for_itself(
    page, book: Book, monkeypatch, settled
) -> None:
    opened = []
    monkeypatch.setattr(mail.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    page.list.choose("promise-1")
    page._panel.findChild(Sides).ask(1)
    settled()
    assert len(opened) == 1
    answers = "SELECT answer FROM introduction_side ORDER BY place"
    assert book.read.values(answers) == ["asked", "not_asked"]
    page._panel.findChild(Sides).answer(1, "yes")
    page._panel.findChild(Sides).answer(2, "yes")
    settled()
    assert book.read.values(answers) == ["yes", "yes"]
    page.list.choose("promise-1")
    assert "both said yes to being introduced" in {
        label.text() for label in page._panel.findChildren(PlainLabel)
    }


def test_one_accent_button_a_view(page, window, settled) -> None:
    assert page.list.row_actions.main.property("kind") == "plain"
    window.resize(960, 640)
    settled()
    page.list.choose("promise-2")
    assert page.list.row_actions.main.property("kind") == "primary"


def test_a_day_with_nothing_is_calm_and_names_what_comes_next(window, book: Book, settled) -> None:
    page = window.stack.page
    assert page._empty_day.isVisible()
    assert page._empty_day.words.text() == "Your word is kept"
    log(book, "Met Rosa Weiss 3 weeks ago")
    with book.work() as work:
        editing.set_text(work, person_id(book, "Rosa Weiss"), "birthday", "--12-24")
    settled()
    assert page._empty_day.isVisible()
    assert "Rosa Weiss’s birthday" in page._empty_day.next.text()


def test_the_sidebar_counts_the_good_turns(page, window) -> None:
    assert window.sidebar._nav["today"].accessibleName() == "Today, 2 due"


def test_every_line_is_said_in_words(page) -> None:
    model = page.list.model()
    for place in range(model.rowCount()):
        said = model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole)
        assert said == lines(page)[place] != ""
    assert page.list.row_actions.done.accessibleName() == "Done"
    assert page.list.row_actions.snooze.accessibleName() == "Snooze"
