"""Random corrections of a text, some of them taken: the book holds together, and undo brings every row back."""

import random

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.meetings import deleting
from crm.meetings.deleting import MadeThere
from crm.meetings.outcomes import outcomes
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.taking_corrections import take
from crm.storage.derived_columns import stale_people
from tests.crm.capture.test_sentences import CASES
from tests.crm.commands.test_random_days import dump
from tests.crm.meetings.readings import SAID, log_coffee, reread

OTHERS = [text.replace("\\n", "\n") for text, _ in CASES]
WORDS = (("yesterday", "on Thursday"), ("Ana", "Tom Sandberg"), ("Friday", "Monday"), (" and Priya Nair", ""))


def corrected(chance: random.Random) -> str:
    """Sentences left out, put elsewhere or replaced, words exchanged."""
    sentences = SAID.split(". ")
    first, rest = sentences[0], sentences[1:]
    chance.shuffle(rest)
    rest = [one for one in rest if chance.random() < 0.8] + chance.sample(OTHERS, chance.randint(0, 2))
    text = ". ".join([first, *rest])
    for old, new in chance.sample(WORDS, chance.randint(0, 2)):
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 25), *(pytest.param(seed, 100, marks=pytest.mark.endure) for seed in range(2, 7))]
)
def test_whatever_is_corrected_the_book_holds_together(book: Book, seed: int, count: int) -> None:
    log_coffee(book)
    before, chance, taken = dump(book), random.Random(seed), 0
    for number in range(count):
        text = corrected(random.Random(f"{seed} {number}"))
        try:
            found = reread(book, text)
        except NotUnderstood:
            continue
        some = [one.change for one in found.differences if chance.random() < 0.5]
        try:
            with book.work() as work:
                take(work, 1, some)
        except NotUnderstood:  # the last person, taken alone, cannot go
            continue
        with book.work() as work:
            take(work, 1, [one.change for one in reread(book, text).differences], text)
        assert reread(book, text).differences == Comparison().differences, text
        with book.quiet_connection() as connection:
            assert stale_people(connection) == [], text
        taken += 1
        made = [MadeThere(one.kind, one.id) for one in outcomes(book.read, 1) if chance.random() < 0.5]
        with book.work() as work:
            deleting.delete(work, 1, made)
        assert book.check() == []
        while dump(book) != before:
            book.undo()
    assert taken > count / 2
