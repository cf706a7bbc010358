"""When a promise is due: the day that was said, else the usual number of days for its kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from crm.capture.dates import When
from crm.capture.reading import Reading
from crm.capture.vocabulary import one_of, words

_DEADLINES = ("by", "before", "until", "till", "due")


@dataclass(frozen=True, slots=True)
class Due:
    """The day said, or None, and the words that say it."""

    on: date | None
    ranges: list[tuple[int, int]]


def default(kind: str, today: date) -> date:
    return today + timedelta(days=words("promises")["days"][kind])


def said(reading: Reading, first: int, last: int) -> Due:
    """The due day in these words of a promise; a date that belongs to something else is left alone."""
    found = [one for at, one in reading.whens.items() if first <= at and one.last <= last]
    fitting = [one for one in found if _fits(reading, one, first, last)]
    deadlines = [one for one in fitting if one.preposition in _DEADLINES]
    for one in deadlines + fitting[::-1]:
        day = one.day(reading.today, True)
        if day is not None:
            return Due(day, _with_times(reading, one, last))
    return _by_the_clock(reading, first, last)


def _fits(reading: Reading, when: When, first: int, last: int) -> bool:
    before = reading.low(when.first - 1) if when.first > first else ""
    if when.tense == "past" or before in one_of("dates", "not_after"):
        return False
    if when.preposition in _DEADLINES or when.tense in ("future", "now", "this"):
        return True
    if any(reading.lows[at] in one_of("promises", "went") for at in range(first, when.first)):
        return False
    named = any(mention.last == when.first for mention in reading.mentions.values())
    after_someone = named or before in one_of("promises", "objects")
    return when.first == first or after_someone or reading.ends(when.last, last)


def _with_times(reading: Reading, when: When, last: int) -> list[tuple[int, int]]:
    end = when.last
    while end < last and end in reading.clocks:
        end = reading.clocks[end].last
    before = [one for one in reading.clocks.values() if one.last == when.first]
    return [(before[0].first if before else when.first, end)]


def _by_the_clock(reading: Reading, first: int, last: int) -> Due:
    for one in reading.clocks.values():
        if one.preposition == "by" and first <= one.first and one.last <= last:
            return Due(reading.today, [(one.first, one.last)])
    return Due(None, [])
