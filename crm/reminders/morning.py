"""Decides when the morning notification is due. Pure; polled with the current local time instead of setting a timer.

A day is due at the first poll within its hours. This is robust against DST changes, sleep, travel and clock changes:
a skipped hour is caught by the next poll, a repeated hour counts once, and no stored timestamp is compared. Only the
set of days already notified is kept.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time

_DEFAULT = time(8, 30)


@dataclass(frozen=True, slots=True)
class ReminderHours:
    """The notification time `at`, and the waking hours from `first` to `last` (exclusive); they may span midnight."""

    at: time
    first: time
    last: time

    def contains(self, local_time: time) -> bool:
        if self.first < self.last:
            return self.first <= local_time < self.last
        return self.first == self.last or local_time >= self.first or local_time < self.last

    @property
    def begin(self) -> time:
        """The notification time, or the start of the waking hours if it lies outside them."""
        return self.at if self.contains(self.at) else self.first

    def have_begun(self, local_time: time) -> bool:
        return local_time >= self.begin and self.contains(local_time)


def parse_hours(at: str, first: str, last: str) -> ReminderHours:
    """Parses times as settings store them, "08:30"; invalid ones count as 08:30."""
    return ReminderHours(*(_time(text) for text in (at, first, last)))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return _DEFAULT


def due_day(
    now: datetime, hours: ReminderHours, shown: Collection[date], is_day_off: Callable[[date], bool]
) -> date | None:
    """The day to notify about at local time `now`, or None."""
    day = now.date()
    if not hours.have_begun(now.time()) or day in shown or is_day_off(day):
        return None
    return day
