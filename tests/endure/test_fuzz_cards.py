"""Damaged cards into one book, with ten thousand rows and ten thousand events elsewhere thirty thousand in all.

No crash, none over a second, none unaccounted, every neighbour there.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from crm.book import Book
from crm.importing import card_matching
from tests.crm.files.fuzzing import bring_in_damaged

CARDS = 15_000
AT_LEAST = 10_000  # of them still begin as cards; the damage to the others joins them to the one before
_A_FILE = 500
pytestmark = pytest.mark.endure


def test_fifteen_thousand_damaged_cards_through_the_whole_import(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        card_matching, "MAX_IN_MEMORY", 3000
    )  # so that most files meet a book too large for the memory
    seed = random.SystemRandom().randrange(1 << 24)
    print(f"seed {seed}")
    counts: Counter[str] = Counter()
    for number in range(CARDS // _A_FILE):
        counts.update(bring_in_damaged(book, tmp_path, seed + number, _A_FILE))
    print(dict(counts))
    good = CARDS + CARDS // _A_FILE
    assert sum(counts.values()) - good >= AT_LEAST
    assert book.check() == []
