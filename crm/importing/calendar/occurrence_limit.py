"""Limits the number of occurrences per import: all of them, until they are too many."""

from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from crm.formats.calendar.event import Event
from crm.formats.calendar.occurrences import Occurrence

# Budget for recurring events of one import: each occurrence costs one unit, plus one per person and per 500 characters of text.
# Five daily meetings with six people use two thirds of it.
_BUDGET, _LETTERS = 40_000, 500
_RECENT = timedelta(days=7)
_MANY = "there are very many events that repeat: of this one only the latest time of the last week and the next one count"
_NONE_LATELY = "there are very many events that repeat, and this one has no time in the last week or ahead"


class LimitedOccurrences(NamedTuple):
    times: list[Occurrence]
    remarks: list[str]


class OccurrenceLimit:
    def __init__(self, today: date) -> None:
        self._recent_since = today - _RECENT
        self._left = _BUDGET

    def limit(self, event: Event, people: int) -> LimitedOccurrences:
        """All occurrences; once the budget is used up, only the latest ones of a recurring event."""
        if not event.times.repeats:
            return LimitedOccurrences(list(event.times), [])
        remarks = []
        problem_before, each = event.times.problem, 1 + people + len(event.said) // _LETTERS
        found = list(islice(event.times, self._left // each + 1))
        self._left -= each * len(found)
        if self._left < 0:
            self._left = 0
            found = list(event.times.since(self._recent_since))[-2:]
            remarks.append(_MANY if found else _NONE_LATELY)
        if event.times.problem != problem_before:
            remarks.append(event.times.problem)
        return LimitedOccurrences(found, remarks)
