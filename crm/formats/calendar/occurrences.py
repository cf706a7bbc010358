"""The times an event counts for: a single one as it is, a repeating one for the last two years and its next time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import merge
from itertools import takewhile

from crm.formats.calendar.event_times import Moment, as_of_series, moment
from crm.formats.calendar.recurrence import Steps, days
from crm.formats.calendar.recurrence_rules import OddRule, Rule, rule_of

YEARS_BACK = 2
_MOST_DATES = 5000  # RDATE and EXDATE of one event
_MOST_RULES = 20
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Instance:
    """One time an event takes place, on the wall of this machine. `key` tells it from the others of its event."""

    key: str
    on: date
    at: str | None


@dataclass(slots=True)
class When:
    """As the file says it. `instance` is the RECURRENCE-ID: which time of its event this one stands for."""

    start: Moment
    rules: list[str] = field(default_factory=list)
    never_rules: list[str] = field(default_factory=list)
    instance: Moment | None = None
    also: list[Moment] = field(default_factory=list)
    never: list[Moment] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        return self.instance is None and bool(self.rules or self.also)

    def add_dates(self, to: list[Moment], raw: str, read: Callable[[str], Moment | None]) -> None:
        for word in raw.split(",")[:_MOST_DATES]:
            found = read(word.partition("/")[0])
            if found is not None and len(to) < _MOST_DATES:
                to.append(found)


class Times:
    """Rising, and reckoned anew each time they are asked for: of most events of a file hardly one is wanted."""

    def __init__(self, when: When, today: date, elsewhere: Callable[[Moment], bool], steps: Steps) -> None:
        """`elsewhere` knows the times the file tells by themselves; `steps` are what its rules may still take."""
        self._when, self._today, self._elsewhere, self._steps = when, today, elsewhere, steps
        self._never = {key for one in when.never for key in one.said_as}
        self._rules: list[Rule] = []
        self._never_rules: list[Rule] = []
        self._odd: list[str] = []  # why some rules are not followed
        self._is_empty = False
        if self.repeats:
            self._rules = list(self._followed(when.rules))
            self._never_rules = list(self._followed(when.never_rules))

    @property
    def repeats(self) -> bool:
        return self._when.repeats

    @property
    def said(self) -> str:
        """What is to be said of the rules, as far as they were asked for."""
        if self._is_empty:
            return "its repeat rule gives no time, so only its first was read"
        kept = "some of its times were" if self._rules or self._when.also else "its first time was"
        return f"{self._odd[0]}, so only {kept} read" if self._odd else ""

    def __iter__(self) -> Iterator[Instance]:
        return self.since(_years_before(self._today))

    def since(self, since: date) -> Iterator[Instance]:
        """From that day on, up to the next time; a single one whenever it was, and the first where no rule is followed."""
        when = self._when
        if not self.repeats:
            yield Instance(when.instance.key if when.instance else "", *when.start.here())
            return
        is_alone = bool(self._odd) and not self._rules
        if is_alone and (not when.also or when.start.on < since):
            yield from self._first()
        if when.also or not is_alone:
            yield from self._repeated(since)

    def takes_place(self, key: str, on: date) -> bool:
        """Whether it may still do so at that time: by its rules, as the file tells of it by itself, or since no rule is followed."""
        said = moment(key, None)
        if said is None or self._elsewhere(said):
            return True
        is_there = any(one.key == key for one in takewhile(lambda one: one.on <= on, self.since(on)))
        return is_there or bool(self._odd)

    def _repeated(self, since: date) -> Iterator[Instance]:
        came: set[str] = set()
        try:
            for time in self._moments(since):
                key = time.key
                if key in came:
                    continue
                came.add(key)
                if self._never and not self._never.isdisjoint(time.meant_by):
                    continue
                on, at = time.here()
                if on >= since and not self._elsewhere(time):
                    yield Instance(key, on, at)
                if on >= self._today:
                    return
        except OddRule as odd:
            self._odd = self._odd or [str(odd)]
        if not came and self._when.start.on >= since:
            self._is_empty = not self._odd
            yield from self._first()

    def _first(self) -> Iterator[Instance]:
        """Where it begins, unless that time is taken out or moved."""
        start = self._when.start
        if self._never.isdisjoint(start.meant_by) and not self._elsewhere(start):
            yield Instance(start.key, *start.here())

    def _moments(self, since: date) -> Iterator[Moment]:
        """All from a day before `since` on, rising."""
        start = self._when.start
        since = since - _A_DAY if since > date.min else since
        first = [] if self._rules or start.on < since else [start]  # a rule tells it itself
        also = [as_of_series(one, start) if _is_other(one, start) else one for one in self._when.also]
        said = sorted([*first, *(one for one in also if one.on >= since)], key=lambda one: one.key)
        told = self._told(self._rules, since)
        times = _merged([*told, iter(said)] if said else told)
        return _without(times, _merged(self._told(self._never_rules, since))) if self._never_rules else times

    def _told(self, rules: list[Rule], since: date) -> list[Iterator[Moment]]:
        first = self._when.start
        starts = [first.at_time(rule.hour, rule.minute) for rule in rules]
        return [
            map(start.on_day, days(rule, first.on, since, _last_day(rule, start), self._steps))
            for rule, start in zip(rules, starts, strict=True)
        ]

    def _followed(self, texts: list[str]) -> Iterator[Rule]:
        """Those that can be; of the others, why not."""
        for text in texts[:_MOST_RULES]:
            try:
                rule = rule_of(text)
                last = _last_day(rule, self._when.start)
                if last is not None and last < self._when.start.on:
                    raise OddRule("its repeat rule ends before it begins")
                yield rule
            except OddRule as wrong:
                self._odd.append(str(wrong))


def is_over(when: When, today: date) -> bool:
    """Whether a time that stands by itself is one of an event that repeats, and longer ago than those are read."""
    return when.instance is not None and when.start.here()[0] < _years_before(today)


def _merged(streams: list[Iterator[Moment]]) -> Iterator[Moment]:
    return streams[0] if len(streams) == 1 else merge(*streams, key=lambda one: one.on)


def _is_other(said: Moment, start: Moment) -> bool:
    """A day in a series of hours, or an hour in a series of days."""
    return (said.at is None) != (start.at is None)


def _without(times: Iterator[Moment], never: Iterator[Moment]) -> Iterator[Moment]:
    """Both rising; whatever is among `never` is left out."""
    ahead = next(never, None)
    for time in times:
        while ahead is not None and ahead.on < time.on:
            ahead = next(never, None)
        if ahead is None or ahead.key != time.key:
            yield time


def _last_day(rule: Rule, start: Moment) -> date | None:
    until = moment(rule.until, None) if rule.until else None
    if until is None:
        return None
    if start.at is None:
        return until.day
    wall = until.wall_in(start.zone)
    is_later = until.at is not None and start.at > wall.time()
    return wall.date() - _A_DAY if is_later and wall.date() > date.min else wall.date()


def _years_before(today: date) -> date:
    year = max(today.year - YEARS_BACK, 1)
    return (
        today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)
    )
