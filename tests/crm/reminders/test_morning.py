"""One notification per day, through DST changes, sleep, travel and wrong clocks."""

import os
import time as system_time
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random, SystemRandom
from zoneinfo import ZoneInfo

import pytest

from crm.clock import Clock
from crm.reminders.days_notified import FILE_NAME, NotifiedDays
from crm.reminders.morning import ReminderHours, due_day, parse_hours
from tests.crm.reminders.machines import DAY, Machine, Transition, expected, simulate, transitions

ALL_DAY = ReminderHours(time(8, 30), time(0), time(0))
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def machine(zone: str, at: datetime, hours: ReminderHours = ALL_DAY) -> Machine:
    return Machine(Random(0), ZoneInfo(zone), at.timestamp(), hours, frozenset())


def days_of(machine: Machine) -> list[str]:
    return [day.isoformat() for day, _look in machine.notified]


def run_mixes(number: int, seed: int) -> None:
    print(f"{number} mixes of zone, summer time, sleep and clock jumps, seed {seed}")
    notified = 0
    for mix in range(number):
        simulated = simulate(Random(f"{seed}-{mix}"))
        assert simulated.notified == expected(simulated), f"mix {mix} of seed {seed}"
        notified += len(simulated.notified)
    print(f"{notified} reminders, each exactly once and at the first look of its day's hours")
    assert notified > number, "the mixes hardly ever came to a reminder"


def test_five_hundred_mixes_remind_of_each_day_exactly_once() -> None:
    run_mixes(500, seed=2026)


@pytest.mark.endure
def test_twenty_thousand_mixes_remind_of_each_day_exactly_once() -> None:
    run_mixes(20_000, SystemRandom().randrange(10**9))


def remind_through(change: Transition) -> None:
    """The notification time is skipped or repeated by this transition.

    Not tested if the gap ends the day, as in Nuuk: the skipped hour then belongs to no poll of that day.
    """
    if change.ends_a_day:
        return
    wanted = ReminderHours(change.middle.time().replace(second=0), time(0), time(0))
    awake = machine(change.zone, change.at - timedelta(hours=3, seconds=20), wanted)
    awake.stay_awake(6 * 60)
    notified_at = [look for day, look in awake.notified if day == change.middle.date()]
    assert len(notified_at) == 1, change
    now = awake.polls[notified_at[0]]
    passed = now.astimezone(UTC) - change.at
    if change.is_gap:
        assert timedelta(0) <= passed < timedelta(minutes=1), f"{change}: right after the gap"
    else:
        assert passed < timedelta(0), f"{change}: the first of the two"


@pytest.mark.parametrize("change", transitions()[::60], ids=lambda one: f"{one.zone}-{one.at:%Y-%m-%d}")
def test_an_hour_left_out_reminds_right_after_and_one_that_comes_twice_once(change: Transition) -> None:
    remind_through(change)


@pytest.mark.endure
def test_every_change_of_every_zone_until_2040_reminds_once() -> None:
    assert len(transitions()) > 1000
    for change in transitions():
        remind_through(change)
    print(f"{len(transitions())} changes of the clock, each day notified of once")


def test_the_missing_hour_of_berlin() -> None:
    wanted = ReminderHours(time(2, 30), time(0), time(0))
    awake = machine("Europe/Berlin", datetime(2026, 3, 29, 0, 0, tzinfo=UTC), wanted)
    awake.stay_awake(120)
    assert [awake.polls[look].strftime("%H:%M") for _, look in awake.notified] == ["03:00"]


def test_a_clock_set_back_reminds_of_nothing_twice() -> None:
    awake = machine("Europe/Berlin", FRIDAY)
    awake.stay_awake(10)
    awake.set_clock(-2 * 3600)
    awake.stay_awake(180)
    assert days_of(awake) == ["2026-11-20"]


def test_a_clock_set_forward_and_back_neither_loses_nor_doubles_a_day() -> None:
    awake = machine("Europe/Berlin", datetime(2026, 11, 20, 6, 0, tzinfo=UTC))  # 07:00 local time
    awake.set_clock(10 * DAY + 3 * 3600)
    awake.stay_awake(5)
    awake.set_clock(-awake.wrong_by)
    awake.stay_awake(120)
    awake.sleep(DAY - 7200)
    awake.stay_awake(120)
    assert days_of(awake) == ["2026-11-30", "2026-11-20", "2026-11-21"]


