"""Calendars whose events repeat without end: what nobody asks for is not reckoned, and what is offered stays bounded."""

from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.formats.calendar import calendar_overview, recurrence
from crm.formats.calendar.reader import read
from crm.formats.calendar.recurrence import StepBudget, days
from crm.formats.calendar.recurrence_rules import UnsupportedRuleError, parse_rule
from crm.importing.calendar import occurrence_limit
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
from tests.growth import lines_run

MANY = "there are very many events that repeat: of this one only the latest time of the last week and the next one count"
NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"


def _daily(many: int, *lines: str, people: tuple[str, ...] = ("ana@ruiz.example",)) -> str:
    rule = lines or ("RRULE:FREQ=DAILY",)
    start = ":20200101T080000"
    return "".join(event(f"d{at}", start, f"Daily {at}", *rule, people=people) for at in range(many))


def test_of_too_many_that_repeat_the_later_ones_offer_only_their_latest(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana_and_ben(book)
    # Each time of an event with Ana alone takes two of it.
    monkeypatch.setattr(occurrence_limit, "_BUDGET", 2000)
    path = written(tmp_path, _daily(3) + event("one", ":20260103T080000", "Single"))
    seen = found(book, path)
    assert [len(card.meetings) for card in events(seen)] == [731, 2, 2, 1]
    assert remarks(seen) == [("Daily 1", MANY), ("Daily 2", MANY)]
    bring_in(book, path)
    lately = [day for _, day, _, what, _ in meetings(book) if what == "Daily 2"]
    assert lately == ["2026-11-20", TODAY.isoformat()]
    assert {card.status for card in events(found(book, path))} == {"same"}


def test_one_that_ended_longer_ago_than_they_offer_is_skipped_and_said(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana_and_ben(book)
    monkeypatch.setattr(occurrence_limit, "_BUDGET", 100)
    ended = event("ended", ":20200101T080000", "Ended", "RRULE:FREQ=DAILY;UNTIL=20261101")
    path = written(tmp_path, _daily(1) + ended)
    assert [(card.status, len(card.meetings)) for card in events(found(book, path))] == [
        ("new", 2),
        ("skipped", 0),
    ]
    none = "there are very many events that repeat, and this one has no time in the last week or ahead"
    assert remarks(found(book, path))[1:] == [("Ended", none)]


def test_long_texts_and_many_people_take_their_share_of_what_is_offered(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana_and_ben(book)
    monkeypatch.setattr(occurrence_limit, "_BUDGET", 2000)
    both = ("ana@ruiz.example", "ben@okafor.example")
    for more in (_daily(1, people=both), _daily(1, "RRULE:FREQ=DAILY", f"DESCRIPTION:{'a' * 700}")):
        assert [len(card.meetings) for card in events(found(book, written(tmp_path, more)))] == [2]


@pytest.mark.parametrize(
    ("lines", "people"),
    [(("RRULE:FREQ=DAILY",), ()), (("RRULE:FREQ=DAILY", "STATUS:CANCELLED"), ("ana@ruiz.example",))],
    ids=["nobody", "cancelled"],
)
def test_times_that_nobody_asks_for_are_not_reckoned(
    book: Book, tmp_path: Path, lines: tuple[str, ...], people: tuple[str, ...]
) -> None:
    ana_and_ben(book)

    def costs(*rules: str) -> int:
        path = written(tmp_path, _daily(20, *lines, *rules, people=people))
        return lines_run(lambda: found(book, path))

    once = written(tmp_path, _daily(20, "SUMMARY:x", *lines[1:], people=people))
    assert costs() / lines_run(lambda: found(book, once)) < 3


def test_a_count_of_days_or_weeks_is_reckoned_and_not_counted_off(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    really = recurrence._period
    monkeypatch.setattr(recurrence, "_period", lambda *args: looked.append(args) or really(*args))
    daily = days(parse_rule("FREQ=DAILY;COUNT=9999"), date(2000, 1, 1), date(2026, 1, 1))
    assert sum(1 for _ in daily) == 9999 - (date(2026, 1, 1) - date(2000, 1, 1)).days
    weekly = days(parse_rule("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=2800"), date(2000, 1, 6), date(2026, 1, 1))
    assert next(weekly) == date(2026, 1, 1)
    assert len(looked) < 600


def test_rules_that_never_come_true_share_what_may_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = StepBudget(100)
    for _ in range(2):
        with pytest.raises(UnsupportedRuleError, match="too long to follow"):
            list(days(parse_rule(NEVER.removeprefix("RRULE:")), date(2020, 1, 1), TODAY, budget=steps))
    monkeypatch.setattr(calendar_overview, "StepBudget", lambda: StepBudget(15_000))
    path = written(tmp_path, _daily(3, NEVER))
    told = [remark.reason for card in read(path, TODAY) for remark in card.remarks]
    assert len(told) == 2
    assert set(told) == {"its repeat rule takes too long to follow, so only some of its times were read"}
