"""A calendar entry to be written."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day unless `at` (HH:MM) is set, in `zone` or in the reader's local time.

    `people` are the ids of the people concerned; `uid` stays the same as long as the entry is due.
    """

    uid: str
    on: date
    title: str
    words: str = ""
    at: str | None = None
    zone: str | None = None
    place: str = ""
    people: frozenset[int] = frozenset()
