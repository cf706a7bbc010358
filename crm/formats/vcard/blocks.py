"""A vCard file as blocks of UTF-8-like bytes with plain line ends, however it was stored."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

BLOCK = 1 << 20
LONGEST_LINE = 16 << 20  # a photo of 10 MB is 14 MB of base64

_LINE_END = re.compile(rb"\r+\n?")


def blocks(stream: BinaryIO, is_part: bool = False) -> Iterator[bytes]:
    """Line ends are LF only, a byte order mark is gone, UTF-16 (with a mark or without) is now UTF-8.

    `is_part`: from the middle of a file, which is known to be no UTF-16.
    """
    parts = iter(lambda: stream.read(BLOCK), b"") if is_part else _in_bytes(stream)
    return _without_endless_lines(_plain_line_ends(parts))


def wide_codec(start: bytes) -> str | None:
    """The UTF-16 codec of a file that starts like this, told by its mark or by where its NULs stand."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if start.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    sample = start[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.4:
        return "utf-16-be"
    return None


def _in_bytes(stream: BinaryIO) -> Iterator[bytes]:
    block = stream.read(BLOCK)
    codec = wide_codec(block)
    if codec is None:
        block = block.removeprefix(codecs.BOM_UTF8)
        while block:
            yield block
            block = stream.read(BLOCK)
        return
    decoder = codecs.getincrementaldecoder(codec)("replace")
    while block:
        yield decoder.decode(block).replace("\ufeff", "").encode("utf-8", "replace")
        block = stream.read(BLOCK)


def _plain_line_ends(parts: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    for part in parts:
        block = held + part if held else part
        held = b""
        if b"\r" in block:
            if block.endswith(b"\r"):
                body = block.rstrip(b"\r")
                held = block[len(body) :]
                block = body
            block = block.replace(b"\r\n", b"\n")
            if b"\r" in block:
                block = _LINE_END.sub(b"\n", block)
        yield block
    if held:
        yield b"\n"


def _without_endless_lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Cut what a line holds beyond the limit, so that no line can fill the memory; the parser refuses the stump."""
    length = 0
    for part in parts:
        block = part
        if length > LONGEST_LINE:
            end = block.find(b"\n")
            if end < 0:
                continue
            block = block[end:]
        last = block.rfind(b"\n")
        length = length + len(block) if last < 0 else len(block) - last - 1
        yield block
