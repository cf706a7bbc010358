"""The sample book with a phone's folder beside it, for the pictures: a text, a card and a meeting wait."""

import os
from datetime import date, datetime
from pathlib import Path

from crm import settings
from crm.book import Book
from crm.clock import Clock
from crm.model import Attendance, Meeting
from crm.sample.book import open_sample
from ui.shell.main_window import MainWindow
from ui.today.page import TodayPage

_FILES = (
    ("walk.txt", (21, 8, 5), "Walk with Rosa this morning, send her the label sheet"),
    (
        "isla-brodie.vcf",
        (20, 18, 40),
        "BEGIN:VCARD\nVERSION:3.0\nFN:Isla Brodie\nN:Brodie;Isla;;;\nTEL:+44 7700 900777\nEMAIL:isla@fair.example\n"
        "NOTE:Runs the winter fair\nEND:VCARD\n",
    ),
)


def with_phone(place: Path, clock: Clock) -> Book:
    book = open_sample(place / "phoned", clock)
    folder = place / "phone"
    folder.mkdir()
    for name, (day, hour, minute), content in _FILES:
        path = folder / name
        path.write_text(content, encoding="utf-8", newline="")
        written = datetime(2026, 11, day, hour, minute).astimezone().timestamp()
        os.utime(path, (written, written))
    with book.work() as work:
        settings.change(work, settings.INBOX_FOLDER, str(folder))
    with book.work() as work:
        on, what = date(2026, 11, 18), "Glasgow shelves"
        met = Meeting(kind="meeting", state="proposed", held_on=on, held_at="11:00", purpose=what)
        work.session.add(met)
        work.session.flush()
        dev = work.read.value("SELECT id FROM person WHERE full_name = 'Dev Chandra'")
        work.session.add(Attendance(meeting_id=met.id, person_id=dev))
        work.label = "Read 1 meeting from calendar.ics"
    book.backup()
    return book


def open_panel(window: MainWindow) -> None:
    """What came in, instead of the first row."""
    page = window.findChild(TodayPage)
    assert page is not None
    assert page.came_in is not None
    page.came_in.open()
