"""The page of the shelf: three people, two items, one of them promised."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.shelf.keeping import keep
from tests.crm import scenes
from ui.shelf.page import ShelfPage
from ui.shell.main_window import MainWindow


@pytest.fixture
def kept(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@ruiz.example", uid="u-ana")
        mei = scenes.person(work, "Mei Kobayashi", uid="u-mei")
        scenes.person(work, "Tom Bauer", "tom@bauer.example", uid="u-tom")
        scenes.person_topic(work, ana, "looking_for", "first sales hire")
        retainers = keep(work, "longform.example/retainers", title="How studios set retainers")
        keep(
            work, "firsthires.example/sales", title="Hiring your first salesperson",
            why="The part about trial days is the best.", topics=["first sales hire"], from_person_id=3,
        )  # fmt: skip
        scenes.promise(work, "share", "send Mei the article", mei, item_id=retainers)
    return book


def opened(window: MainWindow, settled: Callable[[], None]) -> ShelfPage:
    window.open_page("shelf")
    settled()
    assert window.stack is not None
    shown = window.stack.page
    assert isinstance(shown, ShelfPage)
    return shown


@pytest.fixture
def page(kept: Book, window: MainWindow, settled: Callable[[], None]) -> ShelfPage:
    return opened(window, settled)


def spoken(page: ShelfPage) -> list[str]:
    rows = page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]


def drop(window: MainWindow, mime: QMimeData) -> bool:
    """As a browser drags it over the window and lets go. Returns whether the window took it."""
    keys, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction | Qt.DropAction.LinkAction
    place, button = QPointF(600, 400), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(place.toPoint(), action, mime, button, keys)
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return False
    falling = QDropEvent(place, action, mime, button, keys)
    QApplication.sendEvent(window, falling)
    return falling.isAccepted()
