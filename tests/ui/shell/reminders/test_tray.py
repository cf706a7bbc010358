"""The tray icon: closing, logging, quitting, and the number of due items."""

import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm import settings
from crm.book import Book
from tests.ui.shell.reminders.wall_clock import Wall, keep
from tests.ui.stories import log
from ui.context import Context
from ui.shell import reminders as room
from ui.shell import tray
from ui.shell.main_window import MainWindow
from ui.shell.reminders import Reminders

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


def test_the_next_day_is_there_when_the_window_comes_back(
    reach: Callable[..., Reminders], window: MainWindow, wall: Wall
) -> None:
    reaching = reach()
    window.hide()
    wall.now += timedelta(days=1)
    reaching.open_today()
    assert window.isVisible()
    assert window.stack.page._shown.on == date(2026, 11, 24)


@pytest.fixture
def with_tray(reach: Callable[..., Reminders], monkeypatch: pytest.MonkeyPatch) -> Reminders:
    monkeypatch.setattr(tray, "is_there", lambda: True)
    # offscreen there is nowhere to show it
    monkeypatch.setattr(tray.QSystemTrayIcon, "show", lambda self: None)
    made = reach()
    assert made.tray is not None
    return made


def entry(reaching: Reminders, words: str):
    assert reaching.tray is not None
    return next(one for one in reaching.tray.icon.contextMenu().actions() if one.text() == words)


def test_closing_leaves_it_in_the_tray_only_where_the_user_wants_that(
    with_tray: Reminders, window: MainWindow, book: Book
) -> None:
    keep(book, settings.KEEP_IN_TRAY, True)
    window.close()
    assert not window.isVisible()
    assert window.context is not None
    entry(with_tray, "Today").trigger()
    assert window.isVisible()
    keep(book, settings.KEEP_IN_TRAY, False)
    assert not with_tray.hides_on_close()


def test_the_tray_logs_and_quits(
    with_tray: Reminders, window: MainWindow, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    quitted: list[bool] = []
    monkeypatch.setattr(room.QApplication, "quit", lambda: quitted.append(True))
    keep(book, settings.KEEP_IN_TRAY, True)
    window.close()
    entry(with_tray, "Log").trigger()
    assert window.isVisible()
    assert window.sheets._capture.isVisible()
    entry(with_tray, "Quit").trigger()
    assert not window.isVisible()
    assert quitted == [True]


def test_where_no_service_takes_it_the_tray_tells(
    with_tray: Reminders, book: Book, wall: Wall, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(tray.QSystemTrayIcon, "supportsMessages", lambda *_: True)
    monkeypatch.setattr(
        tray.QSystemTrayIcon, "showMessage", lambda self, title, words, _icon: told.append((title, words))
    )
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    with book.work() as work:
        work.connection.execute("UPDATE promise SET words = 'send her the <b>big</b> article'")
    wall.now += timedelta(minutes=10)
    with_tray.check()
    qtbot.waitUntil(lambda: told != [])
    assert told == [("1 good turn today", "Send Ana Ruiz the ‹b›big‹/b› article")]


def test_the_tray_counts_what_is_due(
    with_tray: Reminders, context: Context, book: Book, settled: Callable[[], None]
) -> None:
    assert with_tray.tray is not None
    plain = with_tray.tray.icon.icon().pixmap(64, 64).toImage()
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    settled()
    assert with_tray.tray.icon.toolTip() == "Goodturn, 1 due today"
    format_count = with_tray.tray.icon.icon().pixmap(64, 64).toImage()
    assert format_count != plain
    assert tray.badged(12).pixmap(64, 64).toImage() != format_count
