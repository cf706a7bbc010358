"""Asked to end: the session's end saves what is typed and leaves the window; a signal closes it, whatever is open."""

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from ui.drafts import LOG_FILE
from ui.shell.main_window import MainWindow
from ui.shutdown import Shutdown

ASKED_TO_END = ("SIGTERM", "SIGINT", "SIGHUP")


@pytest.fixture(autouse=True)
def none_ignored() -> Iterator[None]:
    """A shell ignores some of them for what it starts in the background, and so does nohup; the tests inherit that."""
    numbers = [getattr(signal, name) for name in ASKED_TO_END if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Session(QObject):
    """The application's side of the end: a session manager cannot be made here."""

    commitDataRequest = Signal(object)
    saveStateRequest = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.exit = app.exit


@pytest.fixture
def session(looked: QApplication, window: MainWindow) -> Iterator[Session]:
    looked.setQuitOnLastWindowClosed(False)  # a posted Quit would end the loops of the tests that follow
    before = signal.getsignal(signal.SIGINT)
    made = Session(looked)
    ending = Shutdown(made, window)  # type: ignore[arg-type]
    yield made
    ending.end()
    looked.setQuitOnLastWindowClosed(True)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("request_name", ["commitDataRequest", "saveStateRequest"])
def test_the_end_of_the_session_saves_and_may_still_be_called_off(
    session: Session, window: MainWindow, book: Book, request_name: str
) -> None:
    window.capture("Coffee with Ana Ruiz")
    assert not (book.folder / LOG_FILE).exists()
    getattr(session, request_name).emit(None)
    assert (book.folder / LOG_FILE).read_text() == "Coffee with Ana Ruiz"
    assert window.isVisible()


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process that it sends a signal")
@pytest.mark.parametrize("number", ASKED_TO_END)
def test_a_signal_closes_the_window_also_where_a_menu_is_open(
    session: Session, window: MainWindow, book: Book, looked: QApplication, number: str
) -> None:
    window.hides_on_close = lambda: True  # as with a tray: this end is for good
    for other in looked.topLevelWidgets():  # one that is left open would keep the program from ending
        if other is not window:
            other.close()
    window.capture("Coffee with Ana Ruiz")
    too_long = QTimer(interval=60_000, singleShot=True)
    too_long.timeout.connect(lambda: looked.exit(9))
    too_long.start()
    menu = QMenu(window)
    menu.addAction("Something")
    QTimer.singleShot(0, lambda: menu.exec())
    QTimer.singleShot(10, lambda: os.kill(os.getpid(), getattr(signal, number)))
    assert looked.exec() == 0
    too_long.stop()
    assert not window.isVisible()
    assert (book.folder / LOG_FILE).read_text() == "Coffee with Ana Ruiz"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no nohup")
def test_what_was_ignored_at_the_start_stays_ignored(looked: QApplication, window: MainWindow) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    ending = Shutdown(Session(looked), window)  # type: ignore[arg-type]
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    ending.end()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
