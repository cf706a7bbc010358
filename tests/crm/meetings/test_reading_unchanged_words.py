"""Whatever was logged: its own words, read again, change nothing and find nothing put right by hand."""

from datetime import timedelta

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.of_meeting import Rereading
from crm.people import adding, editing
from tests.crm.capture.test_sentences import CASES

KNOWN = ("Ana Ruiz", "Ben Okafor", "Chris Doyle", "Chris Park", "Tom Sandberg", "Will May", "Mei Kobayashi")
TEXTS = [text.replace("\\n", "\n") for text, _ in CASES]


@pytest.fixture
def known(book: Book) -> Book:
    with book.work() as work:
        for one in adding.add_many(work, [adding.NewPerson(name) for name in KNOWN]):
            editing.set_standing(work, one, "kept")
    return book


def test_the_words_of_hundreds_of_logs_say_what_the_book_has(known: Book) -> None:
    today, seen, by_hand = known.clock.today(), 0, []
    for text in TEXTS:
        draft = understand(text, today, Names.from_reader(known.read))
        if draft.meeting is None or draft.ambiguous:
            continue
        with known.work() as work:
            meeting_id = logging.log(work, draft).meeting_id
        assert meeting_id is not None
        found = Rereading(known.read, meeting_id, today + timedelta(days=30)).compare(text)
        seen += 1
        assert found.differences == (), text
        if found != Comparison():
            by_hand.append(text)
        known.undo()
    assert seen > 200
    # Both name two new people alike: only with the second in the book is it unclear whom the first name means.
    assert [text for text in by_hand if text.count("Nia") < 2] == []
