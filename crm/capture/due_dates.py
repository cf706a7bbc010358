"""Due date of a promise: the date in the text, else the default number of days for its kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from crm.capture.dates import DatePhrase
from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of, words

_DEADLINES = ("by", "before", "until", "till", "due")


@dataclass(frozen=True, slots=True)
class DueDate:
    """`on` is None where the text has no due date; `ranges` are the words of the date."""

    on: date | None
    ranges: list[tuple[int, int]]


def default_due_date(kind: str, today: date) -> date:
    return today + timedelta(days=words("promises")["days"][kind])


def due_date_in(state: ParseState, first: int, last: int) -> DueDate:
    """The due date among these words of a promise; dates that belong to another part of the clause are ignored."""
    past_at = _first_past_verb(state, first, last)
    fitting = [
        one for one in state.dates.between(first, last) if _is_due_date(state, one, first, last, past_at)
    ]
    deadlines = [one for one in fitting if one.preposition in _DEADLINES]
    for one in deadlines + fitting[::-1]:
        day = one.day(state.today, True)
        if day is not None:
            return DueDate(day, _with_times(state, one, last))
    return _due_at_time(state, first, last)


def _first_past_verb(state: ParseState, first: int, last: int) -> int:
    """Index of the first past-tense verb; `last` where there is none."""
    return next((at for at in range(first, last) if state.lows[at] in one_of("promises", "went")), last)


def _is_due_date(state: ParseState, phrase: DatePhrase, first: int, last: int, past_at: int) -> bool:
    before = state.low(phrase.first - 1) if phrase.first > first else ""
    if phrase.tense == "past" or before in one_of("dates", "not_after"):
        return False
    if phrase.preposition in _DEADLINES or phrase.tense in ("future", "now", "this"):
        return True
    if past_at < phrase.first:
        return False
    after_someone = state.mentions.ending_at(phrase.first) is not None or before in one_of(
        "promises", "objects"
    )
    return phrase.first == first or after_someone or state.ends_clause(phrase.last, last)


def _with_times(state: ParseState, phrase: DatePhrase, last: int) -> list[tuple[int, int]]:
    end = phrase.last
    while end < last and end in state.times:
        end = state.times[end].last
    before = state.times.ending_at(phrase.first)
    return [(before.first if before else phrase.first, end)]


def _due_at_time(state: ParseState, first: int, last: int) -> DueDate:
    for one in state.times.between(first, last):
        if one.preposition == "by":
            return DueDate(state.today, [(one.first, one.last)])
    return DueDate(None, [])
