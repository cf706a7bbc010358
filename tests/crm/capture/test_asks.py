"""What is understood as an ask, what is not, and what logging makes of it."""

import pytest

from crm.asks import queries
from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings.logging import log
from tests.crm.capture.network import NETWORK, TODAY


def told(text: str) -> list[str]:
    draft = understand(text, TODAY, NETWORK)
    return [f"{'asked' if one.asked else 'to ask'} {one.person.name}: {one.words}" for one in draft.asks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked Ana for 15 minutes on pricing", "asked Ana Ruiz: 15 minutes on pricing"),
        ("I asked Ana Ruiz for 15 minutes on pricing.", "asked Ana Ruiz: 15 minutes on pricing"),
        ("I've asked Tom to review my deck", "asked Tom Sandberg: review my deck"),
        ("Coffee with Ana yesterday. Asked her for an intro to Ben", "asked Ana Ruiz: an intro to Ben"),
        ("Asked Ben whether he could introduce me to Mei", "asked Ben Okafor: introduce me to Mei"),
        ("Asked Ben if he'd lend me his tent", "asked Ben Okafor: lend me his tent"),
        ("Ask Ben for a discount", "to ask Ben Okafor: a discount"),
        ("Ask Tom to review my deck", "to ask Tom Sandberg: review my deck"),
    ],
)
def test_an_ask_is_understood(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Asked Ben how it went",
        "Ben asked for an intro to Ana",
        "Ana asked me for 15 minutes",
        "Ask Ana how the launch went",
        "Asked Ana if she is well",
        "Asked Ana whether the 5th works",
        "Asked Ana to lunch",
        "I'll ask Ben for a quote",
        "Should I ask Ben for a quote?",
        "If she calls, ask Ben for a quote",
        "She asked Ben for a quote",
        "Asked Ana about pricing",
        "Asked Ana",
        "Asked Ana for",
    ],
)
def test_what_is_no_ask_of_mine_is_none(text: str) -> None:
    assert told(text) == []


def test_the_words_of_an_ask_stay_in_the_note() -> None:
    draft = understand("Coffee with Ana Ruiz. Asked her for an intro to Ben. She laughed", TODAY, NETWORK)
    assert draft.note == "Asked her for an intro to Ben. She laughed"


def test_logging_keeps_the_ask_with_its_day_in_the_same_step(book: Book) -> None:
    with book.work() as work:
        draft = understand(
            "Coffee with Ana Ruiz yesterday. Asked her for 15 minutes on pricing", work.today, Names()
        )
        ana = log(work, draft).people["ana ruiz"]
    one = queries.of_person(book.read, ana)[0]
    assert (one.words, one.state, one.asked_on.isoformat()) == ("15 minutes on pricing", "open", "2026-11-20")
    assert book.read.value("SELECT asked_in_id FROM ask") == book.read.value("SELECT id FROM meeting")
    assert book.steps(1)[0].label == "Logged coffee with Ana Ruiz"
    book.undo()
    assert book.read.value("SELECT count(*) FROM ask") == 0


def test_what_is_still_to_be_asked_waits_as_a_draft(book: Book) -> None:
    with book.work() as work:
        names = Names.from_reader(book.read)
        ana = log(work, understand("Coffee with Ana Ruiz", work.today, names)).people["ana ruiz"]
    with book.work() as work:
        log(work, understand("Ask Ana for 15 minutes", work.today, Names.from_reader(book.read)))
    assert queries.of_person(book.read, ana) == []
    kept = queries.draft_for(book.read, ana)
    assert kept is not None
    assert kept.words == "15 minutes"
    assert book.steps(1)[0].label == "Noted an ask to Ana Ruiz"
