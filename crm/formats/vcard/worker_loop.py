"""What the second process does: reads the stretches it is told of, one after the other, and sends what it read."""

import os
import sys
from io import BytesIO
from pathlib import Path
from time import monotonic

from crm.formats.garbage_collection import without_collecting
from crm.formats.vcard.batch import packed
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.line_counter import Counted
from crm.formats.vcard.reader import Hint, read_blocks
from crm.formats.vcard.worker_process import FILE, HEAD, TASK


def main(words: list[str]) -> int:
    """Until the first process asks no more. `words` are none: the file's path comes by the pipe."""
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    name, kind = FILE.unpack(asked.read(FILE.size))
    path, charset = Path(os.fsdecode(asked.read(name))), asked.read(kind).decode()
    hint = Hint(path, charset or None)
    with without_collecting(), path.open("rb") as stream:
        while len(task := asked.read(TASK.size)) == TASK.size:
            start, end = TASK.unpack(task)
            stream.seek(start)
            began = monotonic()
            cards, lines, parcel = _read(stream.read(end - start), start > 0, hint)
            out.write(HEAD.pack(cards, lines, monotonic() - began, len(parcel)))
            out.write(parcel)
            out.flush()
    return 0


def _read(data: bytes, is_part: bool, hint: Hint) -> tuple[int, int, bytes]:
    parts = Counted(blocks(BytesIO(data), is_part))
    cards = list(read_blocks(parts, hint))
    return sum(card.count for card in cards), parts.lines, packed(cards)
