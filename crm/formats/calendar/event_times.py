"""Dates and times of events: a day, or a day and time in a zone, and the conversion to local time."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,9})?)?(?:([Zz])|([+-]\d\d):?(\d\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A whole day without `at`; in floating local time without `zone`."""

    on: date
    at: time | None = None
    zone: tzinfo | None = None

    @property
    def is_floating(self) -> bool:
        """Whether it has a time but no zone (RFC 5545, form 1)."""
        return self.at is not None and self.zone is None

    def on_day(self, day: date) -> "Moment":
        """The same local time on another day."""
        return Moment(day, self.at, self.zone)

    def at_time(self, hour: int | None, minute: int | None) -> "Moment":
        """With this time instead of its own; whole days are unchanged."""
        if self.at is None or (hour is None and minute is None):
            return self
        own = self.at
        at = own.replace(own.hour if hour is None else hour, own.minute if minute is None else minute)
        return replace(self, at=at)

    @property
    def key(self) -> str:
        """Equal for the same moment in different zones."""
        if self.at is None:
            return self.day_key
        if self.zone is None or self.zone is UTC:
            return f"{self.day_key}T{_compact(self.at)}{'' if self.zone is None else 'Z'}"
        wall = datetime.combine(self.on, self.at)
        try:
            there = wall.replace(tzinfo=self.zone).astimezone(UTC)
            return f"{_compact(there.date())}T{_compact(there.time())}Z"
        except (OverflowError, ValueError, OSError):
            return f"{self.day_key}T{_compact(self.at)}"

    @property
    def day_key(self) -> str:
        return _compact(self.on)

    @property
    def exclusion_keys(self) -> tuple[str, ...]:
        """Keys under which an EXDATE or RECURRENCE-ID excludes occurrences; compared with their `matching_keys`."""
        return (self.key,) if self.at is None else (self.key, f"D{_compact(self.day)}")

    @property
    def matching_keys(self) -> tuple[str, ...]:
        """Keys by which an occurrence can be excluded: by its day, for whole days; by its local time if it has no zone."""
        if self.at is None:
            return (self.key, f"D{self.day_key}")
        wall = f"{self.day_key}T{_compact(self.at)}"
        return (self.key, self.day_key, self._local_key if self.zone is None else wall)

    @property
    def day(self) -> date:
        """The day meant by midnight in its own zone, in local time, or in the zone whose midnight it is in UTC."""
        if self.at is None or self.at == time(0):
            return self.on
        local_time, at = self.local_time()
        if at == "00:00":
            return local_time
        is_evening = self.zone is UTC and self.at.hour > 12 and self.on < date.max
        return self.on + timedelta(days=1) if is_evening else self.on

    @property
    def _local_key(self) -> str:
        try:
            there = datetime.combine(self.on, self.at or time(0)).astimezone(UTC)
            return f"{_compact(there.date())}T{_compact(there.time())}Z"
        except (OverflowError, ValueError, OSError):
            return self.key

    def local_time(self) -> tuple[date, str | None]:
        """The day and HH:MM in local time."""
        if self.at is None:
            return self.on, None
        wall = datetime.combine(self.on, self.at)
        if self.zone is not None:
            # Near the minimum and maximum year, no zone conversion is possible.
            with suppress(OverflowError, ValueError, OSError):
                wall = wall.replace(tzinfo=self.zone).astimezone()
        return wall.date(), wall.time().isoformat("minutes")

    def wall_in(self, zone: tzinfo | None) -> datetime:
        """Local time in another zone, without tzinfo."""
        wall = datetime.combine(self.on, self.at or time.max)
        if self.zone is None or zone is None or self.at is None:
            return wall
        try:
            return wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return wall


def in_form_of_start(given: Moment, start: Moment) -> Moment:
    """Convert a moment to the form of the series' start: a whole day, or a time in its zone."""
    if start.at is None:
        return Moment(given.day)
    if given.at is None:
        return start.on_day(given.on)
    return replace(given, zone=start.zone) if given.zone is None else given


def _compact(one: date | time) -> str:
    """ "20261121" or "140500"; strftime takes five times as long, and omits leading zeros of early years."""
    return one.isoformat().replace("-" if isinstance(one, date) else ":", "")


def moment(text: str, zone: tzinfo | None) -> Moment | None:
    """Parse a date or time. `zone` is that of TZID; "Z" or an offset in the value takes precedence. None if it is invalid."""
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
