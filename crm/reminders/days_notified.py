"""The days already notified, stored in a JSON file in the book's folder.

Not in the book itself: there it would be an undoable step, and Undo would bring the notification back.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole

FILE_NAME = "reminded.json"
# The latest by time of writing, not by date, so that a wrong clock does not evict other days.
_MAX_DAYS = 5000


class NotifiedDays:
    """An unreadable file counts as empty. If it cannot be written, days are remembered in memory only.

    Without a folder nothing is stored (used for simulated days).
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE_NAME if folder else None
        self.days: dict[date, None] = {}
        if self._file is not None:
            with suppress(OSError, UnicodeDecodeError):
                self.days = parse_days(self._file.read_text(encoding="utf-8"))

    def add(self, day: date) -> None:
        """Call before notifying: a crash in between then loses one notification instead of repeating it."""
        self.days[day] = None
        if self._file is not None:
            with suppress(FileNotWritten):  # e.g. disk full: the day is still remembered in memory
                write_whole(self._file, [to_json(self.days).encode()])


def parse_days(text: str) -> dict[date, None]:
    """Parses the output of `to_json`, keeping its order; invalid entries are skipped."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {day: None for item in found if (day := _day(item))} if isinstance(found, list) else {}


def to_json(shown: Iterable[date]) -> str:
    return json.dumps([day.isoformat() for day in shown][-_MAX_DAYS:])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
