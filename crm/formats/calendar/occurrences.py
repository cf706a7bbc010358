"""Occurrences of an event: a single one as it is, a recurring one for the last two years up to the next occurrence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import merge
from itertools import takewhile

from crm.formats.calendar.event_times import Moment, in_form_of_start, moment
from crm.formats.calendar.recurrence import StepBudget, days
from crm.formats.calendar.recurrence_rules import Rule, UnsupportedRuleError, parse_rule

YEARS_BACK = 2
_MAX_DATES = 5000  # RDATE and EXDATE values of one event
_MAX_RULES = 20
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence in local time of this machine. `key` distinguishes it from the others of its event."""

    key: str
    on: date
    at: str | None


@dataclass(slots=True)
class EventTiming:
    """As stated in the file. `instance` is the RECURRENCE-ID: the occurrence of its series that this event replaces."""

    start: Moment
    rules: list[str] = field(default_factory=list)
    exclusion_rules: list[str] = field(default_factory=list)
    instance: Moment | None = None
    extra_dates: list[Moment] = field(default_factory=list)
    excluded_dates: list[Moment] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        return self.instance is None and bool(self.rules or self.extra_dates)

    def add_dates(self, target: list[Moment], raw: str, parse: Callable[[str], Moment | None]) -> None:
        for word in raw.split(",")[:_MAX_DATES]:
            found = parse(word.partition("/")[0])
            if found is not None and len(target) < _MAX_DATES:
                target.append(found)


class Occurrences:
    """Iterates over the occurrences in order, computed on demand: of most events only a few are needed."""

    def __init__(
        self, timing: EventTiming, today: date, is_overridden: Callable[[Moment], bool], budget: StepBudget
    ) -> None:
        """`is_overridden` tells whether the file replaces an occurrence by an event of its own; `budget` limits the work of the rules."""
        self._timing, self._today, self._is_overridden, self._budget = timing, today, is_overridden, budget
        self._excluded = {key for one in timing.excluded_dates for key in one.exclusion_keys}
        self._rules: list[Rule] = []
        self._exclusion_rules: list[Rule] = []
        self._rule_problems: list[str] = []  # why some rules are not followed
        self._is_empty = False
        if self.repeats:
            self._rules = list(self._supported_rules(timing.rules))
            self._exclusion_rules = list(self._supported_rules(timing.exclusion_rules))

    @property
    def repeats(self) -> bool:
        return self._timing.repeats

    @property
    def problem(self) -> str:
        """The problem to report about the rules, as far as they were evaluated, or ""."""
        if self._is_empty:
            return "its repeat rule gives no time, so only its first was read"
        kept = "some of its times were" if self._rules or self._timing.extra_dates else "its first time was"
        return f"{self._rule_problems[0]}, so only {kept} read" if self._rule_problems else ""

    def __iter__(self) -> Iterator[Occurrence]:
        return self.since(_years_before(self._today))

    def since(self, since: date) -> Iterator[Occurrence]:
        """From a day on, up to the next occurrence; a single event whenever it was, and the first occurrence if no rule is supported."""
        timing = self._timing
        if not self.repeats:
            yield Occurrence(timing.instance.key if timing.instance else "", *timing.start.local_time())
            return
        is_alone = bool(self._rule_problems) and not self._rules
        if is_alone and (not timing.extra_dates or timing.start.on < since):
            yield from self._first_occurrence()
        if timing.extra_dates or not is_alone:
            yield from self._recurring(since)

    def may_take_place(self, key: str, on: date) -> bool:
        """Whether the event may still occur at that time: by its rules, by an override, or because a rule is not supported."""
        found = moment(key, None)
        if found is None or self._is_overridden(found):
            return True
        occurs = any(one.key == key for one in takewhile(lambda one: one.on <= on, self.since(on)))
        return occurs or bool(self._rule_problems)

    def _recurring(self, since: date) -> Iterator[Occurrence]:
        keys_seen: set[str] = set()
        try:
            for time in self._moments(since):
                key = time.key
                if key in keys_seen:
                    continue
                keys_seen.add(key)
                if self._excluded and not self._excluded.isdisjoint(time.matching_keys):
                    continue
                on, at = time.local_time()
                if on >= since and not self._is_overridden(time):
                    yield Occurrence(key, on, at)
                if on >= self._today:
                    return
        except UnsupportedRuleError as odd:
            self._rule_problems = self._rule_problems or [str(odd)]
        if not keys_seen and self._timing.start.on >= since:
            self._is_empty = not self._rule_problems
            yield from self._first_occurrence()

    def _first_occurrence(self) -> Iterator[Occurrence]:
        """The first occurrence, unless it is excluded or overridden."""
        start = self._timing.start
        if self._excluded.isdisjoint(start.matching_keys) and not self._is_overridden(start):
            yield Occurrence(start.key, *start.local_time())

    def _moments(self, since: date) -> Iterator[Moment]:
        """All moments from a day before `since` on, in order."""
        start = self._timing.start
        since = since - _A_DAY if since > date.min else since
        start_dates = [] if self._rules or start.on < since else [start]  # a rule includes the start itself
        extra_dates = [
            in_form_of_start(one, start) if _differs_in_precision(one, start) else one
            for one in self._timing.extra_dates
        ]
        listed = sorted(
            [*start_dates, *(one for one in extra_dates if one.on >= since)], key=lambda one: one.key
        )
        by_rule = self._rule_moments(self._rules, since)
        times = _merged([*by_rule, iter(listed)] if listed else by_rule)
        return (
            _without(times, _merged(self._rule_moments(self._exclusion_rules, since)))
            if self._exclusion_rules
            else times
        )

    def _rule_moments(self, rules: list[Rule], since: date) -> list[Iterator[Moment]]:
        first = self._timing.start
        starts = [first.at_time(rule.hour, rule.minute) for rule in rules]
        return [
            map(start.on_day, days(rule, first.on, since, _last_day(rule, start), self._budget))
            for rule, start in zip(rules, starts, strict=True)
        ]

    def _supported_rules(self, texts: list[str]) -> Iterator[Rule]:
        """The supported rules; for the others, records the reason."""
        for text in texts[:_MAX_RULES]:
            try:
                rule = parse_rule(text)
                last = _last_day(rule, self._timing.start)
                if last is not None and last < self._timing.start.on:
                    raise UnsupportedRuleError("its repeat rule ends before it begins")
                yield rule
            except UnsupportedRuleError as error:
                self._rule_problems.append(str(error))


def is_over(timing: EventTiming, today: date) -> bool:
    """Whether an override belongs to an occurrence that is too long ago to be read."""
    return timing.instance is not None and timing.start.local_time()[0] < _years_before(today)


def _merged(streams: list[Iterator[Moment]]) -> Iterator[Moment]:
    return streams[0] if len(streams) == 1 else merge(*streams, key=lambda one: one.on)


def _differs_in_precision(date_given: Moment, start: Moment) -> bool:
    """Whether one is a whole day and the other has a time."""
    return (date_given.at is None) != (start.at is None)


def _without(times: Iterator[Moment], never: Iterator[Moment]) -> Iterator[Moment]:
    """Remove excluded moments; both iterators are in order."""
    next_excluded = next(never, None)
    for time in times:
        while next_excluded is not None and next_excluded.on < time.on:
            next_excluded = next(never, None)
        if next_excluded is None or next_excluded.key != time.key:
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
