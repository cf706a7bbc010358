"""Snooze, dismiss, let go, let rest: each is one step that can be undone."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Introduction, Meeting, Person, Promise
from crm.today import snoozing
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def full(book: Book) -> Book:
    """One row of each kind, each about another person."""
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        ana = scenes.person(work, "Ana Ruiz")
        jonas = scenes.person(work, "Jonas Nyberg", rhythm_days=21)
        scenes.person(work, "Rosa Weiss", birthday="--11-23")
        lena = scenes.person(work, "Lena Petrov")
        scenes.promise(work, "share", "the pricing article", mei)
        scenes.promise(
            work, "favour", "check the dates", by_person_id=ana.id, due_on=days(-1), made_on=days(-8)
        )
        scenes.meeting(work, days(-40), jonas)
        scenes.meeting(work, days(-1), lena, state="planned")
    return book


def keys(book: Book, on: date = TODAY) -> list[str]:
    return [row.key for row in today_list(book.read, on).rows]


ALL = ["promise-1", "meeting-2", "owed-2", "stay_close-3", "birthday-4"]


def test_the_scene_has_one_row_of_each_kind(full: Book) -> None:
    assert keys(full) == ALL


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("promise-1", "Snoozed until Monday: send Mei Kobayashi the pricing article"),
        ("stay_close-3", "Snoozed until Monday: say hello to Jonas Nyberg"),
        ("birthday-4", "Snoozed until Monday: Rosa Weiss has a birthday on Monday"),
        ("owed-2", "Snoozed until Monday: Ana Ruiz promised to check the dates"),
        ("meeting-2", "Snoozed until Monday: did coffee with Lena Petrov happen?"),
    ],
)
def test_any_row_can_be_snoozed_and_that_undone(full: Book, key: str, label: str) -> None:
    with full.work() as work:
        snoozing.snooze(work, key, days(2))
        assert work.label == label
    assert keys(full) == [one for one in ALL if one != key]
    full.undo()
    assert keys(full) == ALL


def test_putting_off_again_moves_the_day(full: Book) -> None:
    for until in (days(30), days(1)):
        with full.work() as work:
            snoozing.snooze(work, "promise-1", until)
    assert "promise-1" in keys(full, days(1))


def test_a_row_cannot_be_snoozed_to_today_or_earlier(full: Book) -> None:
    with full.work() as work, pytest.raises(NotUnderstood, match="after today"):
        snoozing.snooze(work, "promise-1", TODAY)


@pytest.mark.parametrize(
    "key", ["promise-99", "owed-1", "promise-2", "meeting-1", "stay_close-1", "birthday-1", "nonsense", ""]
)
def test_an_unknown_row_is_refused(full: Book, key: str) -> None:
    with full.work() as work, pytest.raises(NotUnderstood, match="no row"):
        snoozing.snooze(work, key, days(2))


def test_not_this_lets_a_promise_go_and_marks_a_meeting_missed(full: Book) -> None:
    labels = []
    for key in ALL:
        with full.work() as work:
            snoozing.not_this(work, key)
            labels.append(work.label)
    assert labels == [
        "Let go: send Mei Kobayashi the pricing article",
        "Noted that coffee with Lena Petrov did not happen",
        "Let go: Ana Ruiz promised to check the dates",
        "Not this: say hello to Jonas Nyberg",
        "Not this: Rosa Weiss has a birthday on Monday",
    ]
    assert keys(full) == []
    with full.work() as work:
        assert work.session.get_one(Promise, 1).state == "released"
        assert work.session.get_one(Meeting, 2).state == "missed"
    for _ in ALL:
        full.undo()
    assert keys(full) == ALL


def test_resting_people_are_not_suggested(full: Book) -> None:
    with full.work() as work:
        snoozing.let_rest(work, 3)
        assert work.label == "Let Jonas Nyberg rest"
    assert "stay_close-3" not in keys(full, days(400))
    with full.work() as work:
        assert work.session.get_one(Person, 3).standing == "resting"


def test_a_promise_can_be_moved_or_honestly_let_go(full: Book) -> None:
    with full.work() as work:
        snoozing.tell_later(work, "promise-1", days(12))
        assert work.label == "Moved to 3 December: send Mei Kobayashi the pricing article"
    assert "promise-1" not in keys(full, days(5))
    assert "promise-1" in keys(full, days(10))
    with full.work() as work:
        snoozing.let_go(work, "promise-1")
    assert "promise-1" not in keys(full, days(30))
    with full.work() as work, pytest.raises(NotUnderstood, match="Only a promise of yours"):
        snoozing.let_go(work, "stay_close-3")


def test_after_not_this_an_introduction_is_waited_for_no_more(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        scenes.introduction(work, ana, ben)
    with book.work() as work:
        snoozing.not_this(work, "promise-1")
    assert book.read.value("SELECT state FROM introduction") == "dropped"
    assert keys(book, days(60)) == []


@pytest.mark.parametrize(
    ("kind", "moved", "away", "back"), [("share", 1, 0, 1), ("ask_after", 5, 3, 4), ("share", 9, 6, 7)]
)
def test_a_moved_promise_is_away_until_it_comes_near(
    book: Book, kind: str, moved: int, away: int, back: int
) -> None:
    with book.work() as work:
        scenes.promise(work, kind, "the article", scenes.person(work, "Ana Ruiz"))
    with book.work() as work:
        snoozing.tell_later(work, "promise-1", days(moved))
    assert keys(book, days(away)) == []
    assert keys(book, days(back)) == ["promise-1"]
    with book.work() as work, pytest.raises(NotUnderstood, match="after today"):
        snoozing.tell_later(work, "promise-1", TODAY)


def test_an_introduction_waited_for_or_made_is_moved_as_well(book: Book) -> None:
    with book.work() as work:
        people = [scenes.person(work, name) for name in ("Ana Ruiz", "Ben Okafor", "Mei Abe", "Tom Lind")]
        waiting = scenes.introduction(work, *people[:2], made_on=days(-30))
        waiting.state, waiting.back_on = "waiting", TODAY
        made = scenes.introduction(work, *people[2:], made_on=days(-40), state="kept")
        between = work.session.query(Introduction).filter_by(promise_id=made.id).one()
        between.state, between.made_on = "made", days(-31)
    assert keys(book) == ["promise-1", "promise-2"]
    for key in ("promise-1", "promise-2"):
        with book.work() as work:
            snoozing.tell_later(work, key, days(7))
    assert keys(book, days(6)) == []
    assert sorted(keys(book, days(7))) == ["promise-1", "promise-2"]


def test_a_meeting_that_was_moved_is_asked_about_after_its_new_day(full: Book) -> None:
    with full.work() as work:
        snoozing.move_meeting(work, "meeting-2", days(3))
        assert work.label == "Moved coffee with Lena Petrov to Tuesday"
    assert "meeting-2" not in keys(full, days(3))
    assert "meeting-2" in keys(full, days(4))
    full.undo()
    assert "meeting-2" in keys(full)
    with full.work() as work, pytest.raises(NotUnderstood, match="after today"):
        snoozing.move_meeting(work, "meeting-2", TODAY)
    with full.work() as work, pytest.raises(NotUnderstood, match="Only a meeting"):
        snoozing.move_meeting(work, "promise-1", days(3))
