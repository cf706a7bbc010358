"""What is said right after advice about trying it: the day, and what of it."""

from datetime import date

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging
from tests.crm import scenes

TODAY = date(2026, 11, 21)
TOM = "Call with Tom Sandberg today. He advised me to raise the day rate. "
HANA = "Coffee with Hana Abe. I advised her to write the job as outcomes"


@pytest.fixture
def named(book: Book) -> Book:
    with book.work() as work:
        for name in ("Tom Sandberg", "Hana Abe"):
            scenes.person(work, name)
    return book


@pytest.mark.parametrize(
    ("text", "by", "applies"),
    [
        (TOM + "I'll try it by 1 March.", date(2027, 3, 1), ""),
        (TOM + "I will try it with new clients by 1 March.", date(2027, 3, 1), "with new clients"),
        (TOM + "Try by end of the month.", date(2026, 11, 30), ""),
        (TOM + "I want to try that before Friday.", date(2026, 11, 26), ""),
        (
            f"{HANA}; she means to post it by the 15th.",
            date(2026, 12, 15),
            "she means to post it by the 15th",
        ),
        (f"{HANA}. She wants to try it by Friday.", date(2026, 11, 27), "She wants to try it by Friday"),
        (
            f"{HANA}, and she hopes to be done by Friday.",
            date(2026, 11, 27),
            "she hopes to be done by Friday",
        ),
    ],
)
def test_the_day_to_try_it_by_is_read(named: Book, text: str, by: date, applies: str) -> None:
    draft = understand(text, TODAY, Names.from_reader(named.read))
    [advice] = draft.advice
    assert (advice.try_by, advice.applies, draft.note) == (by, applies, "")


@pytest.mark.parametrize(
    "after",
    [
        "I'll try it.",
        "Rain all day. I'll try it by Friday.",
        "Will I try it by Friday?",
        "She tried it last Friday.",
        "Hana Abe wants to try it by Friday.",
        "If it rains, I'll try it by Friday.",
        "I tried the soup by the window.",
    ],
)
def test_anything_else_stays_in_the_note(named: Book, after: str) -> None:
    draft = understand(TOM + after, TODAY, Names.from_reader(named.read))
    assert [(one.words, one.try_by) for one in draft.advice] == [("raise the day rate", None)]
    assert after.rstrip(".?") in draft.note


def test_the_promise_to_tell_is_due_on_that_day(named: Book) -> None:
    with named.work() as work:
        logging.log(work, understand(TOM + "I'll try it by 1 March.", TODAY, Names.from_reader(named.read)))
    row = named.read.one("SELECT kind, due_on, due_said FROM promise")
    assert row
    assert tuple(row) == ("report_back", "2027-03-01", 1)
    assert named.read.value("SELECT try_by FROM advice") == "2027-03-01"
