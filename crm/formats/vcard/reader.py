"""Reads a vCard file card by card: a damaged card costs only itself, and everything left out is reported."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from crm.contacts.contact import Remark
from crm.formats.card import CardRead
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.card_parser import ParsedCard, parse_card
from crm.formats.vcard.card_splitter import split_cards
from crm.formats.vcard.decoding import codec_name
from crm.formats.vcard.raw_card import RawCard

_CHARSET = re.compile(rb"charset=[\"']?([\w.:-]{1,40})", re.I)

Source = Path | bytes | BinaryIO


class CharsetHint:
    """The charset that the file declares somewhere, searched once and only when a line cannot be decoded."""

    def __init__(self, source: Source, charset: str | None) -> None:
        self._source = source
        self._charset = codec_name(charset) if charset else None
        self._searched = charset is not None

    def __call__(self) -> str | None:
        if not self._searched:
            self._searched = True
            self._charset = self._search()
        return self._charset

    def _search(self) -> str | None:
        if not isinstance(self._source, Path):
            stream: BinaryIO | None = io.BytesIO(self._source) if isinstance(self._source, bytes) else None
        else:
            stream = self._source.open("rb")
        if stream is None:
            return None
        with stream:
            for line in stream:
                declared = _CHARSET.search(line[:400])
                codec = codec_name(declared[1].decode("ascii", "ignore")) if declared else None
                if codec and codec not in ("utf-8", "ascii"):
                    return codec
        return None


def read(
    source: Source, charset: str | None = None, on_progress: Callable[[int], None] | None = None
) -> Iterator[CardRead]:
    """Cards in file order. `charset` applies to lines in no recognised encoding; `on_progress` gets the number of bytes read.

    Raises OSError if the file itself cannot be read, and nothing else.
    """
    with _opened(source) as stream:
        yield from read_blocks(report_progress(blocks(stream), on_progress), CharsetHint(source, charset))


def read_blocks(file_blocks: Iterator[bytes], hint: CharsetHint) -> Iterator[CardRead]:
    """Cards of the blocks that `blocks` yields."""
    for raw_card in split_cards(file_blocks):
        yield _card_read(raw_card, hint)


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, Path):
        return source.open("rb")
    return io.BytesIO(source) if isinstance(source, bytes) else nullcontext(source)


def report_progress(
    file_blocks: Iterator[bytes], on_progress: Callable[[int], None] | None
) -> Iterator[bytes]:
    """Pass the blocks through; `on_progress` gets the number of bytes after each."""
    done = 0
    for block in file_blocks:
        yield block
        done += len(block)
        if on_progress:
            on_progress(done)


def _card_read(raw_card: RawCard, hint: CharsetHint) -> CardRead:
    if raw_card.number == 0:
        return _outside_cards(raw_card)
    if raw_card.fault:
        reason = f"{raw_card.count} cards stand inside each other more than 4 deep and were left out"
        remark = Remark(raw_card.first_line, raw_card.number, "", reason, "BEGIN:VCARD")
        return CardRead(
            raw_card.number, raw_card.first_line, "unreadable", remarks=[remark], count=raw_card.count
        )
    try:
        parsed = parse_card(raw_card, hint)
    except Exception as error:  # last resort: no card may ever end the reading of a file
        reason = f"this card could not be understood ({type(error).__name__})"
        shown = raw_card.data[:300].decode("utf-8", "replace")
        parsed = ParsedCard(
            "unreadable", None, [], [Remark(raw_card.first_line, raw_card.number, "", reason, shown)]
        )
    return CardRead(
        raw_card.number, raw_card.first_line, parsed.kind, parsed.contact, parsed.members, parsed.remarks
    )


def _outside_cards(raw_card: RawCard) -> CardRead:
    lines = raw_card.data.decode("utf-8", "replace").split("\n")
    words = "1 line belongs" if len(lines) == 1 else f"{len(lines)} lines belong"
    reason = (
        f"{words} to no card and was left out" if len(lines) == 1 else f"{words} to no card and were left out"
    )
    shown = "\n".join(line[:200] for line in lines[:10])
    return CardRead(
        0,
        raw_card.first_line,
        "outside",
        remarks=[Remark(raw_card.first_line, 0, "", reason, shown)],
        count=0,
    )
