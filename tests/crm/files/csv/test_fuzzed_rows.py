"""A few hundred damaged rows of always the same seed; the ten thousand are run by make endure."""

from pathlib import Path

import pytest

from crm.book import Book
from tests.fuzzed_rows import fuzz


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_rows_are_all_accounted_for(book: Book, tmp_path: Path, seed: int) -> None:
    assert fuzz(book, tmp_path, 250, seed).rows >= 250
