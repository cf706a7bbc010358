"""Resolves TZIDs: IANA zones, Windows zones, and zones described by a VTIMEZONE of the file."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from crm.formats.calendar.event_times import moment
from crm.formats.calendar.properties import Property, properties
from crm.formats.calendar.recurrence import StepBudget, days
from crm.formats.calendar.recurrence_rules import Rule, UnsupportedRuleError, parse_rule
from crm.formats.calendar.zone_names import find_zone, guess_zone

_MAX_DESCRIBED = 500
_MAX_YEARS = 16


class TimeZones:
    """The zones of one file. `find` returns None for an unknown zone, whose times are taken as floating."""

    def __init__(self, budget: StepBudget) -> None:
        self._budget = budget
        self._described: dict[str, tzinfo] = {}
        self._found: dict[str, tzinfo | None] = {}

    def add(self, data: bytes) -> None:
        """Add a VTIMEZONE of the file."""
        name, zone = parse_timezone(data, self._budget)
        if zone is not None and len(self._described) < _MAX_DESCRIBED:
            self._described.setdefault(_key(name), zone)
            self._found.clear()

    def find(self, name: str) -> tzinfo | None:
        name = name.strip()
        if name not in self._found:
            if len(self._found) > _MAX_DESCRIBED:
                self._found.clear()
            self._found[name] = find_zone(name) or self._described.get(_key(name)) or guess_zone(name)
        return self._found[name]


def _key(name: str) -> str:
    """The comparison form of a TZID: parameters cannot hold all characters of a value, and programs differ in blanks."""
    return "".join(name.replace("\\", "").split()).strip('"').casefold()


class _Onset:
    """A STANDARD or DAYLIGHT part of a VTIMEZONE: the time from which an offset applies."""

    def __init__(self, start: datetime, offset: timedelta, rule: Rule | None, budget: StepBudget) -> None:
        self.start, self.offset, self._rule, self._budget = start, offset, rule, budget
        self._starts_by_year: dict[
            int, list[datetime]
        ] = {}  # cached, as an event on each day of the year would compute them again

    def before(self, wall: datetime) -> datetime | None:
        """The last time the offset began to apply before a moment."""
        if wall < self.start:
            return None
        if self._rule is None:
            return self.start
        if wall.year not in self._starts_by_year:
            if len(self._starts_by_year) >= _MAX_YEARS:
                self._starts_by_year.clear()
            self._starts_by_year[wall.year] = list(self._starts_until(self._rule, wall.year))
        starts = self._starts_by_year[wall.year]
        index = bisect_right(starts, wall)
        return starts[index - 1] if index else self.start

    def _starts_until(self, rule: Rule, year: int) -> Iterator[datetime]:
        """The starts up to the end of a year, from the last possible one on; fewer if the budget is used up."""
        since = max(self.start.date(), date(max(year - 1, 1), 1, 1))
        until = moment(rule.until, None) if rule.until else None
        with suppress(UnsupportedRuleError):
            for day in days(rule, self.start.date(), since, until.on if until else None):
                if day.year > year:
                    return
                self._budget.take()
                yield datetime.combine(day, self.start.time())


class DescribedZone(tzinfo):
    """A zone described by a VTIMEZONE. The repeated hour is taken as the first one."""

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
        candidates = [(began, one.offset) for one in self._onsets if (began := one.before(wall)) is not None]
        if candidates:
            return max(candidates, key=lambda pair: pair[0])[1]
        return min(self._onsets, key=lambda one: one.start).offset


class _DescribedZone(NamedTuple):
    name: str
    zone: tzinfo | None


def parse_timezone(data: bytes, budget: StepBudget) -> _DescribedZone:
    """The TZID and the zone, which is None if the description has no offset."""
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
            if onset := _onset(part, budget):
                onsets.append(onset)
            part = {}  # else the END of the VTIMEZONE would add it again
        elif len(onsets) < _MAX_DESCRIBED:
            part[line.name] = line
    zone = (find_zone(place) if place else None) or (DescribedZone(onsets) if onsets else None)
    return _DescribedZone(name, zone)


def _onset(part: dict[str, Property], budget: StepBudget) -> _Onset | None:
    start = moment(part["DTSTART"].raw, None) if "DTSTART" in part else None
    offset = _offset_of(part["TZOFFSETTO"].raw) if "TZOFFSETTO" in part else None
    if start is None or offset is None or start.at is None:
        return None
    rule = None
    if "RRULE" in part:
        with suppress(UnsupportedRuleError):
            rule = parse_rule(part["RRULE"].raw)
    return _Onset(datetime.combine(start.on, start.at), offset, rule, budget)


def _offset_of(text: str) -> timedelta | None:
    sign, digits = text.strip()[:1], text.strip().lstrip("+-").replace(":", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (4, 6)):
        return None
    found = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return None if found >= timedelta(hours=24) else -found if sign == "-" else found
