"""Reads a vCard file card by card; what one card breaks costs that card, and nothing vanishes unsaid."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from crm.contacts.contact import Remark
from crm.formats.card import CardRead
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.card_parser import understand
from crm.formats.vcard.card_splitter import cut
from crm.formats.vcard.decoding import codec_of
from crm.formats.vcard.raw_card import Piece

_CHARSET = re.compile(rb"charset=[\"']?([\w.:-]{1,40})", re.I)

Source = Path | bytes | BinaryIO


class Hint:
    """The charset that a file names somewhere, looked for once and only when a line is in no known charset."""

    def __init__(self, source: Source, charset: str | None) -> None:
        self._source = source
        self._charset = codec_of(charset) if charset else None
        self._looked = charset is not None

    def __call__(self) -> str | None:
        if not self._looked:
            self._looked = True
            self._charset = self._look()
        return self._charset

    def _look(self) -> str | None:
        if not isinstance(self._source, Path):
            stream: BinaryIO | None = io.BytesIO(self._source) if isinstance(self._source, bytes) else None
        else:
            stream = self._source.open("rb")
        if stream is None:
            return None
        with stream:
            for line in stream:
                named = _CHARSET.search(line[:400])
                codec = codec_of(named[1].decode("ascii", "ignore")) if named else None
                if codec and codec not in ("utf-8", "ascii"):
                    return codec
        return None


def read(
    source: Source, charset: str | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[CardRead]:
    """Cards in file order. `charset` is for lines in no known one; `progress` hears how many bytes were read.

    Raises OSError where the file itself cannot be read, and nothing else.
    """
    with _opened(source) as stream:
        yield from read_blocks(told(blocks(stream), progress), Hint(source, charset))


def read_blocks(parts: Iterator[bytes], hint: Hint) -> Iterator[CardRead]:
    """Cards of blocks as `blocks` gives them."""
    for piece in cut(parts):
        yield _card_read(piece, hint)


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, Path):
        return source.open("rb")
    return io.BytesIO(source) if isinstance(source, bytes) else nullcontext(source)


def told(parts: Iterator[bytes], progress: Callable[[int], None] | None) -> Iterator[bytes]:
    """The same blocks; `progress` hears after each how many bytes there were."""
    done = 0
    for part in parts:
        yield part
        done += len(part)
        if progress:
            progress(done)


def _card_read(piece: Piece, hint: Hint) -> CardRead:
    if piece.number == 0:
        return _outside(piece)
    if piece.fault:
        reason = f"{piece.count} cards stand inside each other more than 4 deep and were left out"
        remark = Remark(piece.first_line, piece.number, "", reason, "BEGIN:VCARD")
        return CardRead(piece.number, piece.first_line, "unreadable", remarks=[remark], count=piece.count)
    try:
        kind, contact, members, remarks = understand(piece, hint)
    except Exception as wrong:  # the last wall: one card must never end the reading of a file
        reason = f"this card could not be understood ({type(wrong).__name__})"
        shown = piece.data[:300].decode("utf-8", "replace")
        kind, contact, members = "unreadable", None, []
        remarks = [Remark(piece.first_line, piece.number, "", reason, shown)]
    return CardRead(piece.number, piece.first_line, kind, contact, members, remarks)


def _outside(piece: Piece) -> CardRead:
    lines = piece.data.decode("utf-8", "replace").split("\n")
    words = "1 line belongs" if len(lines) == 1 else f"{len(lines)} lines belong"
    reason = (
        f"{words} to no card and was left out" if len(lines) == 1 else f"{words} to no card and were left out"
    )
    shown = "\n".join(line[:200] for line in lines[:10])
    return CardRead(
        0, piece.first_line, "outside", remarks=[Remark(piece.first_line, 0, "", reason, shown)], count=0
    )
