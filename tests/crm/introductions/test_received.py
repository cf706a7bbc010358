"""Introductions that others made for me come by Log; they are thanked for the next day, and told what came of it."""

import pytest

from tests.crm.introductions.test_introducing_by_commands import Goodturn, on, rows

__all__ = ["on"]
SAID = "Coffee with Ben Okafor. He introduced me to Tom Sandberg."


@pytest.fixture
def received(on: Goodturn) -> Goodturn:
    assert on("11-02", "log", SAID).status == 0
    return on


def test_thanks_are_due_the_next_day_and_what_came_of_it_in_two_weeks(received: Goodturn) -> None:
    [found] = received("11-02", "introductions", "received").json["introductions"]
    assert (found["by"], found["state"], found["next_on"]) == ("Ben Okafor", "made", "2026-11-03")
    assert [side["person"] for side in found["sides"]] == ["Tom Sandberg", "me"]
    assert rows(received, "11-03") == ["Thank Ben Okafor for introducing me to Tom Sandberg"]
    assert received("11-03", "done", "introduction-1").status == 0
    thanked = received("11-03", "get", "introduction-1").json
    assert (thanked["thanked_on"], thanked["next_on"]) == ("2026-11-03", "2026-11-17")
    assert rows(received, "11-17") == ["Tell Ben Okafor what came of meeting Tom Sandberg"]
    assert received("11-17", "done", thanked["promise"], "We share a stall").status == 0
    told = received("11-17", "get", "introduction-1").json
    assert (told["state"], told["heard"], told["next"]) == ("heard", "We share a stall", "")
    assert rows(received, "12-20") == []


def test_each_step_is_undone_as_one(received: Goodturn) -> None:
    before = received("11-03", "get", "introduction-1").json
    received("11-03", "done", "introduction-1")
    assert received("11-03", "undo").status == 0
    assert received("11-03", "get", "introduction-1").json == before
    assert rows(received, "11-03") == ["Thank Ben Okafor for introducing me to Tom Sandberg"]


def test_it_is_not_mine_to_answer_make_or_drop(received: Goodturn) -> None:
    assert received("11-03", "answer", "introduction-1", "Tom", "no").status == 2
    assert received("11-03", "drop", "introduction-1").status == 2
    assert received("11-03", "introductions", "made").json["introductions"] == []


def test_the_thanks_deleted_leave_the_introduction(received: Goodturn) -> None:
    assert received("11-03", "delete", "promise-1").status == 0
    found = received("11-03", "get", "introduction-1").json
    assert (found["promise"], found["by"], found["next"]) == (None, "Ben Okafor", "")


@pytest.mark.parametrize(
    "said",
    [
        "Ben Okafor didn't introduce me to Tom Sandberg.",
        "Did Ben Okafor introduce me to Tom Sandberg?",
        "Ben Okafor introduced me to Tom Sandberg years ago.",
        "Ben Okafor introduced Tom Sandberg to Mei Abe.",
    ],
)
def test_other_sentences_with_the_same_words_stay_a_note(on: Goodturn, said: str) -> None:
    on("11-02", "log", "Coffee with Ben Okafor and Tom Sandberg and Mei Abe")
    assert on("11-02", "log", said).status == 0
    assert on("11-02", "introductions").json["introductions"] == []


def test_their_rows_say_who_introduced_and_when_not_that_it_was_promised(received: Goodturn) -> None:
    [thank] = received("11-03", "today").json["rows"]
    assert thank["why"] == "Ben introduced you yesterday"
    received("11-03", "done", "introduction-1")
    [report] = received("11-17", "today").json["rows"]
    assert report["why"] == "Ben introduced you on 2 November"
