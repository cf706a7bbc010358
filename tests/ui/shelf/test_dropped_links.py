"""Links dragged from a browser onto the page of the shelf, or pasted there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from crm.book import Book
from crm.things.documents.item import documents
from tests.ui.shelf.conftest import drop, opened
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


def mime(**forms: str) -> QMimeData:
    made = QMimeData()
    if "mozilla" in forms:
        made.setData("text/x-moz-url", forms["mozilla"].encode("utf-16-le"))
    if "url" in forms:
        made.setUrls([QUrl(forms["url"])])
    if "html" in forms:
        made.setHtml(forms["html"])
    if "text" in forms:
        made.setText(forms["text"])
    return made


@pytest.mark.parametrize(
    ("dragged", "title"),
    [
        (
            mime(
                mozilla="https://a.example/x\nThe page", url="https://a.example/x", text="https://a.example/x"
            ),
            "The page",
        ),
        (
            mime(url="https://a.example/x", html='<a href="https://a.example/x">The <b>page</b></a>'),
            "The page",
        ),
        (mime(url="https://a.example/x"), "a.example/x"),
        (
            mime(html='<meta charset="utf-8"><a href="https://a.example/x">The page</a>', text="The page"),
            "The page",
        ),
        (mime(text="https://a.example/x\n"), "a.example/x"),
        (mime(mozilla="https://a.example/x\nhttps://a.example/x"), "a.example/x"),
    ],
)
def test_a_link_dragged_from_a_browser_is_kept_with_its_title(
    book: Book, window: MainWindow, settled: Settled, dragged: QMimeData, title: str
) -> None:
    page = opened(window, settled)
    assert drop(window, dragged)
    settled()
    assert (documents(book.read, [1])[0]["title"], documents(book.read, [1])[0]["url"]) == (
        title,
        "https://a.example/x",
    )
    assert page.list.chosen_card().id == "item-1"


@pytest.mark.parametrize(
    "dragged",
    [
        mime(text="a sentence with a.example in it"),
        mime(url="ftp://a.example"),
        mime(html="<p>no link</p>"),
        mime(),
    ],
)
def test_what_holds_no_link_is_not_taken(
    book: Book, window: MainWindow, settled: Settled, dragged: QMimeData
) -> None:
    opened(window, settled)
    assert not drop(window, dragged)
    assert book.read.value("SELECT count(*) FROM item") == 0


def test_a_link_is_dropped_on_other_pages_without_effect(book: Book, window: MainWindow) -> None:
    window.open_page("people")
    assert not drop(window, mime(url="https://a.example/x"))


def test_ctrl_v_keeps_the_links_of_the_clipboard(book: Book, window: MainWindow, settled: Settled) -> None:
    opened(window, settled)
    QGuiApplication.clipboard().setText("https://a.example/x\nhttps://b.example/y\n")
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert book.read.values("SELECT title FROM item ORDER BY id") == ["a.example/x", "b.example/y"]
