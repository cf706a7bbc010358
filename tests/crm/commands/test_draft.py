"""`draft KEY [PERSON]`: the next mail of a thing, from a script; nothing is sent and nothing changed."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


@pytest.fixture
def promised(goodturn: Goodturn, people: list[int]) -> Goodturn:
    assert goodturn("set", "me", "name=Sam Lind").status == 0
    assert goodturn("set", "Ben Okafor", "email+=ben@example.org").status == 0
    assert (
        goodturn("log", "Coffee with Ana Ruiz yesterday. Intro Ana Ruiz to Ben Okafor by Friday.").status == 0
    )
    return goodturn


def test_the_question_to_a_side_comes_as_text_and_as_json(promised: Goodturn) -> None:
    steps = promised("history", "--json").json["steps"]
    told = promised("draft", "promise-1", "Ben Okafor", "--json")
    assert told.status == 0, told.err
    assert told.json["to"] == ["ben@example.org"]
    assert told.json["subject"] == "May I introduce you to Ana Ruiz?"
    assert told.json["body"].endswith("\n\nSam Lind")
    text = promised("draft", "promise-1", "Ben", "Okafor").out
    assert text.startswith("To: ben@example.org\nSubject: May I introduce you to Ana Ruiz?\n\nBen,\n")
    assert "(Ana Ruiz has no e-mail address here.)" in promised("draft", "promise-1").out
    assert "Ana" not in promised("draft", "promise-1", "Ben Okafor", "--anonymous").out
    assert promised("history", "--json").json["steps"] == steps


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["promise-9"], 1),
        (["nonsense"], 1),
        (["promise-1", "Nobody Known"], 1),
        (["meeting-1"], 2),
        ([], 2),
    ],
)
def test_what_has_no_draft_is_said(promised: Goodturn, words: list[str], status: int) -> None:
    told = promised("draft", *words)
    assert (told.status, told.out) == (status, "")
    assert told.err
