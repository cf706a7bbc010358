"""One thing in a calendar, before it becomes lines."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day unless `at` (HH:MM) says when, on the wall of `zone` or wherever the reader is.

    `people` are the ids of those of the book it is about; `uid` stays the same as long as the thing is due.
    """

    uid: str
    on: date
    title: str
    words: str = ""
    at: str | None = None
    zone: str | None = None
    place: str = ""
    people: frozenset[int] = frozenset()
