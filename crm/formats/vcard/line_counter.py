"""Blocks on their way, and how many line ends went by."""

from collections.abc import Iterator


class Counted:
    """The same blocks; `lines` are the line ends in those taken so far."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self.lines = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        part = next(self._parts)
        self.lines += part.count(b"\n")
        return part
