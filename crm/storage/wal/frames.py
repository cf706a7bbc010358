"""Frames of a write-ahead log: which of them SQLite reads, and which it would silently ignore.
It reads up to the first invalid frame, whatever was committed after it.
https://www.sqlite.org/fileformat2.html, section 4 (the write-ahead log).
"""

import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from crm.storage.memory_mapped_file import MappedFile

HEADER, FRAME_HEADER = 32, 24  # bytes: of the log, and of each frame
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # byte order of the checksums
# A restarted log increments its first salt; that of another log is a random number.
_GENERATIONS = 1 << 20

State = Literal[
    "whole",  # nothing committed after what SQLite reads
    "damaged",  # committed frames after what SQLite reads
    "foreign",  # frames of two logs: one was copied over the other
]


class Header(NamedTuple):
    order: str
    page_size: int
    salts: bytes
    sums: tuple[int, int]


class Frame(NamedTuple):
    """`page_at` is the position of its page; `pages_after` the size of the file in pages for a commit frame,
    otherwise 0.
    """

    page_at: int
    page: int
    pages_after: int
    is_sound: bool


def header_of(data: MappedFile) -> Header | None:
    """None if SQLite would read nothing of the log."""
    header = data.part(0, HEADER)
    magic, _, size, _ = struct.unpack(">4I", header[:16])
    order = _MAGIC.get(magic)
    if data.size < HEADER or order is None or not 512 <= size <= 65536:
        return None
    sums = _checksum(header[:24], order, (0, 0))
    return Header(order, size, header[16:24], sums) if sums == _pair(header[24:]) else None


def frames(data: MappedFile, header: Header) -> Iterator[Frame]:
    """Frames with the header's salts. Others are left from an earlier generation of the log."""
    running = header.sums
    is_chained = True
    for at in _places(data, header.page_size):
        frame = data.part(at, FRAME_HEADER)
        if frame[8:16] != header.salts:
            is_chained = False
            continue
        if is_chained:
            running = _checksum(frame[:8], header.order, running)
            running = _checksum(data.part(at + FRAME_HEADER, header.page_size), header.order, running)
        page, after = _pair(frame)
        is_chained = is_chained and running == _pair(frame[16:]) and page > 0
        yield Frame(at + FRAME_HEADER, page, after, is_chained)


def state_of(log: Path) -> State:
    """The state of a log left by an unclean shutdown. Its last transaction may be incomplete: it was not
    committed.
    """
    with closing(MappedFile(log)) as data:
        if data.size <= HEADER or not any(data.part(0, HEADER)):
            return "whole"
        header = header_of(data)
        if header is None:
            return "damaged"
        if _has_frames_of_another(data, header):
            return "foreign"
        end: Frame | None = None  # commit frame of a transaction that SQLite does not read
        for frame in frames(data, header):
            if end is not None and not _repeats_last_frame(frame, end):
                return "damaged"
            if not frame.is_sound and frame.pages_after:
                end = frame
    return "whole"


def _repeats_last_frame(frame: Frame, end: Frame) -> bool:
    """SQLite repeats the last frame of a transaction up to the end of the disk sector."""
    return (frame.page, frame.pages_after) == (end.page, end.pages_after)


def readable_part(log: Path) -> bytes:
    """The log as far as SQLite reads it, up to the last commit; empty if its beginning is damaged."""
    with closing(MappedFile(log)) as data:
        end = 0
        if header := header_of(data):
            for frame in frames(data, header):
                if frame.is_sound and frame.pages_after:
                    end = frame.page_at + header.page_size
        return data.part(0, end)


def _has_frames_of_another(data: MappedFile, header: Header) -> bool:
    """Whether there are frames of another log. Earlier generations of this one do not count."""
    (salt,) = struct.unpack(">I", header.salts[:4])
    for at in _places(data, header.page_size):
        number, _, of_frame = struct.unpack(">3I", data.part(at, 12))
        if number and (salt - of_frame) % (1 << 32) > _GENERATIONS:
            return True
    return False


def _places(data: MappedFile, page_size: int) -> range:
    whole = FRAME_HEADER + page_size
    return range(HEADER, data.size - whole + 1, whole)


def _pair(data: bytes) -> tuple[int, int]:
    first, second = struct.unpack(">2I", data[:8])
    return first, second


def _checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        one = one + words[place] + two & 0xFFFFFFFF
        two = two + words[place + 1] + one & 0xFFFFFFFF
    return one, two
