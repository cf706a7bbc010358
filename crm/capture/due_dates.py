"""When a promise is due: the day that was said, else the usual number of days for its kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from crm.capture.dates import DatePhrase
from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of, words

_DEADLINES = ("by", "before", "until", "till", "due")


@dataclass(frozen=True, slots=True)
class DueDate:
    """The day said, or None, and the words that say it."""

    on: date | None
    ranges: list[tuple[int, int]]


def default_due_date(kind: str, today: date) -> date:
    return today + timedelta(days=words("promises")["days"][kind])


def due_date_in(reading: ParseState, first: int, last: int) -> DueDate:
    """The due day in these words of a promise; a date that belongs to something else is left alone."""
    went = _went(reading, first, last)
    fitting = [one for one in reading.whens.between(first, last) if _fits(reading, one, first, last, went)]
    deadlines = [one for one in fitting if one.preposition in _DEADLINES]
    for one in deadlines + fitting[::-1]:
        day = one.day(reading.today, True)
        if day is not None:
            return DueDate(day, _with_times(reading, one, last))
    return _by_the_clock(reading, first, last)


def _went(reading: ParseState, first: int, last: int) -> int:
    """The first word that tells of the past; `last` where none does."""
    return next((at for at in range(first, last) if reading.lows[at] in one_of("promises", "went")), last)


def _fits(reading: ParseState, when: DatePhrase, first: int, last: int, went: int) -> bool:
    before = reading.low(when.first - 1) if when.first > first else ""
    if when.tense == "past" or before in one_of("dates", "not_after"):
        return False
    if when.preposition in _DEADLINES or when.tense in ("future", "now", "this"):
        return True
    if went < when.first:
        return False
    after_someone = reading.mentions.ending_at(when.first) is not None or before in one_of(
        "promises", "objects"
    )
    return when.first == first or after_someone or reading.ends(when.last, last)


def _with_times(reading: ParseState, when: DatePhrase, last: int) -> list[tuple[int, int]]:
    end = when.last
    while end < last and end in reading.clocks:
        end = reading.clocks[end].last
    before = reading.clocks.ending_at(when.first)
    return [(before.first if before else when.first, end)]


def _by_the_clock(reading: ParseState, first: int, last: int) -> DueDate:
    for one in reading.clocks.between(first, last):
        if one.preposition == "by":
            return DueDate(reading.today, [(one.first, one.last)])
    return DueDate(None, [])
