"""The window as a whole: pages by key, the way back, counts, the toast, and what is said when there is no book."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from crm.book import Book
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import log
from ui import use_cases
from ui.context import Context
from ui.shell.actions import ACTIONS, MENUS
from ui.shell.main_window import MainWindow
from ui.shell.menus import build_menu
from ui.shell.no_book_page import NoBookPage
from ui.shell.pages import IN_SIDEBAR, PAGES
from ui.theme.look import look

CTRL = Qt.KeyboardModifier.ControlModifier


def press(
    window: MainWindow, qtbot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_ctrl_and_a_number_opens_the_pages_in_their_order(window: MainWindow, qtbot) -> None:
    keys = [Qt.Key(Qt.Key.Key_1.value + at) for at in range(len(IN_SIDEBAR))]
    for key, entry in reversed(list(zip(keys, IN_SIDEBAR, strict=True))):
        press(window, qtbot, key, CTRL)
        assert window.stack.place == (entry.name, None)
        assert window.stack.page.isVisible()
    press(window, qtbot, Qt.Key.Key_Comma, CTRL)
    assert window.stack.place[0] == "settings"


def test_only_pages_that_work_are_in_the_sidebar() -> None:
    titles = [entry.title for entry in IN_SIDEBAR]
    assert titles == ["Today", "People", "Meetings", "Introductions", "Shelf", "Asks and advice", "History"]
    for entry in PAGES:
        module, name = entry.factory.split(":")
        assert hasattr(__import__(module, fromlist=[name]), name)


def test_esc_and_alt_left_go_back(window: MainWindow, qtbot) -> None:
    window.open_page("history")
    window.open_page("settings")
    window.open_page("sort")
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.stack.place[0] == "settings"
    press(window, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stack.place[0] == "history"
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.stack.place[0] == "history", "a page of the sidebar is not left by Esc"
    press(window, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stack.place[0] == "today"
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.stack.place[0] == "today"


def test_a_hidden_page_reloads_when_it_is_opened_again(
    window: MainWindow, book: Book, settled: Callable[[], None]
) -> None:
    window.open_page("history")
    window.open_page("today")
    add_person(book, "Ana Ruiz")
    settled()
    page = window.stack._pages["history"]
    assert page.is_stale
    assert page.list.rows.rowCount() == 0
    window.open_page("history")
    assert page.list.rows.rowCount() == 2


def test_what_was_done_is_told_and_undone_from_the_toast(
    window: MainWindow, context: Context, book: Book, qtbot
) -> None:
    assert context.do(use_cases.people.adding.add, "Ana Ruiz")
    assert window.toast.isVisible()
    assert window.toast.accessibleName() == "Added Ana Ruiz"
    undo = next(button for button in window.toast.findChildren(QAbstractButton) if button.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert book.steps()[0].undone
    assert window.toast.accessibleName() == "Undone: Added Ana Ruiz"


def test_undo_and_redo_by_key_and_nothing_to_undo_is_said_calmly(
    window: MainWindow, context: Context, book: Book, qtbot
) -> None:
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    assert window.toast.accessibleName() == "There is nothing to undo."
    context.do(use_cases.people.adding.add, "Ana Ruiz")
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    assert book.steps()[0].undone
    press(window, qtbot, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert not book.steps()[0].undone


def test_a_refusal_changes_nothing_and_is_told_as_its_sentence(
    window: MainWindow, context: Context, book: Book
) -> None:
    outcome = context.do(use_cases.people.adding.add, "   ")
    assert not outcome
    assert window.toast.accessibleName() == str(outcome.refused) == "A person needs a name."
    assert book.steps() == []


@pytest.mark.parametrize("name", ["today", "people", "history", "settings", "import"])
def test_the_keyboard_stands_on_every_page_also_while_it_is_empty(
    window: MainWindow, name: str, settled: Callable[[], None]
) -> None:
    window.open_page(name)
    settled()
    assert window.stack.page.isAncestorOf(QApplication.focusWidget())


def test_a_new_person_is_named_at_once(window: MainWindow, book: Book, qtbot) -> None:
    press(window, qtbot, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "Paula Park")
    press(window, qtbot, Qt.Key.Key_Return)
    assert book.read.values("SELECT full_name FROM person") == ["Paula Park"]


def test_a_letter_on_a_person_without_a_story_is_no_part_of_the_name(
    window: MainWindow, context: Context, qtbot
) -> None:
    window.open_page("person", context.do(use_cases.people.adding.add, "Ana Ruiz").value.id)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    press(window, qtbot, Qt.Key.Key_E)
    assert window.stack.page.header.name.text() == "Ana Ruiz"


def test_tab_goes_through_a_page_as_it_reads_also_what_was_rebuilt(
    window: MainWindow, context: Context, settled: Callable[[], None], qtbot
) -> None:
    person_id = context.do(use_cases.people.adding.add, "Ana Ruiz").value.id
    window.open_page("person", person_id)
    context.do(use_cases.people.fields.set_fields, person_id, [("email", "+=", "ana@sauce.example")])
    settled()
    press(window, qtbot, Qt.Key.Key_Tab)
    went, first = [], QApplication.focusWidget()
    while not went or QApplication.focusWidget() is not first:
        went.append(QApplication.focusWidget().accessibleName())
        press(window, qtbot, Qt.Key.Key_Tab)
    start = went.index("Menu")
    order = [*went[start:], *went[:start]]
    wanted = [
        "Name",
        "Write a note, or log what happened",
        "Add to Looking for",
        "e-mail",
        "+ e-mail",
        "All details",
    ]
    assert [name for name in order if name in wanted] == wanted
    press(window, qtbot, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().accessibleName() == went[-1]


def test_the_keyboard_is_never_lost_when_the_page_changes_under_an_open_sheet(
    window: MainWindow, book: Book, settled: Callable[[], None], qtbot
) -> None:
    window.open_page("welcome")
    press(window, qtbot, Qt.Key.Key_L, CTRL)
    add_person(book, "Ana Ruiz")  # by a command: the welcome gives way to Today
    settled()
    assert window.stack.place[0] == "today"
    assert QApplication.focusWidget() is window.sheets._capture.text, "what is typed goes on where it was"
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.stack.page.isAncestorOf(QApplication.focusWidget())
    press(window, qtbot, Qt.Key.Key_2, CTRL)
    assert window.stack.place[0] == "people"


def test_the_count_of_today_follows_also_from_another_page(
    window: MainWindow, book: Book, settled: Callable[[], None]
) -> None:
    window.open_page("history")
    log(book, "Coffee with Ana Ruiz yesterday. I’ll send her the pricing article")
    settled()
    assert window.sidebar._nav["today"].accessibleName() == "Today, 1 due"
    window.context.undo()
    settled()
    assert window.sidebar._nav["today"].accessibleName() == "Today"


def test_counts_stand_in_the_sidebar_and_are_spoken(window: MainWindow, context: Context) -> None:
    context.count_changed.emit("today", 3)
    assert window.sidebar._nav["today"].accessibleName() == "Today, 3 due"
    context.count_changed.emit("today", 0)
    assert window.sidebar._nav["today"].accessibleName() == "Today"


def test_a_narrow_window_shows_icons_only(window: MainWindow) -> None:
    window.resize(700, 600)
    QApplication.processEvents()
    assert window.sidebar.width() == 60
    window.resize(1000, 600)
    QApplication.processEvents()
    assert window.sidebar.width() == 216


def test_a_larger_text_lays_everything_out_anew_at_the_same_place(window: MainWindow) -> None:
    window.open_page("settings")
    look.set_percent(150)
    QApplication.processEvents()
    assert window.stack.place[0] == "settings"
    assert window.sidebar.width() == 216 * 1.5


def test_no_sheet_that_is_gone_hears_of_commits(window: MainWindow, book: Book) -> None:
    window.capture()
    before = len(book._listeners)
    for percent in (125, 150, 125, 100):
        look.set_percent(percent)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.capture()
    assert len(book._listeners) == before


def test_every_action_is_in_the_menu_with_its_own_name_and_key(window: MainWindow) -> None:
    menu = build_menu(window, window.actions_by_name, window.stack.page)
    shown = [action for part in menu.actions() for action in part.menu().actions()]
    for entry in ACTIONS:
        if entry.name != "menu":
            assert window.actions_by_name[entry.name] in shown
    assert [part.text() for part in menu.actions()][: len(MENUS)] == list(MENUS)
    keys = [key for entry in ACTIONS for key in entry.keys]
    assert len(keys) == len(set(keys)), "one key, one meaning"
    menu.deleteLater()


def test_f1_shows_every_key_and_goes_again(window: MainWindow, qtbot) -> None:
    from ui.shell.shortcuts import ShortcutsSheet

    press(window, qtbot, Qt.Key.Key_F1)
    sheet = window.findChild(ShortcutsSheet)
    words = {label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text")}
    assert {"Log what happened", "Ctrl L", "Ctrl K", "Undo"} <= words
    bar = sheet._scroll.verticalScrollBar()
    press(window, qtbot, Qt.Key.Key_PageDown)
    assert bar.value() > 0 or bar.maximum() == 0
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_without_a_book_the_window_says_why_and_offers_to_try_again(looked: QApplication, qtbot) -> None:
    window, tried = MainWindow(), []
    qtbot.addWidget(window)
    window.show()
    words = "This book is in use by another Goodturn; nothing was changed. Close it and try again."
    page = NoBookPage(words, lambda: tried.append(1), window.close)
    window.show_replacement(page)
    assert page.words.text() == words
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert tried == [1]
    assert not window.actions_by_name["log"].isEnabled()
    window.detach()
    assert window.actions_by_name["log"].isEnabled()


@pytest.mark.parametrize("page", ["today", "people", "history", "settings", "welcome"])
def test_everything_that_takes_the_keyboard_has_a_spoken_name(
    window: MainWindow, book: Book, page: str
) -> None:
    add_person(book, "Ana Ruiz")
    window.open_page(page)
    QApplication.processEvents()
    silent = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reader = QAccessible.queryAccessibleInterface(widget)
            named = reader is not None and reader.text(QAccessible.Text.Name).strip()
            if not named and not (isinstance(widget, QLineEdit) and widget.placeholderText()):
                silent.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert silent == []


def test_a_new_window_fits_the_screen_with_its_title_bar(qtbot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert room.height() < 840, "the screen of this test is a small one"
    assert window.height() + 30 <= room.height()
    assert window.width() <= room.width()
