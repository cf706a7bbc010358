"""Repeat rules as days: as an independent library reckons them, and bounded whatever a rule says."""

from datetime import date, datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.formats.calendar import recurrence, time_zones
from crm.formats.calendar.recurrence import StepBudget, days
from crm.formats.calendar.recurrence_rules import UnsupportedRuleError, parse_rule

UNTIL = date(2029, 1, 1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(",".join)
ordinals = st.builds(
    lambda n, day: f"{n}{day}", st.sampled_from([1, 2, 3, 4, -1, -2]), st.sampled_from(WEEKDAYS)
)
month_days = st.lists(
    st.sampled_from([1, 5, 15, 28, 29, 30, 31, -1, -3]), min_size=1, max_size=3, unique=True
)
weeks = st.lists(st.sampled_from([1, 2, 20, 51, 52, 53, -1, -2]), min_size=1, max_size=3, unique=True)
year_days = st.lists(
    st.sampled_from([1, 59, 60, 200, 365, 366, -1, -307]), min_size=1, max_size=3, unique=True
)
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
numbers = lambda values: values.map(lambda found: ",".join(map(str, found)))  # noqa: E731


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 6))}")
    by = draw(st.sampled_from(["", "day", "ordinal", "month day", "last weekday", "day of year"]))
    if by == "day":
        parts.append(f"BYDAY={draw(weekdays)}")
    elif by == "ordinal" and frequency in ("MONTHLY", "YEARLY"):
        parts.append(f"BYDAY={draw(ordinals)}")
    elif by == "month day" and frequency != "WEEKLY":
        parts.append(f"BYMONTHDAY={draw(numbers(month_days))}")
    elif by == "day of year" and frequency == "YEARLY":
        parts.append(f"BYYEARDAY={draw(numbers(year_days))}")
    elif by == "last weekday" and frequency == "MONTHLY":
        parts.append("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    if by in ("", "day", "ordinal") and "INTERVAL" not in "".join(parts) and draw(st.booleans()):
        parts.append(f"BYMONTH={draw(numbers(months))}")
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    return ";".join(parts)


# Days up to the 28th, and no months beside odd steps: what never comes true keeps the other one busy for minutes.
firsts = st.dates(date(2019, 1, 1), date(2027, 12, 31)).filter(lambda day: day.day <= 28)


@settings(max_examples=120, deadline=None)
@given(rules(), firsts, st.dates(date(2022, 1, 1), date(2028, 1, 1)))
def test_rules_give_the_days_that_another_reckoning_gives(text: str, first: date, since: date) -> None:
    told = rrulestr(text, dtstart=datetime.combine(first, datetime.min.time()))
    theirs = takewhile(lambda day: day < UNTIL, (moment.date() for moment in islice(told, 5000)))
    expected = [day for day in theirs if day >= since]
    ours = list(takewhile(lambda day: day < UNTIL, days(parse_rule(text), first, since)))
    assert ours[: len(expected)] == expected
    assert len(ours) == len(expected)


@settings(max_examples=40, deadline=None)
@given(weeks, st.integers(0, 6), st.integers(2019, 2027))
def test_weeks_of_the_year_are_those_of_iso_8601(chosen: list[int], weekday: int, year: int) -> None:
    """Asked of the standard library: the other reckoning takes the last week of some years for the one after it."""
    first = date(year, 1, 1)
    every = [first + timedelta(days=day) for day in range(3 * 365)]
    of = {day: day.isocalendar() for day in every if day.weekday() == weekday}
    last = {iso: date(iso, 12, 28).isocalendar().week for iso in range(year - 1, year + 5)}
    expected = [day for day, iso in of.items() if {iso.week, iso.week - last[iso.year] - 1} & set(chosen)]
    rule = parse_rule(f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, chosen))};BYDAY={WEEKDAYS[weekday]}")
    assert list(takewhile(lambda day: day <= every[-1], days(rule, first, first))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=DAILY;INTERVAL=10000;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=10000",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    ],
)
def test_a_rule_that_never_comes_true_ends(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    really = recurrence._period

    def counted(*args):  # type: ignore[no-untyped-def]
        nonlocal looked
        looked += 1
        return really(*args)

    monkeypatch.setattr(recurrence, "_period", counted)
    first = date(2020, 1, 1)
    found = list(islice(days(parse_rule(text), first, date(2024, 11, 21)), 10))
    assert [day for day in found if day < date(2100, 1, 1)] == []
    assert 0 < looked <= 12_000


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=SECONDLY", "it repeats secondly"),
        ("FREQ=MINUTELY;INTERVAL=5", "it repeats minutely"),
        ("FREQ=HOURLY", "it repeats hourly"),
        ("INTERVAL=2", "it repeats without saying how often"),
        ("FREQ=DAILY;INTERVAL=0", "its repeat rule says INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "its repeat rule says INTERVAL=-1"),
        ("FREQ=DAILY;COUNT=10001", "its repeat rule says COUNT=10001"),
        ("FREQ=WEEKLY;BYDAY=XX", "its repeat rule says BYDAY=XX"),
        ("FREQ=DAILY;COUNT=-1", "its repeat rule says COUNT=-1"),
        ("FREQ=DAILY;COUNT=0", "its repeat rule says COUNT=0"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "it repeats several times a day"),
        ("FREQ=MONTHLY;BYWEEKNO=20", "it repeats monthly by weeks of the year"),
        ("FREQ=WEEKLY;BYYEARDAY=20", "it repeats weekly by days of the year"),
        ("FREQ=WEEKLY;UNTIL=Whenever", "its repeat rule says UNTIL=whenever"),
        ("RSCALE=HEBREW;FREQ=YEARLY", "its repeat rule says RSCALE=HEBREW"),
        ("W1 MO #10", "it repeats without saying how often"),
    ],
)
def test_a_rule_nobody_follows_says_why(text: str, why: str) -> None:
    with pytest.raises(UnsupportedRuleError) as odd:
        parse_rule(text)
    assert str(odd.value) == why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=YEARLY;BYWEEKNO=45", ["2026-11-02", "2027-11-08"]),  # on the weekday it began with
        ("FREQ=HOURLY;INTERVAL=48", ["2026-10-26", "2026-10-28"]),
        ("FREQ=MINUTELY;INTERVAL=1440", ["2026-10-26", "2026-10-27"]),
        ("FREQ=WEEKLY;UNTIL=", ["2026-10-26", "2026-11-02"]),
    ],
)
def test_what_calendars_write_in_their_own_way_is_followed(text: str, expected: list[str]) -> None:
    first = date(2026, 10, 26)
    assert [day.isoformat() for day in islice(days(parse_rule(text), first, first), 2)] == expected


