"""Proposals wait for the user's word: yes, no, or no meeting at all; each word is one step."""

from datetime import timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.meetings import answering_proposals, proposals
from crm.meetings.event_sources import dismissal_key, format_source
from crm.things.documents.person import detailed_document
from crm.today import today as days_list
from tests.conftest import TODAY
from tests.crm import scenes


@pytest.fixture
def two(book: Book) -> list[int]:
    """Two proposals, the later with Ana, who is parked, and Ben."""
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", standing="parked")
        ben = scenes.person(work, "Ben Okafor")
        more = {"state": "proposed", "kind": "coffee"}
        first = scenes.meeting(
            work,
            TODAY - timedelta(days=9),
            ben,
            source_uid=format_source("a@x", "0"),
            purpose="Labels",
            **more,
        )
        later = scenes.meeting(
            work,
            TODAY - timedelta(days=2),
            ana,
            ben,
            source_uid=format_source("b@x", "0"),
            held_at="09:00",
            **more,
        )
        return [first.id, later.id]


def states(book: Book) -> list[str]:
    return book.read.values("SELECT state FROM meeting ORDER BY id")


def last_contacts(book: Book) -> list[str | None]:
    return book.read.values("SELECT last_contact_on FROM person ORDER BY id")


def test_they_wait_the_latest_first_and_count_for_nothing(book: Book, two: list[int]) -> None:
    assert proposals.count(book.read) == 2
    later, first = proposals.pending(book.read)
    assert (later.id, later.at, later.people) == (two[1], "09:00", ("Ana Ruiz", "Ben Okafor"))
    assert (first.on, first.what) == (TODAY - timedelta(days=9), "Labels")
    assert last_contacts(book) == [None, None]
    shown = days_list.today_list(book.read, TODAY, 7)
    assert (shown.meetings, [row.kind for row in shown.rows if row.kind == "did_it_happen"]) == ((), [])
    assert [met["state"] for met in detailed_document(book.read, 2)["meetings"]] == [
        "proposed",
        "proposed",
    ]


def test_yes_counts_as_contact_and_keeps_who_was_parked(book: Book, two: list[int]) -> None:
    with book.work() as work:
        answering_proposals.confirm(work, [two[1]])
    assert states(book) == ["proposed", "happened"]
    assert last_contacts(book) == ["2026-11-19", "2026-11-19"]
    assert book.read.value("SELECT standing FROM person WHERE id = 1") == "kept"
    assert book.steps()[0].label == "Noted that coffee with Ana Ruiz and Ben Okafor on 19 November happened"
    book.undo()
    assert (states(book), last_contacts(book)) == (["proposed", "proposed"], [None, None])
    assert book.read.value("SELECT standing FROM person WHERE id = 1") == "parked"


def test_no_is_kept_and_counts_for_nothing(book: Book, two: list[int]) -> None:
    with book.work() as work:
        answering_proposals.mark_missed(work, two)
    assert (states(book), last_contacts(book)) == (["missed", "missed"], [None, None])
    assert book.steps()[0].label == "Noted that 2 meetings did not happen"


def test_no_meeting_at_all_goes_and_is_remembered_until_undone(book: Book, two: list[int]) -> None:
    with book.work() as work:
        answering_proposals.dismiss(work, [two[0]])
    assert book.read.values("SELECT id FROM meeting") == [two[1]]
    assert book.read.values("SELECT row FROM dismissal") == [dismissal_key("a@x")]
    book.undo()
    assert (states(book), book.read.value("SELECT count(*) FROM dismissal")) == (["proposed", "proposed"], 0)


def test_all_at_once_is_one_step(book: Book, two: list[int]) -> None:
    steps = len(book.steps())
    with book.work() as work:
        answering_proposals.confirm_all(work)
    assert states(book) == ["happened", "happened"]
    assert (book.steps()[0].label, len(book.steps())) == ("Noted that 2 meetings happened", steps + 1)


def test_what_is_settled_is_not_settled_again(book: Book, two: list[int]) -> None:
    with book.work() as work:
        answering_proposals.mark_missed(work, two)
    with pytest.raises(NotUnderstood, match="settled already"), book.work() as work:
        answering_proposals.confirm(work, two)
    assert states(book) == ["missed", "missed"]
