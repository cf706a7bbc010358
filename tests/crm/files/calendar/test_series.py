"""What a file says of an event that repeats: several rules, times taken out or moved by day or by hour, odd rules."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.book import Book
from crm.formats.calendar.reader import read
from tests.calendars import event
from tests.conftest import TODAY
from tests.crm.files.calendar.scenes import ana_and_ben, bring_in, events, found, meetings, written

WEEKLY = "RRULE:FREQ=WEEKLY;UNTIL={}"
ALL_DAY, TIMED = ";VALUE=DATE:20261026", ";TZID=Europe/Berlin:20261026T100000"


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def told(folder: Path, *lines: str, start: str = TIMED, more: str = "") -> tuple[list[str], list[str]]:
    """The times of the first event, and what is said of it."""
    card = next(iter(read(written(folder, event("r", start, "Weekly", *lines) + more), TODAY)))
    assert card.event is not None
    times = [f"{one.on:%m-%d}{' ' + one.at if one.at else ''}" for one in card.event.times]
    return times, [remark.reason for remark in card.remarks]


@pytest.mark.parametrize(
    "taken_out",
    [
        "EXDATE;VALUE=DATE:20261102",
        "EXDATE:20261102",
        "EXDATE:20261102T000000Z",
        "EXDATE:20261102T000000",
        "EXDATE;TZID=Europe/Berlin:20261102T000000",
        "EXDATE;TZID=America/New_York:20261102T000000",
        "EXDATE:20261101T230000Z",  # midnight in Berlin
        "EXDATE:20261101T183000Z",  # midnight in Delhi
        "EXDATE:20261102T090000Z",
        "RECURRENCE-ID:20261102T000000Z",
        "RECURRENCE-ID:20261101T230000Z",
        "RECURRENCE-ID;VALUE=DATE:20261102",
    ],
)
def test_of_a_series_of_whole_days_a_time_is_taken_out_by_its_day(tmp_path: Path, taken_out: str) -> None:
    moved = event("r", ";VALUE=DATE:20261103", "Moved", taken_out) if "RECURRENCE" in taken_out else ""
    lines = [WEEKLY.format("20261115T230000Z"), *([] if moved else [taken_out])]
    assert told(tmp_path, *lines, start=ALL_DAY, more=moved) == (["10-26", "11-09", "11-16"], [])


@pytest.mark.parametrize(
    "taken_out",
    [
        "EXDATE;VALUE=DATE:20261102",
        "EXDATE:20261102T090000Z",
        "EXDATE:20261102T100000",
        "EXDATE;TZID=America/New_York:20261102T040000",
        "RECURRENCE-ID;VALUE=DATE:20261102",
        "RECURRENCE-ID:20261102T100000",
    ],
)
def test_of_a_series_of_hours_a_time_is_taken_out_by_its_day_or_in_any_zone(
    tmp_path: Path, taken_out: str
) -> None:
    moved = event("r", ":20261103T120000Z", "Moved", taken_out) if "RECURRENCE" in taken_out else ""
    lines = [WEEKLY.format("20261116"), *([] if moved else [taken_out])]
    assert told(tmp_path, *lines, more=moved)[0] == ["10-26 10:00", "11-09 10:00", "11-16 10:00"]
    floating = told(tmp_path, *lines, start=":20261026T100000", more=moved)[0]
    assert floating == ["10-26 10:00", "11-09 10:00", "11-16 10:00"]


def test_a_day_moved_by_the_hour_is_the_meeting_that_was_there_for_it(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    series = event("r", ALL_DAY, "Fair", WEEKLY.format("20261109"))
    bring_in(book, written(tmp_path, series))
    moved = event("r", ";VALUE=DATE:20261103", "Fair, a day later", "RECURRENCE-ID:20261102T000000Z")
    again = written(tmp_path, moved + series)
    assert [card.status for card in events(found(book, again))] == ["updated", "same"]
    bring_in(book, again)
    assert [meeting[1] for meeting in meetings(book)] == ["2026-10-26", "2026-11-03", "2026-11-09"]


@pytest.mark.parametrize(
    ("lines", "times", "said"),
    [
        (
            ["RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=MONTHLY;BYMONTHDAY=10;COUNT=1"],
            ["10-26 10:00", "11-02 10:00", "11-10 10:00"],
            [],
        ),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=SECONDLY"],
            ["10-26 10:00", "11-02 10:00"],
            ["it repeats secondly, so only some of its times were read"],
        ),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"], ["10-27 10:00", "10-29 10:00"], []),
        (["RRULE:FREQ=DAILY;COUNT=2;BYHOUR=14;BYMINUTE=30"], ["10-26 14:30", "10-27 14:30"], []),
        (
            ["RDATE;VALUE=PERIOD:20261028T090000Z/PT1H", "RDATE;VALUE=DATE:20261030"],
            ["10-26 10:00", "10-28 10:00", "10-30 10:00"],
            [],
        ),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=-1"],
            ["10-26 10:00"],
            ["its repeat rule says COUNT=-1, so only its first time was read"],
        ),
        (
            ["RRULE:FREQ=WEEKLY;UNTIL=20251026"],
            ["10-26 10:00"],
            ["its repeat rule ends before it begins, so only its first time was read"],
        ),
        (
            ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
            ["10-26 10:00"],
            ["its repeat rule gives no time, so only its first was read"],
        ),
    ],
)
def test_rules_are_followed_together_and_what_is_not_followed_is_told(
    tmp_path: Path, lines: list[str], times: list[str], said: list[str]
) -> None:
    assert told(tmp_path, *lines) == (times, said)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=WEEKLY;COUNT=0"])
def test_however_long_ago_the_first_time_of_an_odd_rule_is_a_meeting(
    book: Book, tmp_path: Path, rule: str
) -> None:
    ana_and_ben(book)
    path = written(tmp_path, event("x", ":20191026T100000", "Lunch", f"RRULE:{rule}"))
    bring_in(book, path)
    assert [meeting[1] for meeting in meetings(book)] == ["2019-10-26"]
    assert [card.status for card in events(found(book, path))] == ["same"]
