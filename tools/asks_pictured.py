"""What the pictures of the asks show, in the sample book."""

from crm.things.key import Key
from ui.asks.page import AsksPage
from ui.shell.main_window import MainWindow


def show_asks(window: MainWindow) -> None:
    """With the draft selected."""
    window.open_page("asks")
    page = window.findChild(AsksPage)
    assert page is not None
    page.list.choose(
        str(Key("ask", page.context.read.value("SELECT min(id) FROM ask WHERE state = 'draft'")))
    )


def show_answer(window: MainWindow) -> None:
    """With the one that waits for an answer."""
    window.open_page("asks")
    page = window.findChild(AsksPage)
    assert page is not None
    page.list.choose(str(Key("ask", page.context.read.value("SELECT min(id) FROM ask WHERE state = 'open'"))))
