"""A text of many lines is logged in a few statements, and its note never comes to the square of it."""

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging
from crm.meetings.logging import LogResult
from crm.people import adding
from tests.conftest import TODAY

FEW = 60  # statements for some hundred rows
_LINES = {
    "promises": "I'll send Ana Ruiz the report {at}.",
    "introductions": "Introduce Ana Ruiz to Ben Okafor, about {at}.",
    "theirs": "Ana Ruiz will send me the list {at}.",
    "advice": "Ana Ruiz suggested raising price {at}.",
    "topics": "Ana Ruiz is looking for printer {at}.",
    "asks": "Asked Ana Ruiz for a quote of {at}.",
}


def _log(book: Book, text: str) -> LogResult:
    draft = understand(text, TODAY, Names.from_reader(book.read))
    with book.work() as work:
        return logging.log(work, draft)


def _statements(book: Book, text: str) -> int:
    """How many the program gives the database; one is told again for each thing its triggers do."""
    told: set[str] = set()
    draft = understand(text, TODAY, Names.from_reader(book.read))
    with book.work() as work:
        work.connection.set_trace_callback(told.add)
        logging.log(work, draft)
        work.connection.set_trace_callback(None)
    return len(told)


def _count(book: Book, table: str) -> int:
    return int(book.read.value(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("line", _LINES.values(), ids=_LINES)
def test_a_hundred_lines_are_written_in_a_few_statements(book: Book, line: str) -> None:
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
    before = book.steps(1)[0].id
    assert _statements(book, "\n".join(line.format(at=at) for at in range(100))) < FEW
    tables = ("promise", "advice", "person_topic", "ask")
    assert max(_count(book, table) for table in tables) == 100
    assert book.steps(1)[0].id == before + 1
    book.undo()
    assert sum(_count(book, table) for table in (*tables, "introduction_side", "promise_person")) == 0


def test_a_hundred_new_people_are_added_in_a_few_statements(book: Book) -> None:
    names = [f"Q{chr(97 + at % 26)}{chr(97 + at // 26)}x Zed" for at in range(100)]
    assert _statements(book, f"Dinner with Mrs. {', '.join(names)} and Rosa Weiss.") < FEW
    assert book.read.value("SELECT count(*) FROM attendance") == 101
    first = book.read.one("SELECT full_name, given, family, prefix, name_key FROM person ORDER BY id")
    assert first is not None
    assert tuple(first) == ("Qaax Zed", "Qaax", "Zed", "Mrs.", "qaax zed")


def test_of_a_text_about_many_each_gets_the_lines_that_name_them(book: Book) -> None:
    names = [f"Q{chr(97 + at % 26)}{chr(97 + at // 26)}x Zed" for at in range(40)]
    text = "\n".join(
        f"I'll send {name} the plan. Hm, {name.split()[0]}’s garden {at}." for at, name in enumerate(names)
    )
    logged = _log(book, f"{text}\nIt rained.")
    notes = book.read.rows("SELECT person_id, words FROM note ORDER BY id")
    assert [tuple(one) for one in notes] == [
        (logged.people[name.lower()], f"Hm, {name.split()[0]}’s garden {at}.")
        for at, name in enumerate(names)
    ]
    assert book.read.value("SELECT words FROM said").endswith("It rained.")


def test_of_a_text_about_a_few_each_gets_the_whole_note(book: Book) -> None:
    _log(book, "I'll send Ana Ruiz the plan. I'll send Ben Okafor the plan. It rained.")
    assert book.read.values("SELECT words FROM note") == ["It rained.", "It rained."]
