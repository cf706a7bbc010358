"""The morning's notification on a desktop of the test's own: one a day, in the right words, and it opens Today."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from shiboken6 import isValid

from crm import settings
from crm.book import Book
from crm.clock import Clock
from crm.exporting.due_file import FILE_NAME as CALENDAR
from crm.reminders.days_notified import FILE_NAME as REMINDED
from tests.ui.shell.desktops import NEEDS_A_BUS, Desktop, desktop, private_bus
from tests.ui.stories import log
from ui import background
from ui.context import Context
from ui.shell import reminders as room
from ui.shell import tray
from ui.shell.main_window import MainWindow
from ui.shell.reminders import Reminders

MONDAY = date(2026, 11, 23)
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


class Wall:
    """A clock the story sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)

    def read(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def book(folder: Path, wall: Wall) -> Iterator[Book]:
    opened = Book.open(folder, Clock(read=wall.read))
    yield opened
    opened.close()


@pytest.fixture
def reach(window: MainWindow) -> Iterator[Callable[..., Reminders]]:
    """Starts what the window starts once it is painted."""
    made: list[Reminders] = []

    def start(**more: object) -> Reminders:
        assert window.context is not None
        made.append(Reminders(window, window.context, **more))
        return made[-1]

    yield start
    for one in made:
        if isValid(one):  # not those the story ended
            one.end()


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture
def on_the_bus(bus: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    return bus


@pytest.fixture
def service(on_the_bus: str) -> Iterator[Desktop]:
    with desktop(on_the_bus, "service", "body", "actions", "body-markup") as running:
        yield running


def keep(book: Book, key: settings.Key, value: object) -> None:
    with book.work() as work:
        settings.change(work, key, value)


@NEEDS_A_BUS
def test_at_the_chosen_time_one_notification_opens_today(
    service: Desktop, reach: Callable[..., Reminders], window: MainWindow, book: Book, wall: Wall, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    log(book, "Call with Ben Okafor yesterday. Thank him for the lease.")
    reaching = reach()
    window.open_page("people")
    window.hide()
    assert service.asked == ["ready"], "not before its time"
    wall.now += timedelta(minutes=10)
    for _ in range(3):
        reaching.check()
    qtbot.waitUntil(lambda: len(service.calls) > 0)
    name, replaces, _icon, title, words, actions, hints, _expires = service.calls[0]["body"]
    assert (name, replaces, title) == ("Goodturn", 0, "2 good turns today")
    assert words in ("Send Ana Ruiz the pricing article", "Thank Ben Okafor for the lease")
    assert actions == ["default", "Open Today"]
    assert hints["desktop-entry"] == ["s", "org.goodturn.Goodturn"]
    service.click(41)
    qtbot.waitUntil(window.isVisible)
    assert window.stack is not None
    assert window.stack.place == ("today", None)
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token-of-the-click"
    wall.now += timedelta(hours=3)
    reaching.check()
    reaching.notifier.end()
    assert service.asked.count("Notify") == 1
    assert json.loads((book.folder / REMINDED).read_text()) == ["2026-11-23"]


@NEEDS_A_BUS
def test_a_program_started_again_reminds_no_more_and_the_next_morning_does(
    service: Desktop, reach: Callable[..., Reminders], book: Book, wall: Wall, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    wall.now += timedelta(hours=1)
    first = reach()
    qtbot.waitUntil(lambda: len(service.calls) == 1)
    first.end()
    wall.now -= timedelta(minutes=50)  # also with the clock set back
    again = reach()
    wall.now += timedelta(days=1, hours=3)
    again.check()
    qtbot.waitUntil(lambda: len(service.calls) == 2)
    assert [one["body"][3] for one in service.calls] == ["1 good turn today"] * 2


@NEEDS_A_BUS
def test_a_click_on_someone_elses_notification_is_not_for_us(
    service: Desktop, reach: Callable[..., Reminders], window: MainWindow, book: Book, wall: Wall, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    wall.now += timedelta(hours=1)
    reaching = reach()
    qtbot.waitUntil(lambda: len(service.calls) == 1)
    window.open_page("people")
    heard: list[str] = []
    reaching.notifier.clicked.connect(heard.append)
    service.click(40)
    service.click(41)
    qtbot.waitUntil(lambda: heard != [])
    assert heard == ["token-of-the-click"]
    os.environ.pop("XDG_ACTIVATION_TOKEN")


@NEEDS_A_BUS
def test_hidden_names_leave_the_number_alone(
    service: Desktop, reach: Callable[..., Reminders], book: Book, wall: Wall, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    keep(book, settings.HIDE_NAMES, True)
    wall.now += timedelta(hours=1)
    reach()
    qtbot.waitUntil(lambda: len(service.calls) == 1)
    assert "Ana" not in json.dumps(service.calls)
    assert service.calls[0]["body"][3:5] == ["1 good turn today", ""]


@NEEDS_A_BUS
@pytest.mark.parametrize(
    ("capabilities", "words"),
    [
        (["body-markup"], "Send Ana Ruiz the &lt;img src='/x'&gt; R&amp;D article"),
        (["body"], "Send Ana Ruiz the <img src='/x'> R&D article"),
    ],
)
def test_what_is_written_is_shown_and_never_taken_for_markup(
    on_the_bus: str, reach: Callable[..., Reminders], book: Book, wall: Wall, qtbot,
    capabilities: list[str], words: str,
) -> None:  # fmt: skip
    log(book, "Coffee with Ana Ruiz yesterday. Send her the R&D article.")
    with book.work() as work:
        work.connection.execute("UPDATE promise SET words = 'send her the <img src=''/x''>\x1b R&D article'")
    wall.now += timedelta(hours=1)
    with desktop(on_the_bus, "service", *capabilities) as running:
        reach()
        qtbot.waitUntil(lambda: len(running.calls) == 1)
        assert running.calls[0]["body"][4] == words


@NEEDS_A_BUS
def test_a_desktop_with_a_portal_only_gets_it_there(
    on_the_bus: str, reach: Callable[..., Reminders], window: MainWindow, book: Book, wall: Wall, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    wall.now += timedelta(hours=1)
    with desktop(on_the_bus, "portal") as running:
        reach()
        qtbot.waitUntil(lambda: len(running.calls) == 1)
        number, what = running.calls[0]["body"]
        assert what["title"] == ["s", "1 good turn today"]
        assert what["body"] == ["s", "Send Ana Ruiz the pricing article"]
        window.open_page("people")
        running.click(number)
        qtbot.waitUntil(lambda: window.stack.place == ("today", None))


@pytest.mark.parametrize(
    ("key", "value"), [(settings.REMIND_AT, ""), (settings.WAKING_FROM, "10:00"), (settings.DAYS_OFF, [0])]
)
def test_never_where_it_is_not_wanted_nor_on_a_day_off(
    reach: Callable[..., Reminders], book: Book, wall: Wall, monkeypatch: pytest.MonkeyPatch, key, value
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    told: list[object] = []
    monkeypatch.setattr(room.Reminders, "_show_notice", lambda self, notice: told.append(notice))
    wall.now += timedelta(hours=1)
    keep(book, key, value)
    reach()
    reach(is_sample=True)
    assert told == []
    assert not (book.folder / REMINDED).exists()


def test_a_day_with_nothing_disturbs_nobody(
    reach: Callable[..., Reminders], book: Book, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(room.Reminders, "_show_notice", lambda self, notice: told.append(notice))
    wall.now += timedelta(hours=1)
    reaching = reach()
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    reaching.check()
    assert told == [], "what was just logged is no news"


def test_without_bus_and_tray_all_is_quiet(
    reach: Callable[..., Reminders], book: Book, wall: Wall, qtbot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    wall.now += timedelta(hours=1)
    reaching = reach()
    assert reaching.tray is None
    with qtbot.waitSignal(reaching.notifier.not_shown):
        pass
    assert caplog.records == []


def test_the_calendar_file_follows_each_change_and_each_day(
    reach: Callable[..., Reminders], context: Context, book: Book, wall: Wall, settled: Callable[[], None]
) -> None:
    def titles() -> list[str]:
        data = (book.folder / CALENDAR).read_bytes()
        return [str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(data).walk("VEVENT")]

    reaching = reach()
    settled()
    assert titles() == []
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    settled()
    assert titles() == ["Send Ana Ruiz the pricing article"]
    context.undo()
    settled()
    assert titles() == []
    context.redo()
    keep(book, settings.HIDE_NAMES, True)
    settled()
    assert titles() == ["A promise is due"]
    wall.now += timedelta(days=1)
    before = (book.folder / CALENDAR).read_bytes()
    reaching.check()
    settled()
    assert (book.folder / CALENDAR).read_bytes() != before
    keep(book, settings.CALENDAR_FILE, False)
    settled()
    assert not (book.folder / CALENDAR).exists()


def test_what_changed_last_is_in_the_calendar_when_the_book_closes(
    reach: Callable[..., Reminders], book: Book, settled: Callable[[], None]
) -> None:
    reaching = reach()
    settled()
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    reaching.calendar.end()
    assert b"pricing" in (book.folder / CALENDAR).read_bytes()


def test_a_job_that_comes_late_leaves_the_calendar_as_it_was_at_the_close(
    reach: Callable[..., Reminders], book: Book, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], object]] = []
    reaching = reach()
    settled()
    monkeypatch.setattr(background, "runner", lambda job, *_heard: waiting.append(job))
    log(book, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    reaching.calendar.renew()
    settled()
    reaching.calendar.end()
    (book.folder / CALENDAR).unlink()
    [job] = [one for one in waiting if getattr(one, "__self__", None) is reaching.calendar]
    job()
    assert not (book.folder / CALENDAR).exists()


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
    monkeypatch.setattr(
        tray.QSystemTrayIcon, "show", lambda self: None
    )  # offscreen there is nowhere to show it
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
