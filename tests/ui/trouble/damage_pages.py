"""Pages of a damaged book, and the files set aside by them."""

from ui.shell.main_window import MainWindow
from ui.trouble.damaged_page import DamagedPage


def page_of(window: MainWindow) -> DamagedPage:
    page = window._replacement
    assert isinstance(page, DamagedPage)
    return page
