"""Simulated machines that sleep, travel and change their clocks, in time zones with DST."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo, available_timezones

from crm.reminders import days_notified, morning
from crm.reminders.morning import ReminderHours

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 12, 31, tzinfo=UTC)
DAY = 86_400
THIRTY_YEARS = 30 * 365 * DAY
_CLOCK_FROM, _CLOCK_UNTIL = datetime(1975, 1, 1, tzinfo=UTC), datetime(2095, 1, 1, tzinfo=UTC)
_STEP = timedelta(days=14)  # no zone has a DST period, or a Ramadan break in one, shorter than this


@dataclass(frozen=True)
class Transition:
    """A change of the UTC offset of `zone`; `at` is its first moment (UTC)."""

    zone: str
    at: datetime
    before: timedelta
    after: timedelta

    @property
    def is_gap(self) -> bool:
        return self.after > self.before

    @property
    def ends_a_day(self) -> bool:
        return self.is_gap and (self.at + self.after).time() == time(0)

    @property
    def middle(self) -> datetime:
        """A local time that this transition skips or repeats."""
        return (self.at + (self.before + self.after) / 2).replace(tzinfo=None)


@cache
def zones() -> list[str]:
    return sorted(available_timezones())


@cache
def transitions() -> list[Transition]:
    """All transitions of all zones from 2020 to 2040, without duplicates of equal zones."""
    found: dict[tuple[datetime, timedelta, timedelta], Transition] = {}
    for zone in zones():
        for one in _transitions_of(zone):
            found.setdefault((one.at, one.before, one.after), one)
    return sorted(found.values(), key=lambda one: (one.at, one.zone))


def _transitions_of(name: str) -> Iterator[Transition]:
    zone, at = ZoneInfo(name), FIRST
    while at < LAST:
        then = at + _STEP
        before, after = _offset(zone, at), _offset(zone, then)
        if before != after:
            yield Transition(name, _find_transition(zone, at, then), before, after)
        at = then


def _find_transition(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high.replace(microsecond=0)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@dataclass
class Machine:
    """`real_time` is the true time as a POSIX timestamp; the machine's clock is `wrong_by` seconds ahead of it."""

    rng: Random
    zone: ZoneInfo
    real_time: float
    hours: ReminderHours
    off: frozenset[int]
    wrong_by: float = 0.0
    days: dict[date, None] = field(default_factory=dict)
    polls: list[datetime] = field(default_factory=list)
    notified: list[tuple[date, int]] = field(default_factory=list)

    def is_day_off(self, day: date) -> bool:
        return day.weekday() in self.off

    def poll(self) -> None:
        now = datetime.fromtimestamp(self.real_time + self.wrong_by, self.zone)
        self.polls.append(now)
        day = morning.due_day(now, self.hours, self.days, self.is_day_off)
        if day is not None:
            self.days[day] = None
            self.notified.append((day, len(self.polls) - 1))

    def stay_awake(self, minutes: int) -> None:
        for _ in range(minutes):
            self.poll()
            self.real_time += 60

    def sleep(self, seconds: float) -> None:
        self.real_time += seconds

    def restart(self) -> None:
        self.days = days_notified.parse_days(days_notified.to_json(self.days))

    def set_clock(self, by: float) -> None:
        shows = self.real_time + self.wrong_by + by
        if _CLOCK_FROM.timestamp() < shows < _CLOCK_UNTIL.timestamp():
            self.wrong_by += by

    def sleep_until_shortly_before(self, hour: time) -> None:
        """Concentrates the trials near the notification time, where faults are likely."""
        now = datetime.fromtimestamp(self.real_time + self.wrong_by, self.zone)
        ahead = (hour.hour * 60 + hour.minute - now.hour * 60 - now.minute) % 1440
        self.real_time += max(0, ahead - self.rng.randrange(1, 20)) * 60 + self.rng.random() * 60


def simulate(rng: Random) -> Machine:
    """A machine with random zone, start and hours, after twelve random events."""
    change = rng.choice(transitions())
    machine = Machine(
        rng,
        ZoneInfo(change.zone if rng.random() < 0.8 else rng.choice(zones())),
        change.at.timestamp() - rng.random() * 3 * DAY,
        _hours(rng, change),
        frozenset(rng.choice([(), (5, 6), (4, 5), (6,)])),
    )
    for _ in range(12):
        _random_event(machine, rng)
    return machine


def _hours(rng: Random, change: Transition) -> ReminderHours:
    at = change.middle.time() if rng.random() < 0.5 else _random_time(rng)
    if rng.random() < 0.4:
        return ReminderHours(at, time(0), time(0))
    return ReminderHours(at, _random_time(rng), _random_time(rng))


def _random_time(rng: Random) -> time:
    return time(rng.randrange(24), rng.choice([0, 0, 15, 30, 59]))


def _random_event(machine: Machine, rng: Random) -> None:
    kind = rng.randrange(8)
    if kind == 0:
        machine.sleep(_random_seconds(rng, 30 * DAY))
    elif kind == 1:
        machine.set_clock(rng.choice([-1, 1]) * _random_seconds(rng, THIRTY_YEARS))
    elif kind == 2:
        machine.set_clock(-machine.wrong_by)
    elif kind == 3:
        machine.zone = ZoneInfo(rng.choice(zones()))
    elif kind == 4:
        machine.restart()
    else:
        machine.sleep_until_shortly_before(machine.hours.begin)
    machine.stay_awake(rng.randrange(1, 40))


def _random_seconds(rng: Random, most: float) -> float:
    """Log-uniform, from seconds to `most`."""
    return math.exp(rng.random() * math.log(most))


def minutes_of(hours: ReminderHours) -> frozenset[int]:
    """The minutes of the day in which a notification is allowed, enumerated."""
    first, last, at = (one.hour * 60 + one.minute for one in (hours.first, hours.last, hours.at))
    awake, minute = {first}, (first + 1) % 1440
    while minute != last and minute != first:
        awake.add(minute)
        minute = (minute + 1) % 1440
    begin = at if at in awake else first
    return frozenset(one for one in awake if one >= begin)


def expected(machine: Machine) -> list[tuple[date, int]]:
    """The first poll of each day within its hours, computed from the polls alone."""
    minutes, first = minutes_of(machine.hours), {}
    for place, now in enumerate(machine.polls):
        day = now.date()
        if now.hour * 60 + now.minute in minutes and day.weekday() not in machine.off:
            first.setdefault(day, place)
    return sorted(first.items(), key=lambda one: one[1])
