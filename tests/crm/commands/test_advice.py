"""`advice` and `advise` from a script."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def test_advice_is_noted_both_ways_and_told(goodturn: Goodturn, people: list[int]) -> None:
    given = goodturn("advise", "Ana Ruiz", "write the job as outcomes", "--json")
    assert given.status == 0, given.err
    assert given.json == {
        "key": "advice-1", "direction": "given", "person": "Ana Ruiz", "words": "write the job as outcomes", "on": "2026-11-21",
        "applies": "", "tried": "", "try_by": None, "came_of": "", "told_on": None,
    }  # fmt: skip
    assert goodturn("advise", "Ben", "Okafor", "raise", "the", "rate", "--received").status == 0
    assert goodturn("get", "advice-2", "--json").json["words"] == "raise the rate"
    assert goodturn("edit", "advice-1", "told=today").status == 0
    listed = goodturn("advice", "--json").json["advice"]
    assert [(one["key"], one["told_on"]) for one in listed] == [
        ("advice-2", None),
        ("advice-1", "2026-11-21"),
    ]
    assert [one["key"] for one in goodturn("advice", "Ana Ruiz", "--json").json["advice"]] == ["advice-1"]
    assert goodturn("advice").out.splitlines()[0] == (
        "2026-11-21  Ben Okafor advised: raise the rate (not tried yet, not told yet)  [advice-2]"
    )
    assert goodturn("undo").status == 0
    assert goodturn("get", "promise-1", "--json").json["state"] == "open"


def test_nothing_to_list_is_no_error(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("advice", "--json").json == {"advice": []}
    assert goodturn("advice", "Ana Ruiz").out == "No advice.\n"


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (("advise", "Zoe Nobody", "rest more"), 1),
        (("advise", "Ana Ruiz"), 2),
        (("advise", "Ana Ruiz", "  "), 2),
        (("advice", "Zoe Nobody"), 1),
        (("edit", "advice-9", "told=today"), 1),
    ],
)
def test_what_does_not_fit_changes_nothing(
    goodturn: Goodturn, people: list[int], argv: tuple[str, ...], status: int
) -> None:
    steps = goodturn("history", "--json").out
    assert goodturn(*argv).status == status
    assert goodturn("history", "--json").out == steps


def test_namesakes_are_a_choice(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "Met Ben Okafor Adeyemi today").status == 0
    assert goodturn("log", "Met Ben Okafor Brandt today").status == 0
    told = goodturn("advise", "Ben Okafor", "rest more")
    assert told.status == 0  # the exact name
    assert goodturn("get", "advice-1", "--json").json["person"] == "Ben Okafor"
