"""The calendar file that is read again at every start: detects changes and previews them.

What was read last is recorded in a file beside the book; in the book it would be a step at each start.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole
from crm.formats.read_options import Options
from crm.formats.readers import format_of
from crm.importing.applying import apply
from crm.importing.found_cards import Preview
from crm.importing.preview import preview
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

FILE_NAME = "calendar-read.txt"


def state_of(path: Path, today: date) -> str:
    """A digest that changes with the file and the day; "" without a file. The path is hashed, as it may contain names."""
    with suppress(OSError):
        found = path.stat()
        state = f"{path}\n{found.st_mtime_ns} {found.st_size} {today.isoformat()}"
        return sha256(state.encode("utf-8", "surrogateescape")).hexdigest() + "\n"
    return ""


def was_read(folder: Path, state: str) -> bool:
    with suppress(OSError):
        return (folder / FILE_NAME).read_bytes() == state.encode("utf-8", "replace")
    return False


def note_read(folder: Path, state: str) -> None:
    """If it cannot be written, the file is merely read once more."""
    with suppress(FileNotWritten):
        write_whole(folder / FILE_NAME, [state.encode("utf-8", "replace")])


def preview_watched(read: Reader, path: Path, today: date, cancelled: Callable[[], bool]) -> Preview | None:
    """The preview, or None if the file brings nothing new. Raises FileNotRead, Cancelled."""
    if format_of(path) != "ics":
        return None
    found = preview(read, [path], cancelled=cancelled, options=Options(today=today))
    brings = any(one.change != "same" for file in found.files for card in file.found for one in card.meetings)
    return found if brings else None


def apply_watched(work: "UnitOfWork", found: Preview) -> None:
    """Apply the preview as a step of its own, with a label different from the user's imports."""
    apply(work, found)
    work.label = work.label.replace("Imported", "Read", 1)
