"""The text of the notification: counts, the first row, plain characters."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.people.short_names import PersonRef
from crm.reminders.notification_text import morning_notice, one_line
from crm.today.row import MeetingToday, Row, TodayList

ON = date(2026, 11, 23)


def row(what: str) -> Row:
    return Row("promise-1", "share", "keep_your_word", "Keep your word", 1, (), what, "", ON, 0, "", "Write")


def shown(*rows: str, meetings: int = 0) -> TodayList:
    met = MeetingToday(
        "meeting-1", 1, "14:00", (PersonRef(1, "Lena"),), "Coffee with Lena", "", "planned", ""
    )
    return TodayList(ON, "", "", (met,) * meetings, tuple(map(row, rows)), 0, "")


@pytest.mark.parametrize(
    ("day", "title", "words"),
    [
        (shown("Thank Ana"), "1 good turn today", "Thank Ana"),
        (shown("Thank Ana", "Write to Ben", "Call Mei", meetings=2), "3 good turns today", "Thank Ana"),
        (shown(meetings=1), "1 meeting today", "Coffee with Lena at 14:00"),
    ],
)
def test_how_much_and_the_first_of_it(day: TodayList, title: str, words: str) -> None:
    notice = morning_notice(day, hide_names=False)
    assert notice is not None
    assert (notice.title, notice.body) == (title, words)
    hidden = morning_notice(day, hide_names=True)
    assert hidden is not None
    assert (hidden.title, hidden.body) == (title, "")


def test_an_empty_day_has_no_notification() -> None:
    assert morning_notice(shown(), hide_names=False) is None


@settings(deadline=None)
@given(st.text())
def test_one_line_of_plain_characters(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 200
    assert len(line.splitlines()) <= 1
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066\u2028" for char in line)
