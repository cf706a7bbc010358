"""The calendar beside the book, and the one that is exported, as scripts see them."""

from collections.abc import Callable
from pathlib import Path

import icalendar

from crm import settings
from crm.book import Book
from crm.exporting.due_file import FILE_NAME
from tests.conftest import clock
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def titles(calendar: str | bytes) -> list[str]:
    return [str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(calendar).walk("VEVENT")]


def test_a_command_that_writes_keeps_the_calendar_file_up_to_date(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    file = folder / FILE_NAME
    goodturn("today")
    assert not file.exists(), "reading writes nothing"
    goodturn("log", "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    assert titles(file.read_bytes()) == ["Send Ana Ruiz the pricing article"]
    row = goodturn("today", "--json").json["rows"][0]["row"]
    goodturn("done", row)
    assert titles(file.read_bytes()) == []
    goodturn("undo")
    assert titles(file.read_bytes()) == ["Send Ana Ruiz the pricing article"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_command_writes_none_where_none_is_wanted(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    book = Book.open(folder, clock())
    with book.work() as work:
        settings.change(work, settings.CALENDAR_FILE, False)
    book.close()
    assert goodturn("log", "Send Ana Ruiz the pricing article").status == 0
    assert not (folder / FILE_NAME).exists()


def test_what_is_due_is_exported_by_ending_or_by_format(
    goodturn: Goodturn, people: list[int], tmp_path: Path
) -> None:
    goodturn("log", "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    goodturn("log", "Call with Ben Okafor on 24 November at 10:00")
    told = goodturn("export", "due.ics", "--json")
    assert told.json == {"file": "due.ics", "format": "ics", "people": 2}
    both = ["Send Ana Ruiz the pricing article", "Call with Ben Okafor"]
    assert sorted(titles((tmp_path / "due.ics").read_bytes())) == sorted(both)
    assert sorted(titles(goodturn("export", "-", "--format", "ics").out)) == sorted(both)
    assert titles(goodturn("export", "-", "--format", "ics", "Ben Okafor").out) == ["Call with Ben Okafor"]
    assert goodturn("export", "nowhere/due.ics").status == 3
