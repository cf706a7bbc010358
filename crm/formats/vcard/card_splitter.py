"""A file cut into cards, each by itself: no card can spoil its neighbours, and every BEGIN:VCARD is accounted for."""

from collections.abc import Iterable, Iterator

from crm.formats.vcard.nested_cards import Nesting
from crm.formats.vcard.raw_card import Piece

LARGEST_CARD = 40 << 20


def cut(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Cards in file order, an outer card before those inside it."""
    nesting = Nesting(Piece)
    line = 0  # line ends seen so far, counting one before the first line
    number = 0
    for region in _regions(blocks):
        parts = region.split(b"\nBEGIN:VCARD\n")
        for index, part in enumerate(parts):
            if index == 0:
                if part.strip():
                    yield from nesting.feed(part[1:].split(b"\n"), line + 1)
                line += part.count(b"\n")
                number = nesting.number
                continue
            if part == b"AGENT:" and nesting.deeper():
                line += 2
                continue
            body = part.rstrip()
            if nesting.idle and body.endswith(b"\nEND:VCARD") and body.upper().count(b":VCARD") == 1:
                number += 1
                nesting.number = number
                yield Piece(number, line + 1, body[:-10])
            else:
                yield from nesting.feed([b"BEGIN:VCARD", *part.split(b"\n")], line + 1)
                number = nesting.number
            line += 2 + part.count(b"\n")
    yield from nesting.finish()


def _regions(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Stretches that start with a line end and stop before the one in front of a BEGIN; a huge card is cut off."""
    pending = [b"\n"]
    size = 1
    for block in blocks:
        seam = pending[-1][-16:]
        at = (seam + block).upper().rfind(b"\nBEGIN:VCARD")
        if at < 0:
            if size > LARGEST_CARD:
                pending.append(b"\n" * block.count(b"\n"))
            else:
                pending.append(block)
            size += len(block)
            continue
        whole = b"".join([*pending, block])
        start = len(whole) - len(block) - len(seam) + at
        if start > 0:
            yield whole[:start]
        pending = [whole[start:]]
        size = len(pending[0])
    yield b"".join(pending)
