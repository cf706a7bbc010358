"""How many times of events that repeat one import offers: all, until they are too many."""

from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from crm.formats.calendar.event import Event
from crm.formats.calendar.occurrences import Occurrence

# What the times of events that repeat may come to in one import: one for each time, for each of its people, and for so many
# letters of its text. Five daily meetings with six people of the book come to two thirds of it.
_ROOM, _LETTERS = 40_000, 500
_LATELY = timedelta(days=7)
_MANY = "there are very many events that repeat: of this one only the latest time of the last week and the next one count"
_NONE_LATELY = "there are very many events that repeat, and this one has no time in the last week or ahead"


class Offered(NamedTuple):
    times: list[Occurrence]
    remarks: list[str]


class Room:
    def __init__(self, today: date) -> None:
        self._lately = today - _LATELY
        self._left = _ROOM

    def offered(self, event: Event, people: int) -> Offered:
        """All that count; of an event that repeats only the latest, once too many have come."""
        if not event.times.repeats:
            return Offered(list(event.times), [])
        remarks = []
        said, each = event.times.problem, 1 + people + len(event.said) // _LETTERS
        found = list(islice(event.times, self._left // each + 1))
        self._left -= each * len(found)
        if self._left < 0:
            self._left = 0
            found = list(event.times.since(self._lately))[-2:]
            remarks.append(_MANY if found else _NONE_LATELY)
        if event.times.problem != said:
            remarks.append(event.times.problem)
        return Offered(found, remarks)
