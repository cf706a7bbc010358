"""When an event is: a day, or a day and an hour in some zone, and what this machine's wall shows then."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,9})?)?(?:([Zz])|([+-]\d\d):?(\d\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A whole day without `at`; on the wall of wherever one is without `zone`."""

    on: date
    at: time | None = None
    zone: tzinfo | None = None

    @property
    def is_floating(self) -> bool:
        """At an hour of whatever zone one is in."""
        return self.at is not None and self.zone is None

    def on_day(self, day: date) -> "Moment":
        """At the same hour of another day: summer time or not."""
        return Moment(day, self.at, self.zone)

    def at_time(self, hour: int | None, minute: int | None) -> "Moment":
        """At these instead of its own; a whole day stays one."""
        if self.at is None or (hour is None and minute is None):
            return self
        own = self.at
        at = own.replace(own.hour if hour is None else hour, own.minute if minute is None else minute)
        return replace(self, at=at)

    @property
    def key(self) -> str:
        """The same for the same moment, whichever zone it is told in."""
        if self.at is None:
            return self.day_key
        if self.zone is None or self.zone is UTC:
            return f"{self.day_key}T{_figures(self.at)}{'' if self.zone is None else 'Z'}"
        wall = datetime.combine(self.on, self.at)
        try:
            there = wall.replace(tzinfo=self.zone).astimezone(UTC)
            return f"{_figures(there.date())}T{_figures(there.time())}Z"
        except (OverflowError, ValueError, OSError):
            return f"{self.day_key}T{_figures(self.at)}"

    @property
    def day_key(self) -> str:
        return _figures(self.on)

    @property
    def said_as(self) -> tuple[str, ...]:
        """What an EXDATE or RECURRENCE-ID of this moment may mean; a series knows its times by `meant_by`."""
        return (self.key,) if self.at is None else (self.key, f"D{_figures(self.day)}")

    @property
    def meant_by(self) -> tuple[str, ...]:
        """One of a series: by its day, in whole days whatever hour is said; by its hour also where no zone is."""
        if self.at is None:
            return (self.key, f"D{self.day_key}")
        wall = f"{self.day_key}T{_figures(self.at)}"
        return (self.key, self.day_key, self._key_here if self.zone is None else wall)

    @property
    def day(self) -> date:
        """The whole day meant by midnight in its own zone, here, or in whichever zone its UTC is midnight of."""
        if self.at is None or self.at == time(0):
            return self.on
        here, at = self.here()
        if at == "00:00":
            return here
        is_evening = self.zone is UTC and self.at.hour > 12 and self.on < date.max
        return self.on + timedelta(days=1) if is_evening else self.on

    @property
    def _key_here(self) -> str:
        try:
            there = datetime.combine(self.on, self.at or time(0)).astimezone(UTC)
            return f"{_figures(there.date())}T{_figures(there.time())}Z"
        except (OverflowError, ValueError, OSError):
            return self.key

    def here(self) -> tuple[date, str | None]:
        """The day and HH:MM on this machine's wall."""
        if self.at is None:
            return self.on, None
        wall = datetime.combine(self.on, self.at)
        if self.zone is not None:
            with suppress(
                OverflowError, ValueError, OSError
            ):  # at the ends of time no zone can be reckoned with
                wall = wall.replace(tzinfo=self.zone).astimezone()
        return wall.date(), wall.time().isoformat("minutes")

    def wall_in(self, zone: tzinfo | None) -> datetime:
        """Without a zone: what the wall of that zone shows, for comparing with what is written there."""
        wall = datetime.combine(self.on, self.at or time.max)
        if self.zone is None or zone is None or self.at is None:
            return wall
        try:
            return wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return wall


def as_of_series(said: Moment, start: Moment) -> Moment:
    """`said` as the series has it that begins with `start`: a whole day, or an hour in its zone."""
    if start.at is None:
        return Moment(said.day)
    if said.at is None:
        return start.on_day(said.on)
    return replace(said, zone=start.zone) if said.zone is None else said


def _figures(one: date | time) -> str:
    """ "20261121" or "140500"; strftime takes five times as long, and leaves out the zeros of early years."""
    return one.isoformat().replace("-" if isinstance(one, date) else ":", "")


def moment(text: str, zone: tzinfo | None) -> Moment | None:
    """`zone` is what the line's TZID means; a Z or an offset of the value goes before it. None if it is no date."""
    found = _MOMENT.match(text.strip())
    if found is None:
        return None
    try:
        on = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return Moment(on)
        hour, extra = (0, 1) if found[4] == "24" else (int(found[4]), 0)
        at = time(hour, int(found[5]), min(int(found[6] or 0), 59))
        if found[7]:
            zone = UTC
        elif found[8]:
            hours = int(found[8])
            minutes = int(found[9]) * (-1 if found[8].startswith("-") else 1)
            zone = timezone(timedelta(hours=hours, minutes=minutes))
        return Moment(on + timedelta(days=extra), at, zone)
    except (ValueError, OverflowError):
        return None
