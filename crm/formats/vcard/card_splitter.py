"""Splits a file into raw cards: no card can damage its neighbours, and every BEGIN:VCARD is accounted for."""

from collections.abc import Iterable, Iterator

from crm.formats.vcard.nested_cards import NestedCardParser
from crm.formats.vcard.raw_card import RawCard

MAX_CARD_SIZE = 40 << 20


def split_cards(blocks: Iterable[bytes]) -> Iterator[RawCard]:
    """Raw cards in file order, an outer card before those nested in it."""
    nested = NestedCardParser(RawCard)
    line = 0  # line ends so far, counting one before the first line
    number = 0
    for region in _regions(blocks):
        parts = region.split(b"\nBEGIN:VCARD\n")
        for index, part in enumerate(parts):
            if index == 0:
                if part.strip():
                    yield from nested.feed(part[1:].split(b"\n"), line + 1)
                line += part.count(b"\n")
                number = nested.number
                continue
            if part == b"AGENT:" and nested.refuse_deeper():
                line += 2
                continue
            body = part.rstrip()
            if nested.idle and body.endswith(b"\nEND:VCARD") and body.upper().count(b":VCARD") == 1:
                number += 1
                nested.number = number
                yield RawCard(number, line + 1, body[:-10])
            else:
                yield from nested.feed([b"BEGIN:VCARD", *part.split(b"\n")], line + 1)
                number = nested.number
            line += 2 + part.count(b"\n")
    yield from nested.finish()


def _regions(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Regions that begin with a line end and stop before the one in front of a BEGIN; an oversized card is truncated."""
    pending = [b"\n"]
    size = 1
    for block in blocks:
        overlap = pending[-1][-16:]
        at = (overlap + block).upper().rfind(b"\nBEGIN:VCARD")
        if at < 0:
            if size > MAX_CARD_SIZE:
                pending.append(b"\n" * block.count(b"\n"))
            else:
                pending.append(block)
            size += len(block)
            continue
        whole = b"".join([*pending, block])
        start = len(whole) - len(block) - len(overlap) + at
        if start > 0:
            yield whole[:start]
        pending = [whole[start:]]
        size = len(pending[0])
    yield b"".join(pending)
