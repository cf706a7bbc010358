"""`debrief KEY FIELD=VALUE...`: looking back on a meeting from a script."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


@pytest.fixture
def coffee(goodturn: Goodturn, people: list[int]) -> str:
    assert goodturn("log", "Coffee with Ana Ruiz and Ben Okafor yesterday").status == 0
    return "meeting-1"


def test_all_fields_are_one_step_and_the_meeting_is_told(goodturn: Goodturn, coffee: str) -> None:
    told = goodturn(
        "debrief",
        coffee,
        "learned=Ben: raise prices yearly. For me: from spring on.",
        "needs=a packaging designer",
        "offers=Ben: a half day of printing",
        "energy=yes",
        "next=send Ben the figures by Friday",
        "--json",
    )
    assert told.status == 0, told.err
    assert (told.json["key"], told.json["energy"], told.json["state"]) == (coffee, "yes", "happened")
    advice = goodturn("get", "advice-1", "--json").json
    assert (advice["person"], advice["words"]) == ("Ben Okafor", "raise prices yearly.")
    assert advice["applies"] == "from spring on."
    ana, ben = (goodturn("show", name, "--json").json for name in ("Ana Ruiz", "Ben Okafor"))
    assert ana["topics"]["looking_for"] == ["packaging designer"]
    assert ben["topics"]["can_help_with"] == ["half day of printing"]
    assert next((one["what"], one["due"]) for one in ben["promises"]) == (
        "the figures",
        "2026-11-27",
    )
    assert goodturn("history", "--limit", "1", "--json").json["steps"][0]["label"].startswith("Looked back")
    assert goodturn("undo").status == 0
    assert goodturn("get", "advice-1").status == 1
    assert goodturn("get", coffee, "--json").json["energy"] is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["meeting-1"], 2),
        (["meeting-1", "energy=great"], 2),
        (["meeting-1", "needs= "], 2),
        (["meeting-1", "mood=good"], 2),
        (["meeting-1", "needs+=labels"], 2),
        (["meeting-1", "needs=labels", "needs=boxes"], 2),
        (["meeting-9", "energy=yes"], 1),
        (["promise-1", "energy=yes"], 2),
        (["coffee", "energy=yes"], 1),
    ],
)
def test_what_is_not_understood_changes_nothing(
    goodturn: Goodturn, coffee: str, words: list[str], status: int
) -> None:
    told = goodturn("debrief", *words)
    assert told.status == status, told.err
    assert told.err
    assert goodturn("get", coffee, "--json").json["energy"] is None


def test_energy_is_put_right_by_edit(goodturn: Goodturn, coffee: str) -> None:
    assert goodturn("edit", coffee, "energy=no", "--json").json["energy"] == "no"
    assert goodturn("edit", coffee, "energy=perhaps").status == 2
    assert goodturn("edit", coffee, "energy=", "--json").json["energy"] is None
