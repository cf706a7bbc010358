"""Machines that sleep, travel and have their clocks set, in zones with summer time: what reminders must stand."""

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
_TO_THE_NEAREST_MONTH = timedelta(
    days=14
)  # no zone keeps a summer, or the break Ramadan makes in one, shorter


@dataclass(frozen=True)
class Transition:
    """The first moment (UTC) of another offset in this zone."""

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
        """A wall clock's time that this transition leaves out, or makes come twice."""
        return (self.at + (self.before + self.after) / 2).replace(tzinfo=None)


@cache
def zones() -> list[str]:
    return sorted(available_timezones())


@cache
def transitions() -> list[Transition]:
    """Every change of the clock in every zone from 2020 to 2040; zones that change alike count once."""
    found: dict[tuple[datetime, timedelta, timedelta], Transition] = {}
    for zone in zones():
        for one in _of_zone(zone):
            found.setdefault((one.at, one.before, one.after), one)
    return sorted(found.values(), key=lambda one: (one.at, one.zone))


def _of_zone(name: str) -> Iterator[Transition]:
    zone, at = ZoneInfo(name), FIRST
    while at < LAST:
        then = at + _TO_THE_NEAREST_MONTH
        before, after = _offset(zone, at), _offset(zone, then)
        if before != after:
            yield Transition(name, _change(zone, at, then), before, after)
        at = then


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high.replace(microsecond=0)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@dataclass
class Machine:
    """`true` is what the time really is, in seconds; its clock shows `wrong_by` more, on the wall of `zone`."""

    chance: Random
    zone: ZoneInfo
    true: float
    hours: ReminderHours
    off: frozenset[int]
    wrong_by: float = 0.0
    days: dict[date, None] = field(default_factory=dict)
    looks: list[datetime] = field(default_factory=list)
    reminded: list[tuple[date, int]] = field(default_factory=list)

    def is_day_off(self, day: date) -> bool:
        return day.weekday() in self.off

    def look(self) -> None:
        now = datetime.fromtimestamp(self.true + self.wrong_by, self.zone)
        self.looks.append(now)
        day = morning.due_day(now, self.hours, self.days, self.is_day_off)
        if day is not None:
            self.days[day] = None
            self.reminded.append((day, len(self.looks) - 1))

    def stay_awake(self, minutes: int) -> None:
        for _ in range(minutes):
            self.look()
            self.true += 60

    def sleep(self, seconds: float) -> None:
        self.true += seconds

    def start_anew(self) -> None:
        self.days = days_notified.parse_days(days_notified.to_json(self.days))

    def set_clock(self, by: float) -> None:
        shows = self.true + self.wrong_by + by
        if _CLOCK_FROM.timestamp() < shows < _CLOCK_UNTIL.timestamp():
            self.wrong_by += by

    def sleep_until_shortly_before(self, hour: time) -> None:
        """So that most of what is tried is near the chosen time, where things go wrong."""
        now = datetime.fromtimestamp(self.true + self.wrong_by, self.zone)
        ahead = (hour.hour * 60 + hour.minute - now.hour * 60 - now.minute) % 1440
        self.true += max(0, ahead - self.chance.randrange(1, 20)) * 60 + self.chance.random() * 60


def live(chance: Random) -> Machine:
    """A random life: where, when, which hours, and a dozen of the things that happen to machines."""
    change = chance.choice(transitions())
    machine = Machine(
        chance,
        ZoneInfo(change.zone if chance.random() < 0.8 else chance.choice(zones())),
        change.at.timestamp() - chance.random() * 3 * DAY,
        _hours(chance, change),
        frozenset(chance.choice([(), (5, 6), (4, 5), (6,)])),
    )
    for _ in range(12):
        _happen(machine, chance)
    return machine


def _hours(chance: Random, change: Transition) -> ReminderHours:
    at = change.middle.time() if chance.random() < 0.5 else _some_time(chance)
    if chance.random() < 0.4:
        return ReminderHours(at, time(0), time(0))
    return ReminderHours(at, _some_time(chance), _some_time(chance))


def _some_time(chance: Random) -> time:
    return time(chance.randrange(24), chance.choice([0, 0, 15, 30, 59]))


def _happen(machine: Machine, chance: Random) -> None:
    kind = chance.randrange(8)
    if kind == 0:
        machine.sleep(_some_seconds(chance, 30 * DAY))
    elif kind == 1:
        machine.set_clock(chance.choice([-1, 1]) * _some_seconds(chance, THIRTY_YEARS))
    elif kind == 2:
        machine.set_clock(-machine.wrong_by)
    elif kind == 3:
        machine.zone = ZoneInfo(chance.choice(zones()))
    elif kind == 4:
        machine.start_anew()
    else:
        machine.sleep_until_shortly_before(machine.hours.begin)
    machine.stay_awake(chance.randrange(1, 40))


def _some_seconds(chance: Random, most: float) -> float:
    """As likely a few seconds as some months."""
    return math.exp(chance.random() * math.log(most))


def minutes_of(hours: ReminderHours) -> frozenset[int]:
    """The minutes of the day in which a list may go out, counted one by one."""
    first, last, at = (one.hour * 60 + one.minute for one in (hours.first, hours.last, hours.at))
    awake, minute = {first}, (first + 1) % 1440
    while minute != last and minute != first:
        awake.add(minute)
        minute = (minute + 1) % 1440
    begin = at if at in awake else first
    return frozenset(one for one in awake if one >= begin)


def expected(machine: Machine) -> list[tuple[date, int]]:
    """Of each day the first look within its hours, told from the looks alone."""
    minutes, first = minutes_of(machine.hours), {}
    for place, now in enumerate(machine.looks):
        day = now.date()
        if now.hour * 60 + now.minute in minutes and day.weekday() not in machine.off:
            first.setdefault(day, place)
    return sorted(first.items(), key=lambda one: one[1])
