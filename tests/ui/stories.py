"""What tests of the pages begin with: words logged as the user would, and keys pressed where the keyboard stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def log(book: Book, text: str) -> dict[str, int]:
    """Logs a text; gives the ids of the people in it by folded name."""
    draft = understand(text, book.clock.today(), Names.from_reader(book.read))
    with book.work() as work:
        return logging.log(work, draft).people


def press(qtbot, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key where the keyboard stands, as the window system would send it."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)


def write(qtbot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def person_id(book: Book, name: str) -> int:
    return int(book.read.value("SELECT id FROM person WHERE full_name = :name", name=name))