def test_a_clock_that_woke_in_1970_costs_today_nothing() -> None:
    awake = machine("UTC", FRIDAY)
    awake.set_clock(-FRIDAY.timestamp() + 400 * DAY)
    awake.restart()
    awake.stay_awake(2)
    awake.set_clock(-awake.wrong_by)
    awake.restart()
    awake.stay_awake(2)
    assert days_of(awake)[-1] == "2026-11-20"


def test_travel_west_and_east_skips_no_day() -> None:
    awake = machine("Asia/Tokyo", datetime(2026, 11, 19, 23, 0, tzinfo=UTC))  # 08:00 on the 20th
    awake.stay_awake(60)
    awake.zone = ZoneInfo("America/Los_Angeles")  # it is the 19th again, 16:00
    awake.stay_awake(24 * 60)
    awake.zone = ZoneInfo("Asia/Tokyo")  # 09:00 on the 21st
    awake.stay_awake(24 * 60)
    assert days_of(awake) == ["2026-11-20", "2026-11-19", "2026-11-21", "2026-11-22"]


def test_a_month_asleep_is_one_list_not_thirty() -> None:
    awake = machine("Europe/Berlin", FRIDAY)
    awake.stay_awake(1)
    awake.sleep(30 * DAY)
    awake.stay_awake(60)
    assert days_of(awake) == ["2026-11-20", "2026-12-20"]


@pytest.mark.parametrize(
    ("wall", "due"),
    [
        ("07:59", False),
        ("08:29", False),
        ("08:30", True),
        ("19:59", True),
        ("20:00", False),
        ("23:00", False),
    ],
)
def test_only_from_the_chosen_time_on_and_in_waking_hours(wall: str, due: bool) -> None:
    now = datetime.combine(FRIDAY.date(), time.fromisoformat(wall), UTC)
    found = due_day(now, parse_hours("08:30", "08:00", "20:00"), (), lambda day: False)
    assert found == (FRIDAY.date() if due else None)


@pytest.mark.parametrize(
    ("at", "first", "last", "begin"),
    [
        ("06:00", "08:00", "20:00", "08:00"),
        ("21:00", "08:00", "20:00", "08:00"),
        ("19:00", "18:00", "02:00", "19:00"),
        ("09:00", "18:00", "02:00", "18:00"),
        ("01:00", "18:00", "02:00", "01:00"),
        ("nonsense", "00:00", "00:00", "08:30"),
    ],
)
def test_a_time_outside_the_waking_hours_becomes_their_beginning(
    at: str, first: str, last: str, begin: str
) -> None:
    assert parse_hours(at, first, last).begin == time.fromisoformat(begin)


def test_never_on_a_day_off() -> None:
    saturday = FRIDAY + timedelta(days=1)
    assert due_day(saturday, ALL_DAY, (), lambda day: day.weekday() > 4) is None
    monday = saturday + timedelta(days=2)
    assert due_day(monday, ALL_DAY, (), lambda day: day.weekday() > 4) == date(2026, 11, 23)


def test_what_was_shown_survives_the_program_and_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    NotifiedDays(tmp_path).add(FRIDAY.date())
    file = tmp_path / FILE_NAME
    assert list(NotifiedDays(tmp_path).days) == [FRIDAY.date()]
    assert file.stat().st_mode & 0o777 == 0o600
    for words in ("", "{", '{"a": 1}', '[1, null, "soon"]'):
        file.write_text(words)
        assert NotifiedDays(tmp_path).days == {}
    file.write_bytes(b"\xff\xfe")
    assert NotifiedDays(tmp_path).days == {}


def test_a_simulated_day_stores_nothing(tmp_path: Path) -> None:
    pretended = NotifiedDays(None)
    pretended.add(FRIDAY.date())
    assert FRIDAY.date() in pretended.days
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_nothing_still_reminds_once(tmp_path: Path) -> None:
    kept = NotifiedDays(tmp_path / "gone")
    kept.add(FRIDAY.date())
    assert due_day(FRIDAY, ALL_DAY, kept.days, lambda day: False) is None


@pytest.fixture
def zone_put_back() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    system_time.tzset()


@pytest.mark.skipif(not hasattr(system_time, "tzset"), reason="this system tells programs of its zone itself")
def test_the_clock_goes_by_the_zone_the_machine_is_in_now(zone_put_back: None) -> None:
    offsets = []
    for zone in ("Asia/Tokyo", "America/Lima"):
        os.environ["TZ"] = zone
        offsets.append(Clock().now().utcoffset())
    assert offsets == [timedelta(hours=9), timedelta(hours=-5)]
