"""An event told several times: the newer telling stands wherever it comes; two events of one UID stay two."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.formats.calendar.cancelled_titles import says_cancelled
from crm.formats.read_options import Options
from crm.importing.applying import import_directly as brought_in
from crm.importing.json_report import report
from crm.importing.preview_lists import compute_lists, count_results
from crm.meetings import planning
from crm.meetings.event_sources import parse_source
from tests.calendars import event
from tests.conftest import TODAY
from tests.crm.files.calendar.scenes import (
    ana_and_ben,
    bring_in,
    events,
    found,
    meetings,
    remarks,
    written,
)

OLD = event("a", ":20261110T090000", "Lunch", "SEQUENCE:1")
NEW = event("a", ":20261111T100000", "Lunch, moved", "SEQUENCE:2")
BEN = ("ben@okafor.example",)


def days(book: Book) -> list[tuple[str, str]]:
    return [(meeting[1], meeting[3]) for meeting in meetings(book)]


def both_agree(book: Book, *paths: Path) -> list[tuple[str, str]]:
    """A dry run and an import say the same, and what they say is in the book then."""
    dry = report(found(book, *paths), dry_run=True)["files"]
    with book.work() as work:
        real = report(brought_in(work, book.read, list(paths), options=Options(today=TODAY)))["files"]
    for one, other in zip(dry, real, strict=True):
        counts = ("cards", "new", "updated", "same", "skipped", "remarks")
        assert [one[name] for name in counts] == [other[name] for name in counts]
        assert one["cards"] == one["new"] + one["updated"] + one["same"] + one["skipped"]
    last_word = {(one["on"], one["what"]) for file in dry[-1:] for one in file["meetings"]}
    assert last_word <= set(days(book))
    return days(book)


@pytest.mark.parametrize("told", [OLD + NEW, NEW + OLD, NEW + OLD + OLD, OLD + NEW + NEW])
def test_the_newer_sequence_stands_wherever_it_comes(book: Book, tmp_path: Path, told: str) -> None:
    ana_and_ben(book)
    assert both_agree(book, written(tmp_path, told)) == [("2026-11-11", "Lunch, moved")]
    seen = found(book, written(tmp_path, told))
    assert {card.status for card in events(seen)} == {"same", "skipped"}
    assert any(reason.startswith("it is an older version of an event") for _, reason in remarks(seen))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("DTSTAMP:20261101T000000Z", "DTSTAMP:20261102T000000Z"),
        ("LAST-MODIFIED:20261101T000000Z", "LAST-MODIFIED:20261102T000000Z"),
        # When a file was written says less than when the event was.
        (
            "LAST-MODIFIED:20261101T000000Z\nDTSTAMP:20261120T000000Z",
            "LAST-MODIFIED:20261102T000000Z\nDTSTAMP:20261110T000000Z",
        ),
        ("SEQUENCE:2\nDTSTAMP:20261120T000000Z", "SEQUENCE:10\nDTSTAMP:20261102T000000Z"),
    ],
)
def test_without_a_sequence_the_later_stamp_stands(
    book: Book, tmp_path: Path, older: str, newer: str
) -> None:
    ana_and_ben(book)
    old, new = (event("a", ":20261110T090000", what, line) for what, line in (("Old", older), ("New", newer)))
    assert both_agree(book, written(tmp_path, new + old)) == [("2026-11-10", "New")]
    book.undo()
    assert both_agree(book, written(tmp_path, old + new)) == [("2026-11-10", "New")]


def test_people_made_for_an_older_telling_are_guests_of_the_newer(book: Book, tmp_path: Path) -> None:
    mei = ("mei@tanaka.example",)
    old, new = (event("a", f":2026111{day}T090000", "Talk", f"SEQUENCE:{day}", people=mei) for day in (1, 2))
    path = written(tmp_path, old + new)
    made = bring_in(book, path, create_people=True)
    assert (made.new, made.meetings) == (1, 1)
    expected = [("2026-11-12", "mei@tanaka.example")]
    assert [(meeting[1], meeting[4]) for meeting in meetings(book)] == expected
    book.undo()
    with book.work() as work:
        brought_in(work, book.read, [path], options=Options(today=TODAY, create_people=True))
    assert [(meeting[1], meeting[4]) for meeting in meetings(book)] == expected
    assert book.read.value("SELECT count(*) FROM person") == 1


def test_an_older_cancelling_takes_nothing_out(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, NEW))
    bring_in(
        book, written(tmp_path, event("a", ":20261110T090000", "Lunch", "SEQUENCE:1", "STATUS:CANCELLED"))
    )
    assert days(book) == [("2026-11-11", "Lunch, moved")]


def test_a_newer_telling_of_a_series_takes_all_its_times(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    old = event("r", ":20261102T090000", "Weekly", "RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:0")
    new = event("r", ":20261103T090000", "Weekly", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:1")
    assert [day for day, _ in both_agree(book, written(tmp_path, old + new))] == ["2026-11-03", "2026-11-10"]


def test_of_several_files_the_newer_telling_stands_in_any_order(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    old, new = written(tmp_path, OLD, "old.ics"), written(tmp_path, NEW, "new.ics")
    assert both_agree(book, new, old) == [("2026-11-11", "Lunch, moved")]
    book.undo()
    assert both_agree(book, old, new) == [("2026-11-11", "Lunch, moved")]
    again = found(book, old)
    assert [card.status for card in events(again)] == ["skipped"]
    assert remarks(again) == [("Lunch", "your book has a newer version of this event; it was left as it is")]
    assert both_agree(book, old) == [("2026-11-11", "Lunch, moved")]


def test_a_calendar_moved_to_a_program_that_counts_anew_is_still_followed(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(
        book,
        written(tmp_path, event("a", ":20261110T090000", "Old", "SEQUENCE:7", "DTSTAMP:20261101T000000Z")),
    )
    later = event("a", ":20261112T090000", "New", "SEQUENCE:0", "DTSTAMP:20261115T000000Z")
    bring_in(book, written(tmp_path, later))
    assert days(book) == [("2026-11-12", "New")]


def test_cancelled_in_its_newer_telling_it_is_none_whichever_comes_first(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    off = event("a", ":20261110T090000", "Canceled: Lunch", "SEQUENCE:2")
    for told in (OLD + off, off + OLD):
        assert both_agree(book, written(tmp_path, told)) == []
    bring_in(book, written(tmp_path, OLD))
    again = event("a", ":20261110T090000", "Lunch after all", "SEQUENCE:3")
    assert both_agree(book, written(tmp_path, off + again)) == [("2026-11-10", "Lunch after all")]
    assert (
        both_agree(book, written(tmp_path, event("a", ":20261110T090000", "Abgesagt: Lunch", "SEQUENCE:4")))
        == []
    )


def test_two_events_of_one_uid_are_two_meetings_and_stay_so(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    one, other = event("1", ":20261110T090000", "Lunch"), event("1", ":20261112T090000", "Walk")
    expected = [("2026-11-10", "Lunch"), ("2026-11-12", "Walk")]
    assert both_agree(book, written(tmp_path, one + other)) == expected
    for told in (one + other, other + one, one, other):
        seen = found(book, written(tmp_path, told))
        assert {card.status for card in events(seen)} == {"same"}
    book.undo()
    bring_in(book, written(tmp_path, other))
    with book.work() as work:
        planning.mark_happened(work, book.read.value("SELECT id FROM meeting"))
    assert both_agree(book, written(tmp_path, one + other)) == expected


def test_one_uid_for_all_that_a_program_writes_is_one_meeting_each(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    told = "".join(event("1", f":202611{day}T090000", f"Day {day}") for day in range(10, 20))
    weekly = event("1", ":20261001T070000", "Weekly", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert len(both_agree(book, written(tmp_path, told + weekly))) == 12
    assert {card.status for card in events(found(book, written(tmp_path, weekly + told)))} == {"same"}


def test_a_uid_of_two_calendars_is_two_events_where_nothing_else_is_alike(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    mine = written(tmp_path, event("1", ":20261110T090000", "Lunch"), "mine.ics")
    work = written(tmp_path, event("1", ":20261112T090000", "Board", people=BEN), "work.ics")
    assert both_agree(book, mine, work) == [("2026-11-10", "Lunch"), ("2026-11-12", "Board")]
    book.undo()
    bring_in(book, mine)
    bring_in(book, work)
    assert len(meetings(book)) == 2
    assert {card.status for card in events(found(book, mine, work))} == {"same"}


def test_what_was_read_is_kept_with_its_revision() -> None:
    assert parse_source("uid with blanks/20261110 abc")[:2] == ("uid with blanks/20261110", "abc")
    assert parse_source("u abc.3.20261101T000000Z").revision == (3, "20261101T000000Z")
    assert parse_source("u abc..20261101T000000Z").revision == (0, "20261101T000000Z")


@pytest.mark.parametrize(
    "title",
    [
        "Canceled: Lunch", "CANCELLED: Lunch", "Cancelled - Lunch", "[Canceled] Lunch", "(cancelled) Lunch",
        "Abgesagt: Jour fixe", "Abgesagt - Jour fixe", "ABGESAGT Jour fixe", "Entfällt: Jour fixe", "Storniert: Tisch",
        "Annulé : déjeuner", "Annulée: réunion", "Cancelado: almuerzo", "Cancelada: reunião", "Annullato: pranzo",
        "Geannuleerd: lunch", "Aflyst: frokost", "Inställt: lunch", "Peruttu: lounas", "Odwołane: obiad",
        "Zrušeno: oběd", "Отменено: обед", "キャンセル済み: 会議", "已取消：会议", "FW: Canceled: Lunch", "WG: Abgesagt: Treff",
        "Lunch (cancelled)", "Mittagessen - abgesagt", "Cancelled", "*** CANCELLED *** Lunch", "İptal: toplantı",
    ],
)  # fmt: skip
def test_a_title_that_says_so_is_cancelled(title: str) -> None:
    assert says_cancelled(title)


@pytest.mark.parametrize(
    "title",
    [
        "Cancelled flights: what we learned", "Lunch with Cancelleri", "Cancel: gym membership", "Abgesagte Reisen",
        "Why we cancelled", "CANCELLED CHEQUES", "Uncancelled: Lunch", "Annul: x", "Lunch: cancelled orders", "",
    ],
)  # fmt: skip
def test_a_title_about_something_cancelled_is_not(title: str) -> None:
    assert not says_cancelled(title)


def test_what_its_title_cancels_is_told_and_takes_its_open_meeting_with_it(
    book: Book, tmp_path: Path
) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, event("a", ":20261204T090000", "Lunch")))
    off = written(tmp_path, event("a", ":20261204T090000", "Abgesagt: Lunch"))
    seen = found(book, off)
    assert [card.status for card in events(seen)] == ["skipped"]
    said = "its title says that it is cancelled; the meeting that stood for it is taken out"
    assert remarks(seen) == [("Abgesagt: Lunch", said)]
    bring_in(book, off)
    assert meetings(book) == []


def test_what_two_files_say_of_one_event_is_listed_and_counted_once(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    old, new = written(tmp_path, OLD, "old.ics"), written(tmp_path, NEW, "new.ics")
    for paths in ((old, new), (new, old), (new, new)):
        seen = found(book, *paths)
        lists = compute_lists(seen)
        assert [(one.change, one.what) for one in lists.meetings] == [("new", "Lunch, moved")]
        assert count_results(seen, lists, {}).meetings == 1
