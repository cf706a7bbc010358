"""The answers of introductions and asks, what came of a promise, and the topics of an item, put right by their key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book
from crm.shelf.keeping import keep
from tests.conftest import clock
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def edit(goodturn: Goodturn, key: str, *changes: str) -> Any:
    told = goodturn("edit", key, *changes, "--json")
    assert told.status == 0, told.err
    return told.json


def get(goodturn: Goodturn, key: str) -> Any:
    return goodturn("get", key, "--json").json


@pytest.fixture
def introduction(goodturn: Goodturn, people: list[int]) -> str:
    assert goodturn("log", "Intro Ana Ruiz to Ben Okafor by Friday").status == 0
    return "introduction-1"


def test_the_answers_of_both_sides_open_and_close_the_promise(goodturn: Goodturn, introduction: str) -> None:
    found = edit(goodturn, introduction, "answer_a=yes", "answer_b=later", "until_b=2026-12-03")
    assert [side["answer"] for side in found["sides"]] == ["yes", "later"]
    assert found["sides"][1]["until"] == "2026-12-03"
    assert get(goodturn, "promise-1")["state"] == "waiting"
    assert edit(goodturn, introduction, "until_b=2026-12-10")["sides"][1]["until"] == "2026-12-10"
    assert edit(goodturn, introduction, "answer_b=no")["state"] == "dropped"
    assert get(goodturn, "promise-1")["state"] == "released"
    assert goodturn("history", "--json").json["steps"][0]["label"] == (
        "Ben Okafor would rather not be introduced"
    )


@pytest.mark.parametrize("change", ["until_a=friday", "answer_a=later", "answer_a=perhaps", "heard_on=today"])
def test_an_answer_that_does_not_fit_changes_nothing(
    goodturn: Goodturn, introduction: str, change: str
) -> None:
    before = get(goodturn, introduction)
    assert goodturn("edit", introduction, "reason_a=Ben knows buyers", change).status == 2
    assert get(goodturn, introduction) == before


def test_the_day_it_was_made_keeps_the_promise_and_without_it_the_promise_is_open(
    goodturn: Goodturn, introduction: str
) -> None:
    assert edit(goodturn, introduction, "made_on=yesterday")["state"] == "made"
    assert get(goodturn, "promise-1")["kept_on"] == "2026-11-20"
    assert edit(goodturn, introduction, "heard_on=today")["state"] == "heard"
    assert goodturn("edit", introduction, "answer_a=no").status == 2
    found = edit(goodturn, introduction, "made_on=")
    assert (found["state"], found["heard_on"]) == ("offered", None)
    assert (get(goodturn, "promise-1")["state"], get(goodturn, "promise-1")["kept_on"]) == ("open", None)


@pytest.fixture
def ask(goodturn: Goodturn, people: list[int]) -> str:
    assert goodturn("log", "Asked Ana Ruiz for 15 minutes on pricing").status == 0
    assert get(goodturn, "ask-1")["state"] == "open"
    return "ask-1"


def test_the_answer_of_an_ask_is_given_and_taken_back(goodturn: Goodturn, ask: str) -> None:
    assert goodturn("edit", ask, "state=not_now").status == 2
    found = edit(goodturn, ask, "state=not_now", "until=in two weeks", "answer_words=after the fair")
    assert (found["state"], found["until"], found["answer_words"]) == (
        "not_now",
        "2026-12-05",
        "after the fair",
    )
    assert edit(goodturn, ask, "until=2026-12-24")["until"] == "2026-12-24"
    assert goodturn("edit", ask, "until=").status == 2
    assert edit(goodturn, ask, "state=open")["until"] is None
    assert edit(goodturn, ask, "state=yes")["state"] == "yes"
    assert get(goodturn, "promise-1")["by"] == "Ana Ruiz"
    assert edit(goodturn, ask, "state=no")["answer_words"] == "after the fair"
    assert goodturn("edit", ask, "until=friday").status == 2


def test_a_draft_was_not_asked_so_it_has_no_answer(goodturn: Goodturn, ask: str) -> None:
    assert edit(goodturn, ask, "state=draft")["asked_on"] is None
    assert goodturn("edit", ask, "state=yes").status == 2
    assert edit(goodturn, ask, "state=open")["asked_on"] == "2026-11-21"


def test_what_came_of_a_promise_is_noted(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "Send Ana Ruiz the pricing article").status == 0
    assert edit(goodturn, "promise-1", "outcome=used it with two stockists")["outcome"]
    assert edit(goodturn, "promise-1", "outcome=")["outcome"] == ""


@pytest.fixture
def item(folder: Path) -> str:
    book = Book.open(folder, clock())
    with book.work() as work:
        keep(work, "How small brands price wholesale")
    book.close()
    return "item-1"


def test_the_topics_of_an_item_are_added_and_taken_out(goodturn: Goodturn, item: str) -> None:
    assert edit(goodturn, item, "topics+=Pricing", "topics+=labels")["topics"] == ["Pricing", "labels"]
    assert edit(goodturn, item, "topics-=PRICING")["topics"] == ["labels"]
    assert goodturn("edit", item, "topics-=kilns").status == 2
    assert sorted(edit(goodturn, item, "topics=kilns, Labels")["topics"]) == ["kilns", "labels"]
    assert edit(goodturn, item, "topics=")["topics"] == []


def test_a_day_to_try_advice_by_is_the_day_to_report_back(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "Call with Ana Ruiz. She advised me to raise my prices").status == 0
    assert edit(goodturn, "advice-1", "try_by=2027-05-15")["try_by"] == "2027-05-15"
    assert get(goodturn, "promise-1")["due"] == "2027-05-15"
    assert edit(goodturn, "advice-1", "try_by=")["try_by"] is None
