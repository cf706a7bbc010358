"""Main loop of the worker process: reads the chunks it is assigned and sends back their cards."""

import os
import sys
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from crm.formats.garbage_collection import gc_paused
from crm.formats.vcard.batch import serialize
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.line_counter import LineCounter
from crm.formats.vcard.reader import CharsetHint, read_blocks
from crm.formats.vcard.worker_process import CHUNK_HEADER, FILE_HEADER, RESULT_HEADER


def main(words: list[str]) -> int:
    """Runs until the parent closes the pipe. `words` is empty: the path comes by the pipe, not as an argument."""
    requests, out = sys.stdin.buffer, sys.stdout.buffer
    path_length, charset_length = FILE_HEADER.unpack(requests.read(FILE_HEADER.size))
    path, charset = Path(os.fsdecode(requests.read(path_length))), requests.read(charset_length).decode()
    hint = CharsetHint(path, charset or None)
    with gc_paused(), path.open("rb") as stream:
        while len(request := requests.read(CHUNK_HEADER.size)) == CHUNK_HEADER.size:
            start, end = CHUNK_HEADER.unpack(request)
            stream.seek(start)
            started_at = monotonic()
            cards, lines, batch = _read_chunk(stream.read(end - start), start > 0, hint)
            out.write(RESULT_HEADER.pack(cards, lines, monotonic() - started_at, len(batch)))
            out.write(batch)
            out.flush()
    return 0


class _ChunkCards(NamedTuple):
    cards: int
    lines: int
    batch: bytes


def _read_chunk(data: bytes, is_part: bool, hint: CharsetHint) -> _ChunkCards:
    counted_blocks = LineCounter(blocks(BytesIO(data), is_part))
    cards = list(read_blocks(counted_blocks, hint))
    return _ChunkCards(sum(card.count for card in cards), counted_blocks.lines, serialize(cards))
