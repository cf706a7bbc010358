"""Reads a vCard file as blocks of bytes in UTF-8 or a superset of ASCII, with LF line ends."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

BLOCK_SIZE = 1 << 20
MAX_LINE = 16 << 20  # a photo of 10 MB is 14 MB of Base64

_LINE_END = re.compile(rb"\r+\n?")


def blocks(stream: BinaryIO, is_part: bool = False) -> Iterator[bytes]:
    """Blocks with LF line ends only and without byte order mark; UTF-16 is converted to UTF-8.

    `is_part`: the stream starts in the middle of a file, which is known not to be UTF-16.
    """
    parts = iter(lambda: stream.read(BLOCK_SIZE), b"") if is_part else _without_utf16(stream)
    return _limit_lines(_with_lf(parts))


def wide_codec(start: bytes) -> str | None:
    """The UTF-16 codec of a file with this beginning, detected by its byte order mark or its NUL bytes."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if start.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    sample = start[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.4:
        return "utf-16-be"
    return None


def _without_utf16(stream: BinaryIO) -> Iterator[bytes]:
    block = stream.read(BLOCK_SIZE)
    codec = wide_codec(block)
    if codec is None:
        block = block.removeprefix(codecs.BOM_UTF8)
        while block:
            yield block
            block = stream.read(BLOCK_SIZE)
        return
    decoder = codecs.getincrementaldecoder(codec)("replace")
    while block:
        yield decoder.decode(block).replace("\ufeff", "").encode("utf-8", "replace")
        block = stream.read(BLOCK_SIZE)


def _with_lf(parts: Iterable[bytes]) -> Iterator[bytes]:
    pending_cr = b""
    for part in parts:
        block = pending_cr + part if pending_cr else part
        pending_cr = b""
        if b"\r" in block:
            if block.endswith(b"\r"):
                body = block.rstrip(b"\r")
                pending_cr = block[len(body) :]
                block = body
            block = block.replace(b"\r\n", b"\n")
            if b"\r" in block:
                block = _LINE_END.sub(b"\n", block)
        yield block
    if pending_cr:
        yield b"\n"


def _limit_lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Truncate lines beyond the limit, so that no line can fill the memory; the parser refuses what is left of them."""
    length = 0
    for part in parts:
        block = part
        if length > MAX_LINE:
            end = block.find(b"\n")
            if end < 0:
                continue
            block = block[end:]
        last = block.rfind(b"\n")
        length = length + len(block) if last < 0 else len(block) - last - 1
        yield block
