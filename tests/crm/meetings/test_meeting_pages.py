"""The list of meetings, page by page, and its filters."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import NotUnderstood
from crm.meetings.meeting_filter import EVERY_MEETING, MeetingFilter, parse
from crm.meetings.meeting_kinds import KINDS
from crm.meetings.meeting_pages import MOST_PROPOSED, START, MeetingPage, meeting_page, proposed_count
from crm.meetings.meeting_rows import MeetingRow
from crm.model.meeting import KINDS as STORED_KINDS
from tests.conftest import TODAY
from tests.crm import scenes


def pages(book: Book, chosen: MeetingFilter = EVERY_MEETING, most: int = 100) -> Iterator[MeetingPage]:
    position = START
    while position is not None:
        page = meeting_page(book.read, TODAY, chosen, position, most)
        yield page
        position = page.after


def shown(book: Book, text: str = "", most: int = 100) -> list[MeetingRow]:
    return [row for page in pages(book, parse(text, TODAY), most) for row in page.rows]


def titles(book: Book, text: str = "") -> list[str]:
    return [row.title for row in shown(book, text)]


@pytest.fixture
def year(book: Book) -> Book:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        zoe = scenes.person(work, "Zoë Cafard")
        scenes.meeting(
            work, TODAY + timedelta(days=9), ben, kind="meal", state="planned", place="Osteria Moretti"
        )
        scenes.meeting(work, TODAY, ana, state="planned", held_at="14:00", place="Blue Bottle")
        scenes.meeting(work, TODAY - timedelta(days=1), ana, ben, state="proposed", kind="call")
        scenes.meeting(work, TODAY - timedelta(days=3), ana, ben, place="blue bottle", note="Redoing labels.")
        scenes.meeting(work, TODAY - timedelta(days=40), zoe, kind="walk", place="Café Milano")
        scenes.meeting(work, TODAY - timedelta(days=2), ben, state="planned", kind="call")
        scenes.meeting(work, TODAY - timedelta(days=2), zoe, state="missed", kind="call")
    return book


def test_coming_ones_stand_first_then_proposals_then_the_past_newest_first(year: Book) -> None:
    assert [(row.part(TODAY), row.title) for row in shown(year)] == [
        ("coming", "Coffee with Ana Ruiz"),
        ("coming", "Meal with Ben Okafor"),
        ("proposed", "Call with Ana Ruiz and Ben Okafor"),
        ("past", "Call with Zoë Cafard"),
        ("past", "Call with Ben Okafor"),
        ("past", "Coffee with Ana Ruiz and Ben Okafor"),
        ("past", "Walk with Zoë Cafard"),
    ]


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_pages_of_any_size_show_each_meeting_once(year: Book, most: int) -> None:
    assert [row.id for row in shown(year, most=most)] == [row.id for row in shown(year)]


def test_of_many_proposals_a_few_are_shown_and_all_are_counted(year: Book) -> None:
    with year.work() as work:
        ana = scenes.person(work, "Ana Lopez")
        for day in range(20):
            scenes.meeting(work, TODAY - timedelta(days=day), ana, state="proposed")
    assert sum(row.state == "proposed" for row in shown(year)) == MOST_PROPOSED
    assert sum(row.state == "proposed" for row in shown(year, most=2)) == MOST_PROPOSED
    assert proposed_count(year.read, EVERY_MEETING) == 21
    assert proposed_count(year.read, parse("with:lopez", TODAY)) == 20


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kind:walk", ["Walk with Zoë Cafard"]),
        ("kind:lunch", ["Meal with Ben Okafor"]),
        ("kind:walk kind:meal", ["Meal with Ben Okafor", "Walk with Zoë Cafard"]),
        ('with:"Zoe Cafard" kind:walk', ["Walk with Zoë Cafard"]),
        ('place:"Blue Bottle"', ["Coffee with Ana Ruiz", "Coffee with Ana Ruiz and Ben Okafor"]),
        ("place:cafe", ["Walk with Zoë Cafard"]),
        ("before:2026-11-01", ["Walk with Zoë Cafard"]),
        ("after:2026-11-21", ["Meal with Ben Okafor"]),
        ("after:yesterday kind:coffee", ["Coffee with Ana Ruiz"]),
        ("label", ["Coffee with Ana Ruiz and Ben Okafor"]),
        ("milano", ["Walk with Zoë Cafard"]),
        ("zoe walk", ["Walk with Zoë Cafard"]),
        ("with:ana with:ben kind:coffee", ["Coffee with Ana Ruiz and Ben Okafor"]),
        ("nothing-like-this", []),
    ],
)
def test_a_filter_shows_what_fits(year: Book, text: str, found: list[str]) -> None:
    assert titles(year, text) == found


@pytest.mark.parametrize("text", ["kind:", "kind:wedding", "before:whenever", "colour:red"])
def test_a_filter_that_makes_no_sense_says_what_would(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text, TODAY)


def test_a_time_of_day_is_a_word_and_no_filter() -> None:
    assert parse("14:00", TODAY).words == ("14:00",)


def test_the_kinds_are_those_of_the_book() -> None:
    assert KINDS == STORED_KINDS


@given(st.text(max_size=40))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_a_filter_or_is_refused(year: Book, text: str) -> None:
    try:
        chosen = parse(text, TODAY)
    except NotUnderstood:
        return
    for page in pages(year, chosen):
        assert all(isinstance(row.on, date) for row in page.rows)


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([None, "09:00", "10:00"])), max_size=12),
    st.integers(1, 5),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_pages_join_without_gap_or_overlap(book: Book, days: list[tuple[int, str | None]], most: int) -> None:
    with book.work() as work:
        work.connection.execute("DELETE FROM meeting")
        for apart, at in days:
            on = TODAY + timedelta(days=apart)
            scenes.meeting(work, on, state="planned" if apart >= 0 else "happened", held_at=at)
    rows = shown(book, most=most)
    assert len({row.id for row in rows}) == len(rows) == len(days)
    coming = [(row.on, row.at is None, row.at or "", row.id) for row in rows if row.part(TODAY) == "coming"]
    past = [(row.on, row.at or "", row.id) for row in rows if row.part(TODAY) == "past"]
    assert coming == sorted(coming)
    assert past == sorted(past, reverse=True)
