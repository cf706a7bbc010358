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

    def on_day(self, day: date) -> "Moment":
        """At the same hour of another day: summer time or not."""
        return replace(self, on=day)

    @property
    def key(self) -> str:
        """The same for the same moment, whichever zone it is told in."""
        if self.at is None:
            return f"{self.on:%Y%m%d}"
        wall = datetime.combine(self.on, self.at)
        if self.zone is None:
            return f"{wall:%Y%m%dT%H%M%S}"
        try:
            return f"{wall.replace(tzinfo=self.zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        except (OverflowError, ValueError, OSError):
            return f"{wall:%Y%m%dT%H%M%S}"

    @property
    def day_key(self) -> str:
        return f"{self.on:%Y%m%d}"

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
        return wall.date(), f"{wall:%H:%M}"

    def wall_in(self, zone: tzinfo | None) -> datetime:
        """Without a zone: what the wall of that zone shows, for comparing with what is written there."""
        wall = datetime.combine(self.on, self.at or time.max)
        if self.zone is None or zone is None or self.at is None:
            return wall
        try:
            return wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return wall


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
