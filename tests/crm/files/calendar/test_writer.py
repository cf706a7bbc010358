"""What goes into a calendar comes out of it again, and nothing written in a name begins a line of its own."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.formats.calendar.entry import Entry
from crm.formats.calendar.writer import write

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 23)
AT_TWO = datetime.fromisoformat("2026-11-23T14:00")  # on whichever wall it is read
ODD = st.text(
    st.characters() | st.sampled_from("\r\n\t\v\f\x00\x1b\x85\u2028\u2029\\;,:\"'=😀é"), max_size=120
)
FORGED = st.sampled_from(
    ["\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", "x\nATTACH:file:///etc/passwd", "\u2028BEGIN:VALARM", "a\r b", "\\nX:y"]
)  # fmt: skip
HOUR = st.none() | st.sampled_from(["00:00", "14:30", "23:59"])


def read(data: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(data)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


@settings(deadline=None)
@given(ODD | FORGED, ODD | FORGED, ODD | FORGED, ODD | FORGED, HOUR)
def test_no_text_forges_a_line(uid: str, title: str, words: str, place: str, at: str | None) -> None:
    hostile = Entry(uid, DAY, title, words, at, None, place)
    data = write([hostile, Entry("2@goodturn", DAY, "Plain")], NOW)
    usual = write([Entry("1", DAY, "x", "x" if words else "", at, None, "x" if place else "")] * 2, NOW)
    assert len([one for one in read(data).walk() if one.name == "VEVENT"]) == 2
    assert [one.name for one in read(data).walk()] == ["VCALENDAR", "VEVENT", "VEVENT"]
    names = [line.partition(":")[0] for line in unfolded(data)]
    first = names[: names.index("END") + 1]
    expected = [line.partition(":")[0] for line in unfolded(usual)]
    assert first == expected[: expected.index("END") + 1]
    assert len(data.decode().splitlines()) == data.count(b"\r\n"), "some reader sees more lines"


@settings(deadline=None)
@given(ODD)
def test_lines_are_folded_at_75_octets_and_end_in_crlf(title: str) -> None:
    data = write([Entry("1@goodturn", DAY, title * 3)], NOW)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is split


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=200))
def test_words_come_back_as_they_were(words: str) -> None:
    event = read(write([Entry("1@goodturn", DAY, words, words)], NOW)).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == words


def test_a_whole_day_is_free_time_and_an_hour_is_the_readers_own() -> None:
    whole, hour = read(
        write([Entry("1@goodturn", DAY, "Thank Ana"), Entry("2@goodturn", DAY, "Coffee", at="14:00")], NOW)
    ).walk("VEVENT")
    assert (whole.decoded("DTSTART"), whole.decoded("DTEND")) == (DAY, DAY + timedelta(days=1))
    assert whole["TRANSP"] == "TRANSPARENT"
    assert hour.decoded("DTSTART") == AT_TWO
    assert hour.decoded("DURATION") == timedelta(hours=1)
    assert hour.decoded("DTSTAMP") == NOW


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Asia/Tokyo", datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
        ("Nowhere/At All", AT_TWO),
        ("../../etc/passwd", AT_TWO),
    ],
)
def test_an_hour_in_a_zone_is_that_moment(zone: str, start: datetime) -> None:
    event = read(write([Entry("1@goodturn", DAY, "Call", at="14:00", zone=zone)], NOW)).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == start


def test_an_empty_calendar_is_one() -> None:
    assert read(write([], NOW)).walk("VEVENT") == []
