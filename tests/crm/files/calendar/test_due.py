"""What is due stands in the calendar file on its day, with names only if wished, and goes when it is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from crm import settings
from crm.asks import asking
from crm.book import Book
from crm.exporting import due_entries, due_file
from crm.exporting.due_file import FILE_NAME, update
from crm.introductions import completing, offering, side_answers
from crm.introductions.offering import ProposedSide
from crm.today import row_done, snoozing
from tests.conftest import NOW, clock
from tests.crm import scenes

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    opened = Book.open(folder, clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture
def full_book(book: Book) -> Book:
    """On Monday 23 November: a late promise, one to come, a coffee on Thursday, a birthday, someone drifting."""
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", standing="kept", birthday="1980-12-01", rhythm_days=None)
        ben = scenes.person(work, "Ben Okafor", standing="kept", rhythm_days=21)
        scenes.meeting(work, TODAY - timedelta(days=60), ben)
        scenes.meeting(
            work, TODAY + timedelta(days=3), ana, state="planned", held_at="14:00", place="Blue Bottle",
            purpose="labels",
        )  # fmt: skip
        scenes.promise(work, "share", "the pricing article", ana, made_on=TODAY - timedelta(days=9))
        scenes.promise(
            work, "favour", "look at the lease", ben, made_on=TODAY - timedelta(days=9),
            due_on=TODAY + timedelta(days=20),
        )  # fmt: skip
    return book


def calendar(book: Book, on: date = TODAY) -> dict[str, icalendar.Event]:
    """The events of the file beside the book, by their title."""
    update(book.read, book.folder, on, NOW)
    found = icalendar.Calendar.from_ical((book.folder / FILE_NAME).read_bytes()).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in found}


def days(book: Book, on: date = TODAY) -> dict[str, str]:
    return {title: str(event.decoded("DTSTART")) for title, event in calendar(book, on).items()}


def test_each_thing_stands_on_its_day_and_what_is_late_on_today(full_book: Book) -> None:
    assert days(full_book) == {
        "Send Ana Ruiz the pricing article": "2026-11-23",
        "Say hello to Ben Okafor": "2026-11-23",
        "Coffee with Ana Ruiz": "2026-11-26 14:00:00",
        "Ana Ruiz’s birthday": "2026-12-01",
        "Look at the lease for Ben Okafor": "2026-12-13",
    }
    coffee = calendar(full_book)["Coffee with Ana Ruiz"]
    assert (coffee["LOCATION"], coffee["DESCRIPTION"]) == ("Blue Bottle", "labels")
    assert (full_book.folder / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_what_is_done_let_go_or_put_off_leaves_its_day(full_book: Book) -> None:
    before = calendar(full_book)
    with full_book.work() as work:
        row_done.done(work, "promise-1")
    with full_book.work() as work:
        row_done.done(work, "stay_close-2")
    with full_book.work() as work:
        snoozing.snooze(work, "promise-2", TODAY + timedelta(days=30))
    after = days(full_book)
    assert before.keys() - after.keys() == {"Send Ana Ruiz the pricing article", "Say hello to Ben Okafor"}
    assert after["Look at the lease for Ben Okafor"] == "2026-12-23"
    with full_book.work() as work:
        snoozing.let_go(work, "promise-2")
    assert "Look at the lease for Ben Okafor" not in days(full_book)


def test_undo_brings_it_back_as_the_same_event(full_book: Book) -> None:
    uids = {title: str(event["UID"]) for title, event in calendar(full_book).items()}
    assert len(set(uids.values())) == len(uids)
    with full_book.work() as work:
        row_done.done(work, "promise-1")
    full_book.undo()
    again = {
        title: str(event["UID"]) for title, event in calendar(full_book, TODAY + timedelta(days=1)).items()
    }
    assert again == uids


def test_an_introduction_stands_on_the_day_of_each_next_step(full_book: Book) -> None:
    with full_book.work() as work:
        offered = offering.introduce(work, ProposedSide(1), ProposedSide(2))
    offer = days(full_book)
    assert offer["Introduce Ana Ruiz to Ben Okafor"] == "2026-11-25"
    with full_book.work() as work:
        side_answers.answer(work, offered, 1, "asked")
        side_answers.answer(work, offered, 2, "yes")
    assert days(full_book)["Ask Ana Ruiz again about meeting Ben Okafor"] == "2026-11-30"
    with full_book.work() as work:
        completing.mark_made(work, offered)
    title = "Ask Ana Ruiz and Ben Okafor how it went"
    assert days(full_book)[title] == "2026-12-23"
    assert days(full_book, date(2027, 1, 4))[title] == "2027-01-04", "late, it stands on today"
    with full_book.work() as work:
        snoozing.snooze(work, "promise-3", date(2027, 1, 11))
    assert days(full_book)[title] == "2027-01-11"
    with full_book.work() as work:
        completing.mark_heard_back(work, offered)
    assert title not in days(full_book)


def test_a_not_now_stands_on_the_day_it_ends_as_one_event(full_book: Book) -> None:
    with full_book.work() as work:
        asked = asking.ask(work, 1, "Would you read my draft?")
        asking.answer_not_now(work, asked, date(2026, 12, 10))
    title = "Ana Ruiz may be asked again: “not now” was until 10 December"
    ahead = calendar(full_book)[title]
    assert str(ahead.decoded("DTSTART")) == "2026-12-10"
    assert calendar(full_book, date(2026, 12, 10))[title]["UID"] == ahead["UID"]
    with full_book.work() as work:
        asking.answer_no(work, asked)
    assert title not in days(full_book)


def test_a_birthday_remembered_or_put_away_is_gone_until_next_year(full_book: Book) -> None:
    eve = date(2026, 11, 28)
    assert "Ana Ruiz’s birthday" in days(full_book, eve)
    with full_book.work() as work:
        work.today = eve
        row_done.done(work, "birthday-1")
    assert "Ana Ruiz’s birthday" not in days(full_book, eve)
    full_book.undo()
    with full_book.work() as work:
        work.today = eve
        snoozing.not_this(work, "birthday-1")
    assert "Ana Ruiz’s birthday" not in days(full_book, eve)
    assert days(full_book, date(2027, 11, 20))["Ana Ruiz’s birthday"] == "2027-12-01"


def test_hidden_names_leave_only_that_something_is_due(full_book: Book) -> None:
    with full_book.work() as work:
        settings.change(work, settings.HIDE_NAMES, True)
    update(full_book.read, full_book.folder, TODAY, NOW)
    words = (full_book.folder / FILE_NAME).read_text()
    assert not any(name in words for name in ("Ana", "Ben", "Blue Bottle", "labels", "lease", "pricing"))
    assert set(days(full_book)) == {"A promise is due", "A good turn", "Coffee", "Birthday"}


def test_only_those_asked_for(full_book: Book) -> None:
    assert {one.title for one in due_entries.entries(full_book.read, TODAY, [2])} == {
        "Say hello to Ben Okafor",
        "Look at the lease for Ben Okafor",
    }


def test_turned_off_the_file_goes(full_book: Book) -> None:
    assert update(full_book.read, full_book.folder, TODAY, NOW)
    with full_book.work() as work:
        settings.change(work, settings.CALENDAR_FILE, False)
    assert not update(full_book.read, full_book.folder, TODAY, NOW)
    assert not (full_book.folder / FILE_NAME).exists()


def test_a_folder_that_takes_no_file_leaves_the_old_one(
    full_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not update(full_book.read, tmp_path / "gone", TODAY, NOW)
    assert due_file.FILE_NAME not in {file.name for file in tmp_path.iterdir()}


def test_thousands_of_promises_stay_a_calendar_one_can_read(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_entries, "_MAX_PER_KIND", 20)
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        for number in range(100):
            scenes.promise(
                work, "favour", f"favour {number}", ana, due_on=TODAY + timedelta(days=number - 50)
            )
    found = due_entries.entries(book.read, TODAY)
    assert len(found) == 40
    ahead = [one.on for one in found if one.on > TODAY]
    assert (ahead[0], ahead[-1]) == (TODAY + timedelta(days=1), TODAY + timedelta(days=19)), "the nearest"
