"""The scene of the page of advice: the advice that can be told about is selected."""

from ui.advice.page import AdvicePage
from ui.shell.main_window import MainWindow


def show_advice(window: MainWindow) -> None:
    window.open_page("advice")
    page = window.findChild(AdvicePage)
    assert page is not None
    page.list.choose("advice-1")
