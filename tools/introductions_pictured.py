"""What the pictures of the introductions show: the page with the first one selected, the sheet, and the empty page."""

from ui.introductions.page import IntroductionsPage
from ui.shell.main_window import MainWindow


def show_first(window: MainWindow) -> None:
    _page(window).list.choose_first()


def show_new(window: MainWindow) -> None:
    _page(window).commands.begin()


def _page(window: MainWindow) -> IntroductionsPage:
    window.open_page("introductions")
    page = window.findChild(IntroductionsPage)
    assert page is not None
    return page
