"""Whole years with Today: what holds on every day, nobody forgotten, no wall after three weeks away."""

import pytest

from crm.book import Book
from tests.crm.today.year.life import Life

AWAY = (150, 171)
LONGEST_WAIT = 60  # lists opened between the day a rhythm ran out and the row that said so
REACHED_WITHIN = 42  # days after the return until everybody late by then had a row


@pytest.mark.endure
@pytest.mark.parametrize(("seed", "quiet"), [(1, False), (2, False), (3, True)])
def test_a_year_of_today(book: Book, seed: int, quiet: bool) -> None:
    life = Life(book, seed, days=365, away=AWAY, quiet=quiet)
    life.live()
    figures = life.figures
    print(f"\nseed {seed}: " + "\n  ".join(figures.lines()))
    assert life.broken == []
    assert book.check() == []
    assert figures.longest_wait <= LONGEST_WAIT
    assert figures.reached_after is not None
    assert figures.reached_after <= REACHED_WITHIN
    assert figures.most_nudges(after_the_absence=True) <= figures.most_nudges(after_the_absence=False)
