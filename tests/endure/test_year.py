"""Simulated years of Today: daily invariants, longest waits, and spreading after three weeks of absence."""

import pytest

from crm.book import Book
from tests.crm.today.year.life import Simulation

AWAY = (150, 171)
LONGEST_WAIT = 60  # opened lists between the end of a rhythm and its row
REACHED_WITHIN = 42  # days after the return until everyone late by then had a row


@pytest.mark.endure
@pytest.mark.parametrize(("seed", "quiet"), [(1, False), (3, True)])
def test_a_year_of_today(book: Book, seed: int, quiet: bool) -> None:
    simulation = Simulation(book, seed, days=365, away=AWAY, quiet=quiet)
    simulation.run()
    figures = simulation.figures
    print(f"\nseed {seed}: " + "\n  ".join(figures.lines()))
    assert simulation.broken == []
    assert book.check() == []
    assert figures.longest_wait <= LONGEST_WAIT
    assert figures.reached_after is not None
    assert figures.reached_after <= REACHED_WITHIN
    assert figures.most_nudges(after_the_absence=True) <= figures.most_nudges(after_the_absence=False)
