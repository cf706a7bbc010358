"""A calendar file that is read at every start: what is new in it is one step, and all else is silence."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm import settings
from crm.book import Book
from crm.importing.calendar import watched_file
from tests.calendars import event
from tests.crm.files.calendar.scenes import ana_and_ben, meetings, written
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.watched_calendar import WatchedCalendar

COFFEE = event("a", ":20261110T090000", "Coffee")
LUNCH = event("b", ":20261112T120000", "Lunch")


@pytest.fixture
def file(book: Book, tmp_path: Path) -> Path:
    path = written(tmp_path, COFFEE)
    ana_and_ben(book)
    with book.work() as work:
        settings.change(work, settings.WATCHED_CALENDAR, str(path))
    return path


@pytest.fixture
def started(context: Context) -> Iterator[Callable[[], WatchedCalendar]]:
    """As at a start of the program."""
    made = []

    def start() -> WatchedCalendar:
        one = WatchedCalendar(context)
        made.append(one)
        one.check()
        return one

    yield start
    for one in made:
        one.end()


def changed(path: Path, events: str) -> None:
    """Written anew by the calendar program a while later."""
    later = path.stat().st_mtime_ns + 5_000_000_000
    written(path.parent, events, path.name)
    os.utime(path, ns=(later, later))


def test_at_a_start_its_meetings_come_in_as_one_step_that_is_told(
    window: MainWindow, book: Book, file: Path, started
) -> None:
    heard: list[str] = []
    window.context.message_requested.connect(lambda sentence, _changes: heard.append(sentence))
    steps = len(book.steps())
    started()
    assert [met[3] for met in meetings(book)] == ["Coffee"]
    assert len(book.steps()) == steps + 1
    assert heard == ["Read 1 meeting from calendar.ics"]
    assert book.steps()[0].label == heard[0]


def test_a_file_that_has_not_changed_is_not_even_read(book: Book, file: Path, started, monkeypatch) -> None:
    started()
    steps = len(book.steps())
    reads = []
    monkeypatch.setattr(watched_file, "preview_watched", lambda *args: reads.append(args))
    started()
    assert (reads, len(book.steps())) == ([], steps)
    changed(file, COFFEE)
    started()
    assert len(reads) == 1


def test_what_is_new_comes_in_and_what_was_said_stays(book: Book, file: Path, started) -> None:
    started()
    steps = len(book.steps())
    changed(file, COFFEE + LUNCH)
    started()
    assert [met[3] for met in meetings(book)] == ["Coffee", "Lunch"]
    changed(file, LUNCH + COFFEE)
    started()
    assert len(book.steps()) == steps + 1


@pytest.mark.parametrize("content", [None, b"", b"BEGIN:VCARD\nFN:Mei\nEND:VCARD\n", b"\x00\x01garbage"])
def test_a_file_that_is_gone_or_no_calendar_changes_nothing_and_says_nothing(
    window: MainWindow, book: Book, file: Path, started, content: bytes | None
) -> None:
    heard: list[str] = []
    window.context.message_requested.connect(lambda sentence, _changes: heard.append(sentence))
    steps = len(book.steps())
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    started()
    assert (len(book.steps()), heard, meetings(book)) == (steps, [], [])


def test_choosing_another_file_reads_it_at_once(
    window: MainWindow, context: Context, book: Book, file: Path, tmp_path: Path, started, settled
) -> None:
    window.changed.connect(started().on_changed)
    other = written(tmp_path, LUNCH, "other.ics")
    window.open_page("settings")
    settled()
    card = window.stack.page._calendar
    card.watch(str(other))
    settled()
    assert [met[3] for met in meetings(book)] == ["Coffee", "Lunch"]
    assert card._path.accessibleName() == str(other)
    other.unlink()
    window.stack.page.reload()
    assert card.words.text().startswith("The file is not there at present.")
    card.stop.click()
    settled()
    assert settings.value(book.read, settings.WATCHED_CALENDAR) == ""
    assert not card.stop.isVisible()


def test_after_the_end_nothing_is_read(book: Book, file: Path, context: Context) -> None:
    over = WatchedCalendar(context)
    over.end()
    over.check()
    assert meetings(book) == []
