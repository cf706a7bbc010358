"""An introduction from the offer to hearing how it went, as its promise and the daily list tell it."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NothingFound, NotUnderstood
from crm.introductions import completing, side_answers
from crm.introductions.introduction_rows import of_promise
from crm.introductions.stages import SideAnswer, progress_of
from crm.model import Introduction, Promise
from crm.today import introduction_story
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def offered(book: Book) -> Book:
    """Ana and Ben, offered three days ago and due yesterday."""
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        scenes.person_topic(work, ana, "looking_for", "packaging designer")
        scenes.person_topic(work, ben, "can_help_with", "print")
        scenes.person_topic(work, ben, "can_help_with", "packaging")
        scenes.introduction(work, ana, ben, made_on=days(-3), due_on=days(-1))
    return book


def answer(book: Book, place: int, given: str, until: date | None = None) -> str:
    with book.work() as work:
        side_answers.answer(work, 1, place, given, until)
        return work.label


def shown(book: Book, on: date = TODAY) -> list[str]:
    return [row.what for row in today_list(book.read, on).rows]


def promise(book: Book) -> dict[str, object]:
    row = book.read.one("SELECT state, back_on, due_on FROM promise")
    assert row
    return dict(row)


@pytest.mark.parametrize(
    ("answers", "state", "promised", "back"),
    [
        (["not_asked", "not_asked"], "offered", "open", None),
        (["asked", "not_asked"], "asking", "open", None),
        (["asked", "asked"], "asking", "waiting", days(7)),
        (["yes", "asked"], "asking", "waiting", days(7)),
        (["yes", "not_asked"], "asking", "open", None),
        (["yes", "yes"], "asking", "open", None),
        (["yes", "later"], "asking", "waiting", days(30)),
        (["asked", "later"], "asking", "waiting", days(7)),
        (["yes", "no"], "dropped", "released", None),
        (["no", "not_asked"], "dropped", "released", None),
    ],
)
def test_what_two_answers_mean(answers: list[str], state: str, promised: str, back: date | None) -> None:
    found = progress_of([SideAnswer(one, TODAY, days(30)) for one in answers], TODAY)
    assert (found.state, found.promise, found.back_on) == (state, promised, back)


def test_while_both_are_asked_it_waits_and_comes_back_in_a_week(offered: Book) -> None:
    assert answer(offered, 1, "asked") == "Asked Ana Ruiz about an introduction"
    assert shown(offered) == ["Ask Ben Okafor about meeting Ana Ruiz"]
    answer(offered, 2, "asked")
    assert shown(offered) == []
    assert shown(offered, days(6)) == []
    assert shown(offered, days(7)) == ["Ask Ana Ruiz and Ben Okafor again about meeting each other"]


def test_two_yeses_make_it_my_turn_within_two_days(offered: Book) -> None:
    answer(offered, 1, "asked")
    answer(offered, 2, "asked")
    answer(offered, 1, "yes")
    assert shown(offered) == []
    assert shown(offered, days(7)) == ["Ask Ben Okafor again about meeting Ana Ruiz"]
    answer(offered, 2, "yes")
    assert promise(offered) == {"state": "open", "back_on": None, "due_on": days(2).isoformat()}
    story = introduction_story.of_introduction(offered.read, 1, TODAY)
    assert story
    assert story.status == "both said yes to being introduced"
    assert story.benefit == "Ana is looking for a packaging designer. Ben can help with packaging and print."
    assert story.next_step == "On 21 December Goodturn asks you how it went."


def test_later_is_an_answer_with_a_day(offered: Book) -> None:
    answer(offered, 1, "yes")
    assert answer(offered, 2, "later", days(40)) == "Ben Okafor said later: to be asked again on 31 December"
    assert promise(offered)["back_on"] == days(40).isoformat()
    for bad in (None, TODAY):
        with pytest.raises(NotUnderstood, match="needs a day"):
            answer(offered, 2, "later", bad)


def test_a_no_ends_it_and_nobody_is_named(offered: Book) -> None:
    answer(offered, 2, "no")
    story = introduction_story.of_promise(offered.read, 1, TODAY)
    assert story
    assert story.status == "not this time"
    assert promise(offered)["state"] == "released"
    assert shown(offered, days(90)) == []


def test_once_made_the_word_is_kept_and_a_month_later_one_asks(offered: Book) -> None:
    with offered.work() as work:
        completing.mark_made(work, 1)
        assert work.label == "Introduced Ana Ruiz to Ben Okafor"
    assert promise(offered)["state"] == "kept"
    assert shown(offered, days(29)) == []
    [row] = today_list(offered.read, days(30)).rows
    assert (row.key, row.kind, row.what) == (
        "promise-1",
        "introduction",
        "Ask Ana Ruiz and Ben Okafor how it went",
    )
    with offered.work() as work:
        completing.mark_heard_back(work, 1, "They share a stall now")
    assert shown(offered, days(40)) == []
    assert offered.read.value("SELECT outcome FROM promise") == "They share a stall now"
    offered.undo()
    offered.undo()
    assert shown(offered) == ["Introduce Ana Ruiz to Ben Okafor"]


def test_a_promise_noted_alone_becomes_an_introduction_when_it_is_needed(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        scenes.promise(work, "introduction", "intro Ana to Zed", ana, "Zed Unknown")
    story = introduction_story.of_promise(book.read, 1, TODAY)
    assert story
    assert (story.id, [side.person.name for side in story.sides]) == (None, ["Ana Ruiz", "Zed Unknown"])
    with book.work() as work:
        between = of_promise(work, 1)
        completing.mark_made(work, between.id)
        assert work.label == "Introduced Ana Ruiz to Zed Unknown"
        assert of_promise(work, 1) is between
    with book.work() as work:
        assert work.session.query(Introduction).count() == 1
        assert work.session.get_one(Promise, 1).kept_on == TODAY


def test_nonsense_is_refused_in_a_sentence(offered: Book) -> None:
    for place, given in ((3, "yes"), (1, "perhaps")):
        with pytest.raises(NotUnderstood):
            answer(offered, place, given)
    with offered.work() as work, pytest.raises(NothingFound, match="no introduction"):
        completing.mark_made(work, 99)
