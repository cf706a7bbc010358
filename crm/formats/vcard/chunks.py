"""Splits a large file into chunks that can be parsed independently with the same result."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crm.formats.vcard.blocks import wide_codec

MIN_FILE_SIZE = 2 << 20  # a smaller file is read before a worker has started
CHUNK_LENGTH = 128 << 10
_WINDOW = 64 << 10  # bytes searched for a safe cut at first
_MAX_WINDOW = 1 << 20  # and at most; without a safe cut the rest of the file is one chunk

_CARD_BOUNDARY = re.compile(rb"\nEND:VCARD\r?\n(?=BEGIN:VCARD\r?\n)")


def is_large(path: Path) -> bool:
    """Whether a worker is worth its start-up time, and the file can be split: UTF-16 cannot."""
    if path.stat().st_size < MIN_FILE_SIZE:
        return False
    with path.open("rb") as stream:
        return wide_codec(stream.read(4096)) is None


class ChunkRange(NamedTuple):
    """Offsets of the first byte and of the byte after the last."""

    start: int
    end: int


def chunk_ranges(path: Path, length: int = CHUNK_LENGTH) -> Iterator[ChunkRange]:
    """The consecutive ranges of a file up to its end."""
    size, start = path.stat().st_size, 0
    with path.open("rb") as stream:
        while start < size:
            end = _find_cut(stream, start + length) if start + length < size else None
            yield ChunkRange(start, end or size)
            start = end or size


def _find_cut(stream: BinaryIO, after: int) -> int | None:
    for window in (_WINDOW, _MAX_WINDOW):
        stream.seek(after)
        if (found := find_safe_cut(stream.read(window))) is not None:
            return after + found
    return None


def find_safe_cut(data: bytes) -> int | None:
    """The offset after two regular cards that follow an END: any card open before is closed by then, and no card is open."""
    regular_cards = 0
    before: int | None = None
    for boundary in _CARD_BOUNDARY.finditer(data):
        is_plain = before is not None and data[before : boundary.start()].upper().count(b"VCARD") == 1
        regular_cards = regular_cards + 1 if is_plain else 0
        if regular_cards == 2:
            return boundary.end()
        before = boundary.end()
    return None
