"""Forty days with Today, a week of them away: what holds on every day of a year holds here; `make endure` lives the year."""

from crm.book import Book
from tests.crm.today.year.life import Life


def test_forty_days_of_today(book: Book) -> None:
    life = Life(book, seed=1, days=40, away=(16, 23))
    life.live()
    assert life.broken == []
    assert life.figures.acted > 80, "hardly anything was done"
    assert {"keep_your_word", "owed_to_me", "did_it_happen", "stay_close", "dates", "not_now_over"} <= set(
        life.figures.by_rule
    )
