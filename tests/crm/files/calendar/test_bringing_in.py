"""From a calendar to the book: proposals, what is planned, what is there already, and nobody made unasked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.importing.json_report import report
from crm.meetings import planning
from tests.calendars import COFFEE, event
from tests.conftest import TODAY
from tests.crm import scenes as book_scenes
from tests.crm.files.calendar.scenes import (
    ana_and_ben,
    bring_in,
    events,
    found,
    meetings,
    remarks,
    written,
)

PAST = event("past", ":20261110T090000", "Coffee")
AHEAD = event("ahead", ":20261204T090000", "Lunch", people=("ana@ruiz.example", "ben@okafor.example"))


def last_contacts(book: Book) -> list[str | None]:
    return book.read.values("SELECT last_contact_on FROM person ORDER BY id")


def test_what_is_past_is_proposed_and_what_is_ahead_planned_as_one_step(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    made = bring_in(book, written(tmp_path, PAST + AHEAD))
    assert (made.meetings, made.new) == (2, 0)
    assert meetings(book) == [
        ("proposed", "2026-11-10", "09:00", "Coffee", "Ana Ruiz"),
        ("planned", "2026-12-04", "09:00", "Lunch", "Ana Ruiz, Ben Okafor"),
    ]
    assert last_contacts(book) == [None, None]  # a proposal is no contact
    step = book.steps()[0]
    assert (step.label, step.origin) == ("Imported 2 meetings from calendar.ics", "import")
    book.undo()
    assert meetings(book) == []


def test_the_same_file_again_changes_nothing(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    path = written(tmp_path, PAST + AHEAD + event("r", ":20261001T080000", "Weekly", "RRULE:FREQ=WEEKLY"))
    bring_in(book, path)
    steps, before = len(book.steps()), meetings(book)
    assert [card.status for card in events(found(book, path))] == ["same"] * 3
    bring_in(book, path)
    assert (len(book.steps()), meetings(book)) == (steps, before)


def test_a_meeting_that_nobody_settled_follows_its_file(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, PAST + AHEAD))
    ben = ("ben@okafor.example",)
    moved = event("past", ":20261111T100000", "Coffee") + event(
        "ahead", ":20261205T090000", "Lunch", people=ben
    )
    made = bring_in(book, written(tmp_path, moved))
    assert (made.meetings, made.meetings_updated) == (0, 2)
    assert meetings(book) == [
        ("proposed", "2026-11-11", "10:00", "Coffee", "Ana Ruiz"),
        ("planned", "2026-12-05", "09:00", "Lunch", "Ben Okafor"),
    ]
    assert book.steps()[0].label == "Updated 2 meetings from calendar.ics"


def test_what_the_user_settled_or_changed_is_left_as_it_is(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, PAST + AHEAD))
    past, ahead = book.read.values("SELECT id FROM meeting ORDER BY id")
    with book.work() as work:
        planning.mark_happened(work, past)
    with book.work() as work:
        planning.move(work, ahead, TODAY.replace(month=12, day=20))
    before = meetings(book)
    moved = event("past", ":20261111T100000", "Tea") + event("ahead", ":20261205T090000", "Lunch")
    again = found(book, written(tmp_path, moved))
    assert [card.status for card in events(again)] == ["same", "same"]
    assert remarks(again) == [
        (
            "Lunch",
            "the calendar says something else now, but you changed this meeting yourself; it was left as it is",
        )
    ]
    bring_in(book, written(tmp_path, moved))
    assert meetings(book) == before


def test_an_event_that_is_called_off_takes_its_open_meeting_with_it(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, AHEAD + COFFEE))
    off = written(tmp_path, event("ahead", ":20261204T090000", "Lunch", "STATUS:CANCELLED") + COFFEE)
    seen = found(book, off)
    assert [card.status for card in events(seen)] == ["skipped", "same"]
    assert remarks(seen) == [("Lunch", "it is cancelled; the meeting that stood for it is taken out")]
    assert len(report(seen, dry_run=True)["files"][0]["meetings"]) == 1
    bring_in(book, off)
    assert [meeting[3] for meeting in meetings(book)] == ["Coffee with Ana"]
    book.undo()
    assert len(meetings(book)) == 2


def test_nobody_is_made_unasked_and_strangers_are_named(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    mei = 'ATTENDEE;CN="Mei Tanaka":mailto:mei@tanaka.example'
    path = written(
        tmp_path,
        event("a", ":20261110T090000", "Walk", mei)
        + event("b", ":20261110T120000", "Fair", mei, "ATTENDEE:mailto:info@fair.example", people=())
        + event("c", ":20261111T090000", "Dentist", people=()),
    )
    seen = found(book, path)
    assert [card.status for card in events(seen)] == ["new", "skipped", "skipped"]
    assert remarks(seen) == [
        ("Walk", "not in your book: Mei Tanaka (mei@tanaka.example)"),
        ("Fair", "not in your book: Mei Tanaka (mei@tanaka.example), info@fair.example"),
        ("Dentist", "nobody is invited"),
    ]
    made = bring_in(book, path)
    assert (made.new, made.meetings) == (0, 1)
    book.undo()
    made = bring_in(book, path, create_people=True)
    assert (made.new, made.meetings) == (1, 2)
    assert meetings(book)[0][4] == "Ana Ruiz, Mei Tanaka"
    assert book.read.values("SELECT full_name FROM person ORDER BY id") == [
        "Ana Ruiz",
        "Ben Okafor",
        "Mei Tanaka",
    ]
    assert book.steps()[0].label == "Imported 2 meetings and 1 person from calendar.ics"
    assert [card.status for card in events(found(book, path, create_people=True))] == [
        "same",
        "same",
        "skipped",
    ]


def test_the_owner_is_nobody_and_what_the_owner_declined_did_not_happen(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    me = "ATTENDEE;PARTSTAT={}:mailto:JO@lindqvist.example"
    path = written(
        tmp_path,
        event("a", ":20261110T090000", "Alone", me.format("ACCEPTED"), people=())
        + event("b", ":20261110T120000", "Declined", me.format("DECLINED"))
        + event(
            "c", ":20261111T120000", "Without Ben", "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@okafor.example"
        ),
    )
    seen = found(book, path)
    assert [card.status for card in events(seen)] == ["skipped", "skipped", "new"]
    assert remarks(seen) == [("Alone", "nobody is invited"), ("Declined", "you declined it")]
    assert [one.names for card in events(seen) for one in card.meetings] == [("Ana Ruiz",)]


def test_a_meeting_written_down_by_hand_is_not_proposed_again(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    with book.work() as work:
        ana, ben = work.session.query(book_scenes.Person).order_by(book_scenes.Person.id)
        book_scenes.meeting(work, TODAY.replace(day=10), ana, ben)
        book_scenes.meeting(work, TODAY.replace(day=12), ana, kind="email")
    path = written(
        tmp_path,
        PAST + event("dinner", ":20261110T190000", "Dinner") + event("other", ":20261112T190000", "Walk"),
    )
    seen = found(book, path)
    # One by hand answers for one event.
    assert [card.status for card in events(seen)] == [
        "same",
        "new",
        "new",
    ]
    assert remarks(seen) == [("Coffee", "you wrote this meeting down yourself; it was left as it is")]


def test_taken_as_happened_it_is_a_contact_and_keeps_a_parked_person(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    with book.work() as work:
        work.session.query(book_scenes.Person).filter_by(full_name="Ana Ruiz").one().standing = "parked"
    standing = "SELECT standing FROM person WHERE full_name = 'Ana Ruiz'"
    path = written(tmp_path, PAST)
    bring_in(book, path)
    assert book.read.value(standing) == "parked"
    seen = found(book, path, accept=True)
    assert [card.status for card in events(seen)] == ["updated"]
    with book.work() as work:
        from crm.importing.applying import apply

        apply(work, seen, accept=True)
    assert meetings(book) == [("happened", "2026-11-10", "09:00", "Coffee", "Ana Ruiz")]
    assert book.read.value(standing) == "kept"
    assert last_contacts(book)[0] == "2026-11-10"


@pytest.mark.parametrize(
    ("guest", "who"),
    [
        ("ATTENDEE:mailto:ANA@ruiz.example", ["Ana Ruiz"]),
        ('ATTENDEE;CN="Ruiz, Ana":invalid:nomail', ["Ana Ruiz"]),
        ("ATTENDEE;CN=Ana Ruiz:mailto:other@ruiz.example", []),
        ("ATTENDEE;CN=Mira Nowak:mailto:house@nowak.example", ["Mira Nowak"]),
        ("ATTENDEE;CN=Somebody Else:mailto:house@nowak.example", []),
        ("ATTENDEE;CN=Sam Smith:invalid:nomail", []),
    ],
)
def test_people_are_known_by_address_and_by_name_only_without_one(
    book: Book, tmp_path: Path, guest: str, who: list[str]
) -> None:
    ana_and_ben(book)
    with book.work() as work:
        for name in ("Mira Nowak", "Jan Nowak"):
            book_scenes.person(work, name, "house@nowak.example")
        for _ in range(2):
            book_scenes.person(work, "Sam Smith")
    seen = found(book, written(tmp_path, event("x", ":20261110T090000", "Walk", guest, people=())))
    assert [name for card in events(seen) for one in card.meetings for name in one.names] == who


def test_people_of_a_file_before_are_known_in_the_calendar_after_it(book: Book, tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mei Tanaka\nEMAIL:mei@tanaka.example\nEND:VCARD\n")
    path = written(tmp_path, event("x", ":20261110T090000", "Walk", people=("mei@tanaka.example",)))
    made = bring_in(book, cards, path)
    assert (made.new, made.meetings) == (1, 1)
    assert meetings(book) == [("proposed", "2026-11-10", "09:00", "Walk", "Mei Tanaka")]
    assert [card.status for card in events(found(book, cards, path))] == ["same", "same"]


def test_the_calendar_this_program_writes_is_not_taken_for_meetings(book: Book, tmp_path: Path) -> None:
    from crm.exporting.due_entries import entries
    from crm.formats.calendar.writer import write
    from tests.conftest import NOW

    ana_and_ben(book)
    bring_in(book, written(tmp_path, AHEAD))
    due = tmp_path / "due.ics"
    due.write_bytes(write(entries(book.read, TODAY), NOW))
    seen = found(book, due)
    assert [card.status for card in events(seen)] == ["skipped"]
    assert remarks(seen)[0][1] == "it comes from Goodturn itself, and is in your book"


def test_the_report_counts_every_event(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, PAST))
    path = written(
        tmp_path,
        PAST + AHEAD + event("off", ":20261101T090000", "Off", "STATUS:CANCELLED") + "BEGIN:VEVENT\n",
    )
    (file,) = report(found(book, path), dry_run=True)["files"]
    assert {name: file[name] for name in ("format", "cards", "new", "updated", "same", "skipped")} == {
        "format": "ics", "cards": 4, "new": 1, "updated": 0, "same": 1, "skipped": 2,
    }  # fmt: skip
    assert file["meetings"] == [
        {"on": "2026-11-10", "at": "09:00", "what": "Coffee", "people": ["Ana Ruiz"], "state": "proposed"},
        {
            "on": "2026-12-04", "at": "09:00", "what": "Lunch", "people": ["Ana Ruiz", "Ben Okafor"],
            "state": "planned",
        },
    ]  # fmt: skip


def test_whoever_several_could_be_is_not_made_once_more(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    with book.work() as work:
        book_scenes.person(work, "Ana Ruiz", "ana@ruiz.example")
    path = written(tmp_path, PAST)
    seen = found(book, path, create_people=True)
    assert [(card.status, card.people, card.strangers) for card in events(seen)] == [("skipped", (), ())]
    assert bring_in(book, path, create_people=True).new == 0


def test_a_calendar_doubles_no_meeting_that_an_archive_of_the_same_call_brings(
    book: Book, new_book: Callable[[], Book], tmp_path: Path
) -> None:
    ana_and_ben(book)
    calendar = written(tmp_path, PAST)
    bring_in(book, calendar, accept=True)
    everything = tmp_path / "all.json"
    export(book.read, everything)
    other = new_book()
    ana_and_ben(other)
    bring_in(other, everything, calendar)
    assert meetings(other) == meetings(book)
    assert len(meetings(book)) == 1
