"""The times an event counts for: a single one as it is, a repeating one for the last two years and its next time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import merge

from crm.exchange.calendar.event import Instance
from crm.exchange.calendar.moments import Moment, moment
from crm.exchange.calendar.repeating import OddRule, Rule, days, rule_of

YEARS_BACK = 2
_MOST_DATES = 5000  # RDATE and EXDATE of one event
_A_DAY = timedelta(days=1)


@dataclass(slots=True)
class When:
    """As the file says it. `instance` is the RECURRENCE-ID: which time of its event this one stands for."""

    start: Moment
    rule: str = ""
    instance: Moment | None = None
    also: list[Moment] = field(default_factory=list)
    never: list[Moment] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        return self.instance is None and bool(self.rule or self.also)

    def add_dates(self, to: list[Moment], raw: str, read: Callable[[str], Moment | None]) -> None:
        for word in raw.split(",")[:_MOST_DATES]:
            found = read(word.partition("/")[0])
            if found is not None and len(to) < _MOST_DATES:
                to.append(found)


def instances(when: When, today: date, elsewhere: Callable[[str], bool]) -> tuple[list[Instance], str]:
    """Rising, and what is to be said of the rule. `elsewhere` knows the keys of times the file tells by themselves."""
    if not when.repeats:
        key = when.instance.key if when.instance else ""
        return [Instance(key, *when.start.here())], ""
    since = _years_before(today)
    found: list[Instance] = []
    never = {one.key for one in when.never} | {one.on for one in when.never if one.at is None}
    times, remark = _times(when, since)
    last_key = ""
    try:
        for time in times:
            if time.key == last_key or time.key in never or time.on in never:
                continue
            last_key = time.key
            on, at = time.here()
            is_elsewhere = elsewhere(time.key) or elsewhere(time.day_key)
            if on >= since and not is_elsewhere:
                found.append(Instance(time.key, on, at))
            if on >= today:
                break
    except OddRule as odd:
        remark = str(odd)
    return found, remark


def is_over(when: When, today: date) -> bool:
    """Whether a time that stands by itself is one of an event that repeats, and longer ago than those are read."""
    return when.instance is not None and when.start.here()[0] < _years_before(today)


def _times(when: When, since: date) -> tuple[Iterator[Moment], str]:
    """All from a day before `since` on, rising; the first alone where the rule is not followed."""
    since = since - _A_DAY if since > date.min else since
    also = sorted((one for one in when.also if one.on >= since), key=lambda one: one.key)
    if not when.rule:
        first = [when.start] if when.start.on >= since else []
        return iter(sorted([*first, *also], key=lambda one: one.key)), ""
    try:
        rule = rule_of(when.rule)
    except OddRule as odd:
        return iter([when.start] if when.start.on >= since else []), str(odd)
    told = (when.start.on_day(day) for day in days(rule, when.start.on, since, _last_day(rule, when.start)))
    return (merge(told, also, key=lambda one: one.on) if also else told), ""


def _last_day(rule: Rule, start: Moment) -> date | None:
    until = moment(rule.until, None) if rule.until else None
    if until is None:
        return None
    wall = until.wall_in(start.zone)
    is_later = start.at is not None and until.at is not None and start.at > wall.time()
    return wall.date() - _A_DAY if is_later and wall.date() > date.min else wall.date()


def _years_before(today: date) -> date:
    year = max(today.year - YEARS_BACK, 1)
    return (
        today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)
    )
