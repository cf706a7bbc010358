"""Where the keyboard stands: on the page, whatever had it before."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.ui.stories import log
from ui.context import Context
from ui.shell.main_window import MainWindow


def test_a_window_that_was_active_before_its_book_gives_the_keyboard_to_the_page(
    looked: QApplication, qtbot, book: Book, settled: Callable[[], None]
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    window.sidebar._menu.setFocus()
    settled()
    assert window.sidebar.x() == 0, "at its edge, also while there is no page"
    window.attach(Context(book))
    settled()
    assert window.stack.page.isAncestorOf(QApplication.focusWidget())
    window.detach()


def test_a_page_with_nothing_on_it_still_takes_the_keyboard_from_the_sidebar(
    window: MainWindow, qtbot, settled: Callable[[], None]
) -> None:
    window.open_page("settings")
    window.sidebar._menu.setFocus()
    window.open_page("today")
    assert window.stack.page._empty_day.hasFocus(), "a calm day has no list"
    window.sidebar._menu.setFocus()
    window.open_page("import")
    assert QApplication.focusWidget().text() == "Choose a file"


def test_what_is_logged_on_a_calm_day_is_in_hand_at_once(
    window: MainWindow, qtbot, settled: Callable[[], None]
) -> None:
    window.open_page("today")
    log(window.context.book, "Coffee with Ana Ruiz yesterday. I'll send her the pricing article.")
    settled()
    page = window.stack.page
    assert page.list.hasFocus()
    assert page.list.chosen().what == "Send Ana Ruiz the pricing article"
