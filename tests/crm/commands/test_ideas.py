"""`ideas` as a script asks for them, and what becomes of a pair."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


@pytest.fixture
def pair(goodturn: Goodturn, people: list[int]) -> Goodturn:
    """Ana looks for what Ben can help with."""
    assert goodturn("set", "Ana Ruiz", "looking_for+=packaging designer").status == 0
    assert goodturn("set", "Ben Okafor", "can_help_with+=packaging").status == 0
    return goodturn


def test_an_idea_names_both_with_the_key_of_what_each_said(pair: Goodturn) -> None:
    told = pair("ideas", "--json")
    assert told.status == 0
    [idea] = told.json["ideas"]
    assert idea["people"] == ["Ana Ruiz", "Ben Okafor"]
    assert [(one["person"], one["words"], one["key"]) for one in idea["why"]] == [
        ("Ana Ruiz", "packaging designer", "topic-1"),
        ("Ben Okafor", "packaging", "topic-2"),
    ]
    for one in idea["why"]:
        assert pair("get", one["key"], "--json").json["topic"] == one["words"]
    assert pair("ideas").out == (
        "Ana Ruiz could meet Ben Okafor\n"
        "  Ana looks for “packaging designer”; Ben can help with “packaging”  [topic-1, topic-2]\n"
    )


def test_the_ideas_of_one_person(pair: Goodturn) -> None:
    assert pair("set", "me", "name=Kim").status == 0
    assert pair("log", "Coffee with Zoe Hart").status == 0
    assert len(pair("ideas", "Ben", "Okafor", "--json").json["ideas"]) == 1
    assert pair("ideas", "Zoe Hart", "--json").json == {"ideas": []}
    assert pair("ideas", "Zoe Hart").out.startswith("No ideas yet.")
    assert pair("ideas", "Nobody Known").status == 1


def test_a_pair_that_has_met_is_no_idea_until_that_is_undone(pair: Goodturn) -> None:
    assert pair("log", "Coffee with Ana Ruiz and Ben Okafor").status == 0
    assert pair("ideas", "--json").json == {"ideas": []}
    assert pair("undo").status == 0
    assert len(pair("ideas", "--json").json["ideas"]) == 1
