"""A user notices what was logged wrongly, puts it right by its key, and everything that rests on it follows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]
COFFEE = (
    "Coffee with Ana Ruiz yesterday at Blue Bottle. Redoing labels. Send her the pricing article by Friday."
)


@pytest.fixture
def logged(goodturn: Goodturn, people: list[int]) -> Any:
    """What `log` said of a coffee with Ana Ruiz, yesterday."""
    told = goodturn("log", COFFEE, "--json")
    assert told.status == 0
    return told.json


def get(goodturn: Goodturn, key: str) -> Any:
    told = goodturn("get", key, "--json")
    assert told.status == 0, told.err
    return told.json


def steps(goodturn: Goodturn) -> int:
    return len(goodturn("history", "--json").json["steps"])


def test_a_meeting_is_read_whole(goodturn: Goodturn, logged: Any) -> None:
    found = get(goodturn, "meeting-1")
    assert found["kind"] == "coffee"
    assert found["place"] == "Blue Bottle"
    assert found["people"] == ["Ana Ruiz"]
    assert found["note"] == "Redoing labels."
    assert found["said"] == COFFEE


def test_a_meeting_put_right_is_one_step_and_the_last_contact_follows(
    goodturn: Goodturn, logged: Any
) -> None:
    before = steps(goodturn)
    told = goodturn(
        "edit",
        "meeting-1",
        "on=2026-11-10",
        "kind=lunch",
        "at=9:30",
        "people+=Ben Okafor",
        "note=New labels",
        "--json",
    )
    assert told.status == 0, told.err
    assert (told.json["on"], told.json["kind"], told.json["at"]) == ("2026-11-10", "meal", "09:30")
    assert told.json["people"] == ["Ana Ruiz", "Ben Okafor"]
    assert steps(goodturn) == before + 1
    for name in ("Ana Ruiz", "Ben Okafor"):
        assert goodturn("show", name, "--json").json["last_contact_on"] == "2026-11-10"
    assert goodturn("undo").status == 0
    assert goodturn("show", "Ben Okafor", "--json").json["last_contact_on"] is None
    assert get(goodturn, "meeting-1")["people"] == ["Ana Ruiz"]


def test_a_meeting_moved_past_today_is_planned(goodturn: Goodturn, logged: Any) -> None:
    assert goodturn("edit", "meeting-1", "on=2026-12-24", "--json").json["state"] == "planned"
    assert goodturn("show", "Ana Ruiz", "--json").json["last_contact_on"] is None


@pytest.mark.parametrize("state", ["happened", "missed"])
def test_what_is_ahead_has_not_happened(goodturn: Goodturn, logged: Any, state: str) -> None:
    assert goodturn("edit", "meeting-1", "on=2026-12-24").status == 0
    assert goodturn("edit", "meeting-1", f"state={state}").status == 2
    assert get(goodturn, "meeting-1")["state"] == "planned"
    assert goodturn("edit", "meeting-1", f"state={state}", "on=yesterday", "--json").json["state"] == state


def test_a_weekday_lies_behind_what_happened_and_ahead_of_what_is_planned(
    goodturn: Goodturn, logged: Any
) -> None:
    happened = goodturn("edit", "meeting-1", "on=friday", "--json").json["on"]
    planned = goodturn("edit", "meeting-1", "on=friday", "state=planned", "--json").json["on"]
    assert happened < goodturn("today", "--json").json["on"] < planned


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("on=whenever", "no day"),
        ("at=25:00", "no time"),
        ("kind=pizza", "no kind"),
        ("state=open", "no state"),
        ("mood=good", "no field"),
        ("place+=x", "one value"),
        ("people-=Ana Ruiz", "last person"),
        ("people-=Ben Okafor", "not at this meeting"),
    ],
)
def test_what_does_not_fit_changes_nothing_not_even_the_field_beside_it(
    goodturn: Goodturn, logged: Any, change: str, why: str
) -> None:
    before, number = get(goodturn, "meeting-1"), steps(goodturn)
    told = goodturn("edit", "meeting-1", "place=Elsewhere", change)
    assert told.status == 2
    assert why in told.err
    assert get(goodturn, "meeting-1") == before
    assert steps(goodturn) == number


def test_a_stranger_is_not_added_to_a_meeting(goodturn: Goodturn, logged: Any) -> None:
    assert goodturn("edit", "meeting-1", "people+=Zoe Quinn").status == 1
    assert get(goodturn, "meeting-1")["people"] == ["Ana Ruiz"]


def test_an_edit_that_changes_nothing_is_no_step(goodturn: Goodturn, logged: Any) -> None:
    before = steps(goodturn)
    assert goodturn("edit", "meeting-1", "place=Blue Bottle").status == 0
    assert steps(goodturn) == before


def test_a_deleted_meeting_leaves_its_promise_and_one_undo_brings_it_back(
    goodturn: Goodturn, logged: Any
) -> None:
    whole = get(goodturn, "meeting-1")
    assert goodturn("delete", "meeting-1", "--json").json == {"deleted": "meeting-1"}
    assert goodturn("get", "meeting-1").status == 1
    assert get(goodturn, "promise-1")["what"] == "the pricing article"
    assert goodturn("show", "Ana Ruiz", "--json").json["last_contact_on"] is None
    assert goodturn("undo").status == 0
    assert get(goodturn, "meeting-1") == whole


def test_a_promise_put_right_changes_its_row_of_today(goodturn: Goodturn, logged: Any) -> None:
    told = goodturn("edit", "promise-1", "what=the price list", "people=Ben Okafor", "due=tomorrow", "--json")
    assert told.status == 0, told.err
    row = next(row for row in goodturn("today", "--json").json["rows"] if row["row"] == "promise-1")
    assert row["what"] == "Send Ben Okafor the price list"
    assert row["due"] == told.json["due"]
    assert goodturn("edit", "promise-1", "state=kept", "--json").json["kept_on"]
    assert "promise-1" not in {row["row"] for row in goodturn("today", "--json").json["rows"]}
    assert goodturn("edit", "promise-1", "state=open", "--json").json["kept_on"] is None


def test_a_promise_to_nobody_is_refused(goodturn: Goodturn, logged: Any) -> None:
    assert goodturn("edit", "promise-1", "people-=Ana Ruiz").status == 2
    assert goodturn("edit", "promise-1", "kind=introduction").status == 2
    assert get(goodturn, "promise-1")["people"] == ["Ana Ruiz"]


def test_a_deleted_promise_is_off_today_until_it_is_undone(goodturn: Goodturn, logged: Any) -> None:
    assert goodturn("delete", "promise-1").status == 0
    assert goodturn("today", "--json").json["rows"] == []
    assert goodturn("undo").status == 0
    assert goodturn("today", "--json").json["rows"][0]["row"] == "promise-1"


def test_the_introduction_outlives_its_promise(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "Intro Ana Ruiz to Ben Okafor by Friday").status == 0
    key = "introduction-1"
    assert [side["person"] for side in get(goodturn, key)["sides"]] == ["Ana Ruiz", "Ben Okafor"]
    assert (
        goodturn("edit", key, "reason_a=Ben knows buyers", "--json").json["sides"][0]["reason"]
        == "Ben knows buyers"
    )
    assert goodturn("delete", "promise-1").status == 0
    assert get(goodturn, key)["promise"] is None
    assert goodturn("delete", key).status == 0
    assert goodturn("get", key).status == 1
    assert goodturn("undo").status == 0
    assert get(goodturn, key)["state"] == "offered"


def test_advice_topics_and_notes_are_put_right_and_deleted(goodturn: Goodturn, people: list[int]) -> None:
    text = "Call with Ana Ruiz today. She is looking for a designer. She advised me to raise my prices."
    assert goodturn("log", text).status == 0
    assert (
        goodturn("edit", "topic-1", "kind=can_help_with", "topic=design", "--json").json["topic"] == "design"
    )
    assert goodturn("show", "Ana Ruiz", "--json").json["topics"]["can_help_with"] == ["design"]
    assert (
        goodturn("edit", "advice-1", "tried=yes", "came_of=Two clients left", "--json").json["tried"] == "yes"
    )
    assert goodturn("edit", "advice-1", "tried=perhaps").status == 2
    assert goodturn("log", "Ana Ruiz has a new kiln").status == 0
    assert (
        goodturn("edit", "note-1", "words=Ana has two kilns", "on=yesterday", "--json").json["words"]
        == "Ana has two kilns"
    )
    assert goodturn("edit", "note-1", "words= ").status == 2
    for key in ("topic-1", "advice-1", "note-1"):
        assert goodturn("delete", key).status == 0
        assert goodturn("get", key).status == 1
    assert goodturn("show", "Ana Ruiz", "--json").json["topics"]["can_help_with"] == []


@pytest.mark.parametrize("key", ["meeting-99", "wombat-1", "note-1", "meeting", "meeting-x", "promise-0"])
def test_a_key_that_does_not_exist_is_1(goodturn: Goodturn, logged: Any, key: str) -> None:
    before = steps(goodturn)
    for words in (["get", key], ["edit", key, "on=friday"], ["delete", key]):
        told = goodturn(*words)
        assert told.status == 1, words
        assert told.err.strip()
    assert steps(goodturn) == before


def test_everything_shown_names_its_key(goodturn: Goodturn, logged: Any) -> None:
    assert goodturn("log", "Ana Ruiz is looking for a designer").status == 0
    shown = goodturn("show", "Ana Ruiz", "--json").json
    keys = [
        *(one["key"] for place in ("promises", "meetings", "notes", "story") for one in shown[place]),
        *(key for kind in shown["topic_keys"].values() for key in kind),
    ]
    assert {"promise-1", "meeting-1", "topic-1"} <= set(keys)
    assert [one["on"] for one in shown["story"]] == sorted(
        (one["on"] for one in shown["story"]), reverse=True
    )
    for key in keys:
        assert get(goodturn, key)["key"] == key
    hit = goodturn("find", "labels", "--json").json["hits"][0]
    assert get(goodturn, hit["key"])["note"] == "Redoing labels."
