"""What a TZID means: a known zone, one as Windows names it, or one that the file itself describes."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from crm.formats.calendar.event_times import moment
from crm.formats.calendar.properties import Property, properties
from crm.formats.calendar.recurrence import Steps, days
from crm.formats.calendar.recurrence_rules import OddRule, Rule, rule_of
from crm.formats.calendar.zone_names import known, likely

_MOST_DESCRIBED = 500
_MOST_YEARS = 16


class Zones:
    """Of one file. `find` gives None for a zone nobody knows: such times are taken as they stand on the wall."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._described: dict[str, tzinfo] = {}
        self._found: dict[str, tzinfo | None] = {}

    def add(self, data: bytes) -> None:
        """A VTIMEZONE of the file."""
        name, zone = described(data, self._steps)
        if zone is not None and len(self._described) < _MOST_DESCRIBED:
            self._described.setdefault(_key(name), zone)
            self._found.clear()

    def find(self, name: str) -> tzinfo | None:
        name = name.strip()
        if name not in self._found:
            if len(self._found) > _MOST_DESCRIBED:
                self._found.clear()
            self._found[name] = known(name) or self._described.get(_key(name)) or likely(name)
        return self._found[name]


def _key(name: str) -> str:
    """A TZID as it is compared: a parameter cannot hold what a value can, and programs differ in blanks."""
    return "".join(name.replace("\\", "").split()).strip('"').casefold()


class _Onset:
    """From when on an offset holds: one STANDARD or DAYLIGHT of a VTIMEZONE."""

    def __init__(self, start: datetime, offset: timedelta, rule: Rule | None, steps: Steps) -> None:
        self.start, self.offset, self._rule, self._steps = start, offset, rule, steps
        self._of_year: dict[int, list[datetime]] = {}  # an event of each day would reckon them for each day

    def before(self, wall: datetime) -> datetime | None:
        """The last time it began before this moment."""
        if wall < self.start:
            return None
        if self._rule is None:
            return self.start
        if wall.year not in self._of_year:
            if len(self._of_year) >= _MOST_YEARS:
                self._of_year.clear()
            self._of_year[wall.year] = list(self._began(self._rule, wall.year))
        begun = self._of_year[wall.year]
        at = bisect_right(begun, wall)
        return begun[at - 1] if at else self.start

    def _began(self, rule: Rule, year: int) -> Iterator[datetime]:
        """Every time up to the end of a year, as far back as its last one can be; fewer where the file asks for too many."""
        since = max(self.start.date(), date(max(year - 1, 1), 1, 1))
        until = moment(rule.until, None) if rule.until else None
        with suppress(OddRule):
            for day in days(rule, self.start.date(), since, until.on if until else None):
                if day.year > year:
                    return
                self._steps.take()
                yield datetime.combine(day, self.start.time())


class DescribedZone(tzinfo):
    """A zone by its VTIMEZONE. The hour that comes twice is taken as its first."""

    def __init__(self, onsets: list[_Onset]) -> None:
        self._onsets = onsets
        self._at = lru_cache(maxsize=4096)(self._offset)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return self._at((moment or datetime(1, 1, 1, tzinfo=UTC)).replace(tzinfo=None, fold=0))

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return ""

    def _offset(self, wall: datetime) -> timedelta:
        begun = [(began, one.offset) for one in self._onsets if (began := one.before(wall)) is not None]
        if begun:
            return max(begun, key=lambda pair: pair[0])[1]
        return min(self._onsets, key=lambda one: one.start).offset


def described(data: bytes, steps: Steps) -> tuple[str, tzinfo | None]:
    """Its name in the file, and the zone; None for a description that gives no offset."""
    name = ""
    place = ""
    onsets: list[_Onset] = []
    part: dict[str, Property] = {}
    for line in properties(data):
        if line.name == "TZID":
            name = line.text
        elif line.name == "X-LIC-LOCATION":
            place = line.text
        elif line.name == "BEGIN":
            part = {}
        elif line.name == "END":
            if onset := _onset(part, steps):
                onsets.append(onset)
            part = {}  # or the end of the whole would tell it once more
        elif len(onsets) < _MOST_DESCRIBED:
            part[line.name] = line
    return name, (known(place) if place else None) or (DescribedZone(onsets) if onsets else None)


def _onset(part: dict[str, Property], steps: Steps) -> _Onset | None:
    start = moment(part["DTSTART"].raw, None) if "DTSTART" in part else None
    offset = _offset_of(part["TZOFFSETTO"].raw) if "TZOFFSETTO" in part else None
    if start is None or offset is None or start.at is None:
        return None
    rule = None
    if "RRULE" in part:
        with suppress(OddRule):
            rule = rule_of(part["RRULE"].raw)
    return _Onset(datetime.combine(start.on, start.at), offset, rule, steps)


def _offset_of(text: str) -> timedelta | None:
    sign, digits = text.strip()[:1], text.strip().lstrip("+-").replace(":", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (4, 6)):
        return None
    found = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return None if found >= timedelta(hours=24) else -found if sign == "-" else found
