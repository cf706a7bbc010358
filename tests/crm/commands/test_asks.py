"""Asks on the command line: asked, listed, answered; what is not understood changes nothing."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]
ASK = "Could you tell me who did your fit-out?"


@pytest.fixture
def asked(goodturn: Goodturn, people: list[int]) -> str:
    told = goodturn("ask", "Ana", "Ruiz", ASK, "why=You did it in five weeks", "size=yes or no", "--json")
    assert told.status == 0, told.err
    assert (told.json["person"], told.json["words"], told.json["size"]) == ("Ana Ruiz", ASK, "yes or no")
    return str(told.json["key"])


def test_asks_are_listed_by_what_becomes_of_them(goodturn: Goodturn, asked: str) -> None:
    assert goodturn("ask", "Ben Okafor", "Would you read my page?", "--draft").status == 0
    assert goodturn("answer", asked, "not_now", "in two months", "after", "the", "harvest").status == 0
    one = goodturn("asks", "not_now", "--json").json["asks"]
    assert [(each["until"], each["answer_words"]) for each in one] == [("2027-01-21", "after the harvest")]
    assert [each["person"] for each in goodturn("asks", "draft", "--json").json["asks"]] == ["Ben Okafor"]
    assert [each["key"] for each in goodturn("asks", "Ana Ruiz", "--json").json["asks"]] == [asked]
    assert goodturn("asks", "open").out == "No asks.\n"


def test_a_yes_makes_a_promise_due_on_the_day_they_named(goodturn: Goodturn, asked: str) -> None:
    assert goodturn("answer", asked, "yes", "sure, by Friday").status == 0
    promise = goodturn("show", "Ana Ruiz", "--json").json["promises"][0]
    assert (promise["by"], promise["due"]) == ("Ana Ruiz", "2026-11-27")
    goodturn("undo")
    assert goodturn("get", asked, "--json").json["state"] == "open"
    assert goodturn("show", "Ana Ruiz", "--json").json["promises"] == []


def test_not_now_without_a_day_is_half_a_year_and_asking_again_is_done_with_a_caution(
    goodturn: Goodturn, asked: str
) -> None:
    assert goodturn("answer", asked, "not_now", "--json").json["until"] == "2027-05-21"
    again = goodturn("ask", "Ana Ruiz", "And the painter?")
    assert again.status == 0
    assert "Ana said not now, until 21 May 2027." in again.out


def test_a_draft_is_sent_by_its_state(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("ask", "Ben Okafor", "Would you read my page?", "--draft")
    assert goodturn("answer", "ask-1", "yes").status == 2
    assert goodturn("edit", "ask-1", "state=open").status == 0
    assert goodturn("answer", "ask-1", "no", "no time this year").status == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (1, ("answer", "ask-9", "yes")),
        (2, ("answer", "ask-1", "perhaps")),
        (2, ("answer", "ask-1", "not_now", "2020-01-01")),
        (2, ("answer", "ask-1", "yes", "2027-01-01")),
        (2, ("answer", "ask-1")),
        (1, ("ask", "Nobody Known", "What is it?")),
        (2, ("ask", "Ana Ruiz")),
        (2, ("ask", "Ana Ruiz", "What?", "why=a", "why=b")),
        (1, ("asks", "Nobody Known")),
    ],
)
def test_what_does_not_fit_changes_nothing(
    goodturn: Goodturn, asked: str, status: int, words: tuple[str, ...]
) -> None:
    steps = goodturn("history", "--json").out
    assert goodturn(*words).status == status
    assert goodturn("history", "--json").out == steps


def test_history_does_not_put_a_colon_after_the_question(goodturn: Goodturn, asked: str) -> None:
    told = goodturn("history", "Asked").out
    assert "fit-out? (" in told
    assert "?:" not in told
