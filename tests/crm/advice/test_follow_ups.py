"""The promise that follows advice up goes along with it, on whatever way either of them is changed."""

from datetime import date, timedelta

import pytest

from crm.advice import noting, queries
from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.meetings import logging
from crm.text.assignments import Assignment
from crm.things import one as things
from crm.things.key import Key
from crm.today.row_done import done
from crm.today.today import today_list
from tests.conftest import TODAY
from tests.crm import scenes


def log(book: Book, text: str) -> None:
    with book.work() as work:
        logging.log(work, understand(text, TODAY, Names.from_reader(book.read)))


def edit(book: Book, key: str, **fields: str) -> None:
    kind, _, number = key.partition("-")
    with book.work() as work:
        things.edit(
            work, Key(kind, int(number)), [Assignment(name, "=", value) for name, value in fields.items()]
        )


def note(book: Book, direction: str = "received", try_by: date | None = None) -> int:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg")
        return noting.note(work, tom.id, noting.NewAdvice(direction, "raise the day rate", try_by=try_by))


def follow_up(book: Book) -> tuple[str, str | None, str]:
    row = book.read.one("SELECT state, due_on, kind FROM promise")
    assert row is not None
    return row["state"], row["due_on"], row["kind"]


def told_on(book: Book) -> str | None:
    return book.read.value("SELECT told_on FROM advice")  # type: ignore[no-any-return]


@pytest.mark.parametrize(("direction", "kind"), [("received", "report_back"), ("given", "ask_after")])
def test_noted_advice_opens_its_follow_up_which_is_due_as_was_said(
    book: Book, direction: str, kind: str
) -> None:
    note(book, direction, date(2027, 3, 1))
    assert follow_up(book) == ("open", "2027-03-01", kind)
    edit(book, "advice-1", try_by="2027-05-15")
    assert follow_up(book)[1] == "2027-05-15"
    edit(book, "advice-1", try_by="")
    assert follow_up(book)[1] == (TODAY + timedelta(days=14)).isoformat()


def test_told_keeps_the_follow_up_and_untold_opens_it_again(book: Book) -> None:
    note(book)
    edit(book, "advice-1", told="yesterday", came_of="Both stayed.")
    assert follow_up(book)[0] == "kept"
    assert book.read.value("SELECT outcome FROM promise") == "Both stayed."
    edit(book, "advice-1", told="")
    assert (follow_up(book)[0], told_on(book)) == ("open", None)


def test_a_kept_follow_up_tells_by_today_and_by_its_own_fields(book: Book) -> None:
    note(book)
    with book.work() as work:
        done(work, "promise-1", "Both stayed.")
    assert told_on(book) == TODAY.isoformat()
    book.undo()
    assert told_on(book) is None
    edit(book, "promise-1", state="kept")
    assert told_on(book) == TODAY.isoformat()


def test_a_follow_up_that_was_said_in_the_same_meeting_is_the_one_of_the_advice(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Tom Sandberg")
    log(
        book,
        "Call with Tom Sandberg today. He advised me to raise the day rate. I'll tell him how it went by Friday.",
    )
    [advice] = queries.of_person(book.read, 1)
    assert advice.due == date(2026, 11, 27)
    with book.work() as work:
        noting.mark_told(work, advice.id)
        assert work.label == "Told Tom Sandberg what came of the advice"
    assert follow_up(book)[0] == "kept"
    book.undo()
    with book.work() as work:
        done(work, "promise-1")
    assert told_on(book) == TODAY.isoformat()


def test_a_day_to_try_by_opens_the_promise_that_was_missing(book: Book) -> None:
    note(book)
    with book.work() as work:
        things.delete(work, Key("promise", 1))
    edit(book, "advice-1", try_by="2026-12-01")
    assert follow_up(book) == ("open", "2026-12-01", "report_back")


def test_deleted_advice_takes_its_open_follow_up_along_and_undo_brings_both_back(book: Book) -> None:
    note(book)
    with book.work() as work:
        things.delete(work, Key("advice", 1))
    assert book.read.value("SELECT count(*) FROM promise") == 0
    book.undo()
    assert follow_up(book)[0] == "open"
    assert book.read.value("SELECT advice_id FROM promise") == 1


def test_turned_advice_asks_instead_of_telling(book: Book) -> None:
    note(book)
    edit(book, "advice-1", direction="given")
    assert follow_up(book)[2] == "ask_after"
    [row] = today_list(book.read, TODAY).rows
    assert row.what == "Ask Tom Sandberg how it went"


def test_let_go_is_closed_without_having_told(book: Book) -> None:
    note(book)
    with book.work() as work:
        noting.let_go(work, 1)
        assert work.label == "Let go: the advice from Tom Sandberg"
    [advice] = queries.of_person(book.read, 1)
    assert (advice.is_closed, advice.told_on) == (True, None)
    assert queries.loops(book.read, "received") == []
    edit(book, "advice-1", try_by="2026-12-24")
    assert len(queries.loops(book.read, "received")) == 1


@pytest.mark.parametrize("field", ["told", "on"])
def test_a_day_ahead_is_refused_and_nothing_is_changed(book: Book, field: str) -> None:
    note(book)
    before = book.read.value("SELECT max(id) FROM step")
    with pytest.raises(NotUnderstood, match="after today"):
        edit(book, "advice-1", tried="yes", **{field: "2026-11-22"})
    assert book.read.value("SELECT max(id) FROM step") == before
    assert book.read.value("SELECT tried FROM advice") == ""
