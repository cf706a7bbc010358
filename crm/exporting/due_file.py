"""Maintains the calendar file beside the book: rewritten after each change, deleted when disabled."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from crm import settings
from crm.errors import FileNotWritten
from crm.exporting.due_entries import entries
from crm.formats.atomic_file import write_whole
from crm.formats.calendar.writer import write
from crm.storage.reading import Reader

FILE_NAME = "due.ics"


def update(read: Reader, folder: Path, today: date, now: datetime) -> bool:
    """Whether the file exists now. If it cannot be written, the old one stays: the book itself is safe."""
    file = folder / FILE_NAME
    if not settings.value(read, settings.CALENDAR_FILE):
        with suppress(OSError):
            file.unlink(missing_ok=True)
        return False
    with suppress(FileNotWritten):
        write_whole(file, [write(entries(read, today), now)])
    return file.exists()
