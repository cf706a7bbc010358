"""Ten thousand damaged rows: none ends the reading, none vanishes."""

import random
from pathlib import Path

import pytest

from crm.book import Book
from tests.fuzzed_rows import fuzz

ROWS = 10_000


@pytest.mark.endure
def test_every_damaged_row_is_accounted_for(book: Book, tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    print(f"\nfuzzed rows: seed {seed}")
    done = fuzz(book, tmp_path, ROWS, seed)
    print(f"{done.rows:,} rows read, {done.refused:,} files refused with a sentence")
    assert done.rows >= ROWS
