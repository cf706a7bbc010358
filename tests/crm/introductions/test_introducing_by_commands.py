"""An introduction from the coffee where it was promised to what came of it, by commands with --on."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]
COFFEE = "Coffee with Ana Ruiz at Blue Bottle. I'll introduce her to Ben Okafor."


@pytest.fixture
def on(goodturn: Goodturn) -> Callable[..., Told]:
    def run(day: str, *words: str) -> Told:
        return goodturn("--on", f"2026-{day}", *words, "--json")

    return run


@pytest.fixture
def promised(on: Goodturn) -> Goodturn:
    assert on("11-02", "log", COFFEE).status == 0
    return on


def rows(on: Goodturn, day: str) -> list[str]:
    return [row["what"] for row in on(day, "today").json["rows"] if row["kind"] != "stay_close"]


def test_a_key_that_is_none_is_told_before_what_is_missing(promised: Goodturn) -> None:
    for words in (["bogus-1", "yes"], ["introduction-99", "Ana Ruiz", "yes"], ["ask-99"]):
        assert promised("11-02", "answer", *words).status == 1, words
    assert promised("11-02", "answer", "introduction-1", "yes").status == 2


def answers(told: Told) -> list[str]:
    assert told.status == 0, told
    return [side["answer"] for side in told.json["sides"]]


def test_every_step_is_on_today_on_its_day_and_gone_when_it_is_done(promised: Goodturn) -> None:
    on = promised
    assert rows(on, "11-02") == ["Introduce Ana Ruiz to Ben Okafor"]
    assert answers(on("11-02", "answer", "introduction-1", "Ana Ruiz", "asked")) == ["asked", "not_asked"]
    assert rows(on, "11-03") == ["Ask Ben Okafor about meeting Ana Ruiz"]
    waiting = on("11-03", "done", "introduction-1")
    assert (waiting.status, rows(on, "11-03"), rows(on, "11-08")) == (0, [], [])
    assert rows(on, "11-09") == ["Ask Ana Ruiz again about meeting Ben Okafor"], "a week after she was asked"
    on("11-04", "answer", "promise-1", "Ana", "yes")
    assert rows(on, "11-09") == []
    later = on("11-05", "answer", "introduction-1", "Ben", "later", "2026-11-20")
    assert (later.json["next_on"], later.json["sides"][1]["until"]) == ("2026-11-20", "2026-11-20")
    assert rows(on, "11-19") == []
    assert rows(on, "11-20") == ["Ask Ben Okafor again about meeting Ana Ruiz"]
    both = on("11-21", "answer", "introduction-1", "Ben", "yes")
    assert (both.json["state"], both.json["next_on"]) == ("asking", "2026-11-23")
    assert rows(on, "11-21") == ["Introduce Ana Ruiz to Ben Okafor"]
    made = on("11-22", "made", "introduction-1")
    assert (made.json["made_on"], made.json["next_on"]) == ("2026-11-22", "2026-12-22")
    assert rows(on, "11-22") == rows(on, "12-21") == []
    assert rows(on, "12-22") == ["Ask Ana Ruiz and Ben Okafor how it went"]
    heard = on("12-22", "heard", "promise-1", "They", "share", "a", "stall")
    assert (heard.json["state"], heard.json["heard"], heard.json["next"]) == (
        "heard",
        "They share a stall",
        "",
    )
    assert rows(on, "12-22") == []


def test_one_asked_and_one_later_come_back_on_the_earlier_day(promised: Goodturn) -> None:
    promised("11-02", "answer", "introduction-1", "Ana", "asked")
    found = promised("11-03", "answer", "introduction-1", "Ben", "later", "2026-12-10")
    assert found.json["next_on"] == "2026-11-09"
    promised("11-09", "done", "introduction-1")
    found = promised("11-09", "get", "introduction-1")
    assert answers(found) == ["asked", "later"], "he is not asked before his day"
    assert found.json["next_on"] == "2026-11-16"


def test_later_without_a_day_is_a_month(promised: Goodturn) -> None:
    promised("11-02", "answer", "introduction-1", "Ana", "yes")
    found = promised("11-02", "answer", "introduction-1", "Ben", "later")
    assert found.json["sides"][1]["until"] == "2026-12-02"


def test_a_no_drops_it_and_says_of_nobody_who_it_was(promised: Goodturn) -> None:
    found = promised("11-03", "answer", "introduction-1", "Ben", "no")
    assert (found.json["state"], found.json["next"], found.json["next_on"]) == ("dropped", "", None)
    assert promised("11-03", "get", "promise-1").json["state"] == "released"
    assert rows(promised, "11-04") == []


def test_an_idea_is_offered_in_the_same_introduction(promised: Goodturn) -> None:
    promised("11-02", "drop", "introduction-1")
    idea = promised("11-03", "introduce", "Ana Ruiz", "Ben Okafor", "reason_a=He prints", "--idea").json
    assert (idea["key"], idea["state"], idea["promise"]) == ("introduction-2", "idea", None)
    assert any("not wanted" in note for note in idea["notes"]), "the one before was dropped"
    assert rows(promised, "11-03") == []
    offered = promised("11-04", "introduce", "Ben Okafor", "Ana Ruiz", "reason_a=She sells sauce").json
    assert (offered["key"], offered["state"], offered["next_on"]) == (
        "introduction-2",
        "offered",
        "2026-11-06",
    )
    assert [side["reason"] for side in offered["sides"]] == ["He prints", "She sells sauce"]
    assert rows(promised, "11-04") == ["Introduce Ana Ruiz to Ben Okafor"]
    [found] = promised("11-04", "introductions", "offered").json["introductions"]
    assert found == offered


def keys(on: Goodturn, *states: str) -> list[str]:
    return [one["key"] for one in on("12-01", "introductions", *states).json["introductions"]]


def test_they_are_listed_by_their_state(promised: Goodturn) -> None:
    promised("11-02", "log", "Call with Mei Abe. I'll introduce Mei Abe to Tom Lind.")
    promised("11-03", "made", "introduction-2")
    assert keys(promised) == ["introduction-1", "introduction-2"]
    assert keys(promised, "offered") == ["introduction-1"]
    assert keys(promised, "made") == ["introduction-2"]
    assert keys(promised, "idea") == keys(promised, "received") == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (1, ["answer", "introduction-9", "Ana Ruiz", "yes"]),
        (1, ["answer", "perhaps-1", "Ana Ruiz", "yes"]),
        (1, ["made", "promise-9"]),
        (1, ["answer", "introduction-1", "Zoe Nobody", "yes"]),
        (2, ["answer", "introduction-1", "Ana Ruiz", "perhaps"]),
        (2, ["answer", "introduction-1", "Ana Ruiz", "yes", "2026-12-01"]),
        (2, ["answer", "introduction-1", "Ana Ruiz", "later", "2026-11-01"]),
        (2, ["answer", "introduction-1", "Ana Ruiz"]),
        (2, ["heard", "introduction-1", "too early"]),
        (2, ["made", "meeting-1"]),
        (2, ["introduce", "Ana Ruiz", "Ana Ruiz"]),
        (2, ["introduce", "Ana Ruiz", "Ben Okafor", "because=x"]),
        (2, ["introduce", "Ana Ruiz"]),
        (1, ["introduce", "Ana Ruiz", "Zoe Nobody"]),
        (2, ["introductions", "nearly"]),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_changed(
    promised: Goodturn, status: int, words: list[str]
) -> None:
    before: Any = promised("11-03", "introductions").json
    steps = promised("11-03", "history").json["steps"]
    assert promised("11-03", *words).status == status
    assert promised("11-03", "introductions").json == before
    assert promised("11-03", "history").json["steps"] == steps


def test_what_changes_nothing_is_no_step(promised: Goodturn) -> None:
    promised("11-03", "answer", "introduction-1", "Ana", "yes")
    promised("11-03", "made", "introduction-1")
    steps = promised("11-03", "history").json["steps"]
    assert promised("11-04", "answer", "introduction-1", "Ana", "yes").status == 0
    assert promised("11-04", "made", "introduction-1").status == 0
    assert promised("11-04", "history").json["steps"] == steps
