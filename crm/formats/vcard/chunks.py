"""A large file as stretches, each of which reads by itself as it would within the whole."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crm.formats.vcard.blocks import wide_codec

SMALLEST = 2 << 20  # a smaller file is read before another process has started
LENGTH = 128 << 10
_WINDOW = 64 << 10  # in which a place to cut is looked for first
_WIDEST = 1 << 20  # and at most; a file without one is read on as a whole

_BETWEEN = re.compile(rb"\nEND:VCARD\r?\n(?=BEGIN:VCARD\r?\n)")


def is_large(path: Path) -> bool:
    """Whether a second process is worth its start, and the file one that can be cut: UTF-16 cannot."""
    if path.stat().st_size < SMALLEST:
        return False
    with path.open("rb") as stream:
        return wide_codec(stream.read(4096)) is None


def stretches(path: Path, length: int = LENGTH) -> Iterator[tuple[int, int]]:
    """Offsets of the first byte and of the one after the last, until the end of the file."""
    size, start = path.stat().st_size, 0
    with path.open("rb") as stream:
        while start < size:
            end = _cut(stream, start + length) if start + length < size else None
            yield start, end or size
            start = end or size


def _cut(stream: BinaryIO, after: int) -> int | None:
    for window in (_WINDOW, _WIDEST):
        stream.seek(after)
        if (found := safe_place(stream.read(window))) is not None:
            return after + found
    return None


def safe_place(data: bytes) -> int | None:
    """After two plain cards that follow an END: whatever was open before, the first has closed, and nothing is open."""
    plain = 0
    before: int | None = None
    for between in _BETWEEN.finditer(data):
        is_plain = before is not None and data[before : between.start()].upper().count(b"VCARD") == 1
        plain = plain + 1 if is_plain else 0
        if plain == 2:
            return between.end()
        before = between.end()
    return None
