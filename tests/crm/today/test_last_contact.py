"""Texts about the last contact: kind, place and day; and the limit of further sentences in a reason."""

import re
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.briefs.brief import of_meeting
from crm.sample.book import fill
from crm.today.row import Row
from crm.today.row_details import LastContact
from crm.today.row_text.last_contact import describe
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)
AUGUST = date(2026, 8, 19)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (LastContact("coffee", AUGUST, "Blue Bottle"), "Coffee at Blue Bottle on 19 August"),
        (LastContact("meeting", AUGUST, "the fair"), "You met at the fair on 19 August"),
        (LastContact("meeting", date(2024, 5, 3)), "You met on 3 May 2024"),
        (LastContact("event", AUGUST), "You met at an event on 19 August"),
        (
            LastContact("event", AUGUST, "Makers’ fair, Leith, EH6 6LS"),
            "You met at Makers’ fair on 19 August",
        ),
        (LastContact("email", date(2026, 11, 20), is_incoming=True), "E-mail from Ana yesterday"),
        (LastContact("call", TODAY), "Call today"),
        (LastContact("video", date(2026, 11, 19), "https://meet.example/x"), "Video call on Thursday"),
        (LastContact("video", AUGUST, "Microsoft Teams Meeting"), "Video call on 19 August"),
        (LastContact("walk", AUGUST, "in the park"), "Walk in the park on 19 August"),
        (None, "No meeting is noted yet"),
    ],
)
def test_the_last_contact_is_named_by_kind_place_and_day(last: LastContact | None, words: str) -> None:
    assert describe(last, "Ana", TODAY) == words


def rows(book: Book, on: date = TODAY) -> list[Row]:
    return list(today_list(book.read, on).rows)


def test_stay_close_names_the_last_contact_and_the_rhythm(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=30)
        scenes.meeting(work, AUGUST, ana, place="Blue Bottle")
        scenes.meeting(work, AUGUST, ana, kind="message")
        scenes.meeting(work, TODAY - timedelta(days=3), ana, kind="email", direction="out")
        planned = scenes.meeting(work, TODAY + timedelta(days=9), ana, state="planned")
    named = "Coffee at Blue Bottle on 19 August"
    [row] = rows(book, TODAY + timedelta(days=12))
    assert row.kind == "did_it_happen"
    brief = of_meeting(book.read, planned.id, TODAY)
    assert brief is not None
    assert brief.people[0].last_contact == named
    assert today_list(book.read, TODAY + timedelta(days=9)).meetings[0].why == named
    with book.work() as work:
        work.session.delete(work.session.merge(planned))
    [row] = rows(book, TODAY + timedelta(days=12))
    assert row.why == f"{named}; you like to meet every month"


def test_one_row_tells_of_two_more_things_and_counts_the_rest(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=30)
        for number in range(5):
            made = TODAY - timedelta(days=20 + number)
            scenes.promise(work, "share", f"send her the report {number}", ana, made_on=made)
    [row] = rows(book)
    assert row.why.count("Also: ") == 2
    assert row.why.endswith(". And two more")


def test_no_row_of_the_sample_gives_only_the_time_passed(book: Book) -> None:
    fill(book)
    today = book.clock.today()
    seen = [row for ahead in range(0, 90, 3) for row in rows(book, today + timedelta(days=ahead))]
    assert {"stay_close", "date", "share"} <= {row.kind for row in seen}
    for row in seen:
        assert not re.search(r"last contact \d|you last met \d|your rhythm is", row.why, re.I), row.why
        assert row.why.count("Also") <= 2, row.why
        if row.kind == "stay_close":
            assert re.search(r" (?:on \w|yesterday)| is noted yet", row.why), row.why
            assert "you like to meet" in row.why
