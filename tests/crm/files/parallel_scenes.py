"""Helpers for tests of the parallel reader."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.cards import written
from crm.formats.card import CardRead
from crm.formats.vcard.chunk_queue import ChunkQueue

PLAIN = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n"


def described(cards: Iterable[CardRead]) -> list[tuple[Any, ...]]:
    """Everything a card says, and what was made ready of it, whoever has done so."""
    return [
        (
            card.number, card.first_line, card.kind, card.contact, card.contact and card.record, card.members,
            card.remarks, card.count,
        )
        for card in cards
    ]  # fmt: skip


@contextmanager
def begun(file: Path) -> Iterator[ChunkQueue]:
    queue = ChunkQueue(file, None)
    try:
        yield queue
    finally:
        queue.stop()


def large_file(tmp_path: Path) -> Path:
    """Mixed cards, some with something to remark, large enough for two processes."""
    path = tmp_path / "large.vcf"
    damaged = PLAIN.replace("FN", "BDAY:some day\nno colon here\nFN")
    path.write_text(written(3000) + damaged * 3 + written(3000, 2), encoding="utf-8", newline="")
    return path
