"""Read-only memory-mapped file; unlike mmap, it accepts empty files."""

import mmap
from pathlib import Path


class MappedFile:
    """Bytes behind the end read as zeros. Close it before the file is removed."""

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
