"""The days whose list went out, in a file beside the book.

Not in the book: there it would be a step, and undoing one's last action would bring the notification back.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole

FILE_NAME = "reminded.json"
_MAX_DAYS = (
    5000  # days, in the order they were shown and not by date: a clock set wrong drives none of them out
)


class NotifiedDays:
    """The days shown so far. A file that cannot be read counts as none, one that cannot be written is kept in mind.

    Without a folder nothing is kept: for a day that is only taken as today.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE_NAME if folder else None
        self.days: dict[date, None] = {}
        if self._file is not None:
            with suppress(OSError, UnicodeDecodeError):
                self.days = parse_days(self._file.read_text(encoding="utf-8"))

    def add(self, day: date) -> None:
        """On disk before anything is told: a program that ends in between reminds once less, never twice."""
        self.days[day] = None
        if self._file is not None:
            with suppress(
                FileNotWritten
            ):  # a full disk: until the program ends, the day is known all the same
                write_whole(self._file, [to_json(self.days).encode()])


def parse_days(text: str) -> dict[date, None]:
    """What `in_words` wrote, in its order; whatever else stands there is left out."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {day: None for one in found if (day := _day(one))} if isinstance(found, list) else {}


def to_json(shown: Iterable[date]) -> str:
    return json.dumps([day.isoformat() for day in shown][-_MAX_DAYS:])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
