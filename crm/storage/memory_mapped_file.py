"""A file read at any place without holding all of it: an empty one counts as a file without bytes."""

import mmap
from pathlib import Path


class Mapped:
    """Read-only; what lies behind the end reads as zeros. Close it before the file is removed."""

    def __init__(self, file: Path) -> None:
        self.size = file.stat().st_size
        self._map: mmap.mmap | None = None
        if self.size:
            with file.open("rb") as opened:
                self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def part(self, at: int, length: int) -> bytes:
        found = self._map[at : at + length] if self._map is not None else b""
        return found if len(found) == length else found.ljust(length, b"\0")

    def close(self) -> None:
        if self._map is not None:
            self._map.close()
