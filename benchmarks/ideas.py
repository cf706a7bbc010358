"""Ideas for introductions in a book of 10,000 people with topics, in one process, warm. The limit beside it is one
plain statement over the same book that pairs people whose topics have the very same words, and knows nothing else.

Processor time of the thread is what counts, as for Today."""

import time
from datetime import date
from pathlib import Path

from benchmarks.timing import Measure
from benchmarks.topics_book import topics_book
from crm.book import Book
from crm.clock import Clock
from crm.introductions.ideas import find_ideas

TODAY = date(2026, 11, 21)
PEOPLE = 10_000
ROUNDS = 15
_SECOND = 1.0
_SAME_TOPICS = (
    "SELECT s.person_id, h.person_id, t.words FROM person_topic s JOIN person_topic h ON h.topic_id = s.topic_id "
    "AND h.kind = 'can_help_with' JOIN topic t ON t.id = s.topic_id WHERE s.kind = 'looking_for'"
)


def measures(folder: Path) -> list[Measure]:
    topics_book(folder, PEOPLE, TODAY)
    book = Book.open(folder, Clock(TODAY))
    whole, one, plain = [], [], []
    for round_number in range(ROUNDS):
        started = time.thread_time()
        assert find_ideas(book.read, TODAY), "this book has no ideas"
        whole.append(time.thread_time() - started)
        started = time.thread_time()
        find_ideas(book.read, TODAY, round_number + 1)
        one.append(time.thread_time() - started)
        started = time.thread_time()
        assert book.read.connection.execute(_SAME_TOPICS).fetchall()
        plain.append(time.thread_time() - started)
    book.close()
    return [
        Measure("ideas among 10,000 people", whole, "a second", [_SECOND] * ROUNDS, 1),
        Measure("ideas among 10,000 people", whole, "pairs of the same words", plain, 15),
        Measure("ideas for one of 10,000 people", one, "pairs of the same words", plain, 6),
    ]
