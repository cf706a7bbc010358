"""When the morning's list is due. Pure: a query of the moment, asked again and again, never a timer.

A day's list goes out at the first look that falls into that day's hours, on the wall clock of the place the machine
is in. So an hour that summer time leaves out is caught right after, one that comes twice counts once, and a machine
that slept, travelled or had its clock set is simply asked what day and hour it is now. What went out is a set of
days: nothing is compared with a moment that was stored, which a clock set wrong would have spoilt.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time

_DEFAULT = time(8, 30)


@dataclass(frozen=True, slots=True)
class ReminderHours:
    """The chosen time, and the waking hours around it: `last` no longer belongs to them. They may go over midnight."""

    at: time
    first: time
    last: time

    def contains(self, wall: time) -> bool:
        if self.first < self.last:
            return self.first <= wall < self.last
        return self.first == self.last or wall >= self.first or wall < self.last

    @property
    def begin(self) -> time:
        """The chosen time; where that lies outside the waking hours, their beginning."""
        return self.at if self.contains(self.at) else self.first

    def have_begun(self, wall: time) -> bool:
        return wall >= self.begin and self.contains(wall)


def parse_hours(at: str, first: str, last: str) -> ReminderHours:
    """From times as settings keep them, "08:30"; one that is no time counts as half past eight."""
    return ReminderHours(*(_time(text) for text in (at, first, last)))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return _DEFAULT


def due_day(
    now: datetime, hours: ReminderHours, shown: Collection[date], is_day_off: Callable[[date], bool]
) -> date | None:
    """The day whose list is to be shown at this moment, or None. `now` is the wall clock where the machine is."""
    day = now.date()
    if not hours.have_begun(now.time()) or day in shown or is_day_off(day):
        return None
    return day
