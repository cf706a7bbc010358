"""A series that has other times by now: what stood for its old ones goes, unless somebody has touched it."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.meetings import answering_proposals
from tests.calendars import event
from tests.crm.files.calendar.scenes import ana_and_ben, bring_in, found, meetings, remarks, written

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"
FIRST = event("s", ":20261102T100000", "Jour fixe", WEEKLY)
DAYS = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]


def times(book: Book) -> list[str]:
    return [f"{meeting[1]} {meeting[2]}" for meeting in meetings(book)]


def newer(*lines: str, start: str = ":20261102T100000") -> str:
    return event("s", start, "Jour fixe", "SEQUENCE:1", *lines)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (newer(WEEKLY, start=":20261102T110000"), [f"{day} 11:00" for day in DAYS]),
        (newer(WEEKLY, "EXDATE:20261109T100000"), [f"{day} 10:00" for day in DAYS if day != "2026-11-09"]),
        (newer("RRULE:FREQ=WEEKLY;UNTIL=20261110T000000"), [f"{day} 10:00" for day in DAYS[:2]]),
    ],
)
def test_a_newer_telling_takes_the_old_times_out(
    book: Book, tmp_path: Path, told: str, left: list[str]
) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, FIRST))
    assert times(book) == [f"{day} 10:00" for day in DAYS]
    path = written(tmp_path, told)
    assert ("Jour fixe", "it has other times by now: what stood for those that are over is taken out") in remarks(
        found(book, path)
    )  # fmt: skip
    bring_in(book, path)
    assert times(book) == left
    bring_in(book, path)
    assert times(book) == left
    book.undo()
    assert times(book) == [f"{day} 10:00" for day in DAYS]


@pytest.mark.parametrize(
    "told",
    [
        event("s", ":20261102T110000", "Jour fixe", WEEKLY),  # nothing says that it is newer
        newer("RRULE:FREQ=FORTNIGHTLY"),
        newer(WEEKLY) + event("s", ":20261109T100000", "Jour fixe", "SEQUENCE:1", "RECURRENCE-ID:20261109T100000"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_to_be_over_stays(book: Book, tmp_path: Path, told: str) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, FIRST))
    bring_in(book, written(tmp_path, told))
    assert {f"{day} 10:00" for day in DAYS} <= set(times(book))


def test_what_was_settled_or_changed_by_hand_stays(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(book, written(tmp_path, FIRST))
    ids = book.read.values("SELECT id FROM meeting ORDER BY held_on")
    with book.work() as work:
        answering_proposals.confirm(work, ids[:1])
    with book.work() as work:
        work.connection.execute("UPDATE meeting SET place = 'Gail''s' WHERE id = ?", (ids[1],))
    bring_in(book, written(tmp_path, newer(WEEKLY, start=":20261102T110000")))
    kept = [one for one in times(book) if one.endswith("10:00")]
    assert kept == ["2026-11-02 10:00", "2026-11-09 10:00"]
