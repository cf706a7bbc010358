"""The real window on a real book, offscreen. Background work runs inline; nothing is waited for by time."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book
from ui import background, event_loop_slices
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.theme.look import look
from ui.today.page import TodayPage


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def inline_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "runner", background.run_synchronously)


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[QApplication]:
    """The theme as the program starts it: light, 100 %."""
    look.start(qapp, "light", 100)
    yield qapp
    look.set_theme("light")
    look.set_percent(100)


@pytest.fixture
def context(book: Book) -> Context:
    return Context(book)


@pytest.fixture
def window(looked: QApplication, qtbot, context: Context) -> Iterator[MainWindow]:
    """The window as it stands after the start, on Today."""
    made = MainWindow()
    made.resize(1280, 800)  # the offscreen screen is smaller
    qtbot.addWidget(made)
    made.show()
    made.attach(context)
    made.activateWindow()
    qtbot.waitActive(made)
    looked.processEvents()  # until then the shortcuts do not know that the window is active
    if isinstance(today := made.page(), TodayPage):
        qtbot.waitUntil(lambda: today.came_in is not None)  # what is loaded after the first paint
    yield made
    made.close()
    made.detach()
    looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_time_between_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nobody waits for a clock: what is cut into turns is done when all events are processed."""
    monkeypatch.setattr(event_loop_slices, "PAUSE_MS", 0)


@pytest.fixture
def settled(qapp: QApplication) -> Callable[[], None]:
    """Everything queued has arrived: reloads after a commit come by the event loop."""

    def settle() -> None:
        for _ in range(10):  # a turn set off by a turn is processed with the next call
            qapp.processEvents()

    return settle
