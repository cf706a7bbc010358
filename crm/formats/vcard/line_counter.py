"""Counts line ends in blocks as they are consumed."""

from collections.abc import Iterator


class LineCounter:
    """Passes blocks through; `lines` is the number of line ends in those consumed so far."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.lines = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        part = next(self._blocks)
        self.lines += part.count(b"\n")
        return part
