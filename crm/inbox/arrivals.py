"""The files that lie in the inbox folder, by name, size and time; nothing is opened here except `read_start`."""

import os
import stat
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.text.outside_text import readable

KINDS = {".txt": "text", ".vcf": "card", ".ics": "calendar"}
DONE = "done"
_MOST_EXAMINED = 20_000  # entries; a whole disk may have been chosen by mistake
_EARLIEST = 2000  # a file dated before this year has no date that means anything
_NO_LINK = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its writer
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Arrival(NamedTuple):
    """`path` may hold bytes that are no text; `name` is safe to show. `refusal` says why it is not opened."""

    name: str
    path: Path
    kind: str
    size: int
    written_ns: int
    arrived_ns: int  # change of the directory entry: a sync keeps the time of writing, not this one
    refusal: str = ""

    def file_id(self, content: str) -> str:
        """Identifies this very file: the same content under another name or time is another file."""
        parts = (os.fsencode(self.path.name), str(self.written_ns).encode(), str(self.size).encode())
        return sha256(b"\0".join((*parts, content.encode()))).hexdigest()[:20]

    def written_at(self, today: date) -> datetime:
        """In local time; words like "this morning" are meant from then. Never after today."""
        at = _local(self.written_ns)
        if at.year < _EARLIEST:
            at = _local(self.arrived_ns)
        return at if at.date() <= today else datetime.combine(today, at.time(), at.tzinfo)


def arrivals(folder: Path) -> list[Arrival]:
    """Newest first. Raises FileNotRead if the folder is away or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = list(_candidates(entries))
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotRead(
            f"The folder {readable(folder.name)} is not there at present. It is looked for every minute."
        ) from None
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise FileNotRead(
            f"The folder {readable(folder.name)} cannot be read ({reason}). Nothing in it was changed."
        ) from None
    return sorted(found, key=lambda one: (-one.written_ns, one.name))


def read_start(arrival: Arrival, most: int) -> bytes:
    """Up to `most` bytes. Never follows a link, which may have taken the file's place. Raises FileNotRead."""
    try:
        handle = os.open(arrival.path, os.O_RDONLY | _NO_LINK)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileNotRead(f"{arrival.name} is no file that can be read.")
            return stream.read(most)
    except OSError as error:
        raise FileNotRead(f"{arrival.name} cannot be opened ({error.strerror or 'unreadable'}).") from None


def _candidates(entries: Iterator["os.DirEntry[str]"]) -> Iterator[Arrival]:
    for seen, entry in enumerate(entries):
        if seen > _MOST_EXAMINED:
            raise FileNotRead("The inbox folder holds too many files. Choose one that only your phone fills.")
        kind = KINDS.get(Path(entry.name).suffix.lower())
        if kind is None or entry.name.startswith((".", "~")):  # what a sync has not finished begins so
            continue
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:  # taken away meanwhile
            continue
        if not stat.S_ISDIR(found.st_mode):
            yield _arrival(Path(entry.path), kind, found)


def _arrival(path: Path, kind: str, found: os.stat_result) -> Arrival:
    name = readable(path.name)
    refusal = ""
    if stat.S_ISLNK(found.st_mode):
        refusal = f"{name} is a link to another place. It is not opened."
    elif not stat.S_ISREG(found.st_mode):
        refusal = f"{name} is a pipe or a device. It is not opened."
    return Arrival(name, path, kind, found.st_size, found.st_mtime_ns, found.st_ctime_ns, refusal)


def _local(nanoseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(nanoseconds / 1e9).astimezone()
    except (OverflowError, OSError, ValueError):  # a time that no calendar has
        return datetime.fromtimestamp(0).astimezone()
