"""The calendar file beside the book, kept up to date while the window is open."""

import sys
from collections.abc import Callable
from datetime import timedelta

import icalendar
import pytest

from crm import settings
from crm.book import Book
from crm.exporting.due_file import FILE_NAME as CALENDAR
from tests.ui.shell.reminders.wall_clock import Wall, keep
from tests.ui.stories import log
from ui import background
from ui.context import Context
from ui.shell.reminders import Reminders

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


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
