"""Damaged files through the whole import: a short share of what `make endure` tries."""

from pathlib import Path

from crm.book import Book
from tests.crm.exchange.fuzzing import begins, bring_in_damaged


def test_damaged_cards_cost_themselves_alone_and_all_are_accounted_for(book: Book, tmp_path: Path) -> None:
    counts = bring_in_damaged(book, tmp_path, seed=20261125, damaged=120)
    assert sum(counts.values()) > 200
    assert book.check() == []


def test_the_counter_counts() -> None:
    assert begins(b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\rbegin:vcard \nAGENT:BEGIN:VCARD") == (2, 3)