def test_a_count_that_is_over_before_the_window_gives_nothing() -> None:
    assert list(days(parse_rule("FREQ=DAILY;COUNT=30"), date(2020, 1, 1), date(2024, 1, 1))) == []


def test_a_count_so_long_that_the_window_is_not_reached_says_so() -> None:
    rule = parse_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=9000")
    with pytest.raises(UnsupportedRuleError, match="too long"):
        list(days(rule, date(1980, 1, 1), date(2024, 1, 1)))


def test_a_zone_that_changes_daily_is_reckoned_once_a_year_however_many_events_ask(monkeypatch) -> None:
    reckoned = []
    monkeypatch.setattr(time_zones, "days", lambda *rule: reckoned.append(rule) or days(*rule))
    daily = (
        b"BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:20200101T030000\nTZOFFSETTO:+0100\n"
        b"RRULE:FREQ=DAILY\nEND:STANDARD\nEND:VTIMEZONE"
    )
    _, zone = time_zones.parse_timezone(daily, StepBudget())
    assert zone is not None
    asked = [datetime(2026, 1, 1, 12, tzinfo=zone) + timedelta(days=day) for day in range(300)]
    assert {moment.utcoffset() for moment in asked} == {timedelta(hours=1)}
    assert len(reckoned) == 1


def test_zones_that_change_daily_share_what_may_be_reckoned_for_them() -> None:
    onset = b"BEGIN:STANDARD\nDTSTART:20200101T030000\nTZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\n"
    steps = StepBudget(1000)
    for number in range(3):
        _, zone = time_zones.parse_timezone(
            b"BEGIN:VTIMEZONE\nTZID:Z%d\n%sEND:VTIMEZONE" % (number, onset * 3), steps
        )
        assert datetime(2026, 1, 1, 12, tzinfo=zone).utcoffset() == timedelta(hours=1)
    with pytest.raises(UnsupportedRuleError):
        steps.take()
