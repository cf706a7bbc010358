"""The invariants over forty simulated days with a week of absence; `make endure` runs whole years."""

from crm.book import Book
from tests.crm.today.year.life import Simulation


def test_forty_days_of_today(book: Book) -> None:
    simulation = Simulation(book, seed=1, days=40, away=(16, 23))
    simulation.run()
    assert simulation.broken == []
    assert simulation.figures.acted > 80, "hardly anything was done"
    assert {"keep_your_word", "owed_to_me", "did_it_happen", "stay_close", "dates", "not_now_over"} <= set(
        simulation.figures.by_rule
    )
