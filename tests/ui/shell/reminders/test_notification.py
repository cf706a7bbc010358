"""The morning's notification on a desktop of the test's own: one a day, in the right words, and it opens Today."""

import json
import logging
import os
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest

from crm import settings
from crm.book import Book
from crm.reminders.days_notified import FILE_NAME as REMINDED
from tests.ui.shell.desktops import NEEDS_A_BUS, Desktop, desktop
from tests.ui.shell.reminders.wall_clock import Wall, keep
from tests.ui.stories import log
from ui.shell import reminders as room
from ui.shell.main_window import MainWindow
from ui.shell.reminders import Reminders

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


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
