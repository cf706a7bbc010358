"""Faults put in the way of the window."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, qWarning
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tests.canaries.planting import FAULTS_TEXT, Planted, fault_texts
from tests.canaries.window_actions import settle
from ui import background, use_cases
from ui.shell.main_window import MainWindow


class Broken(QWidget):
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            raise ValueError(self.objectName())
        return super().event(event)


class Loose:
    def __init__(self, word: str) -> None:
        self.word = word

    def __del__(self) -> None:
        raise LookupError(self.word)


def fail(window: MainWindow, said: Planted) -> None:
    """In a listener, a slot, an event, a background job, a thread, a finalizer, in Qt and in a library."""
    context = window.context
    assert context is not None
    word = said[FAULTS_TEXT]

    def failing(wrong: Exception) -> Callable[..., None]:
        def fails(*_: object) -> None:
            raise wrong

        return fails

    wrongs = fault_texts(word)
    for wrong in wrongs:
        QTimer.singleShot(0, failing(wrong))
        background.run_in_background(failing(wrong))
        settle()
    context.book.listen(failing(fault_texts(word)[0]))
    context.do(use_cases.people.adding.add, f"Bo {said['full name']}")
    settle()
    broken = Broken(window, objectName=word)
    QTimer.singleShot(0, broken.show)
    settle()
    broken.deleteLater()
    thread = threading.Thread(target=failing(fault_texts(word)[1]), name=word)
    thread.start()
    thread.join()
    Loose(word)
    qWarning(f"lost {word}")
    QPainter(QPixmap()).end()
    logging.getLogger("sqlalchemy.pool").error("lost %s", word)
    logging.getLogger("ui.page").error("lost %s", word, exc_info=wrongs[0])
