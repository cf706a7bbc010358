"""What is ahead: planned from plain words, listed, and pointed out where the day is taken."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def keys(told: Told) -> list[str]:
    assert told.status == 0, told.err
    return [one["key"] for one in told.json["meetings"]]


def test_a_plan_looks_ahead_and_is_listed_under_coming(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn("plan", "Coffee with Ana Ruiz on Friday at 10:00 at Blue Bottle", "--json")
    assert told.status == 0, told.err
    meeting = told.json["meeting"]
    assert (meeting["state"], meeting["on"], meeting["at"], meeting["place"]) == (
        "planned", "2026-11-27", "10:00", "Blue Bottle",
    )  # fmt: skip
    assert told.json["same_day"] is None
    assert keys(goodturn("meetings", "coming", "--json")) == ["meeting-1"]
    assert keys(goodturn("meetings", "past", "--json")) == []
    assert (
        goodturn("get", "meeting-1", "--json").json["said"]
        == "Coffee with Ana Ruiz on Friday at 10:00 at Blue Bottle"
    )


def test_a_second_plan_with_someone_that_day_is_pointed_out(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("plan", "Coffee with Ana Ruiz and Ben Okafor on Friday").status == 0
    assert (
        goodturn("plan", "Call with Ben Okafor on Friday at 16:00", "--json").json["same_day"] == "meeting-1"
    )
    assert goodturn("plan", "Call with Ben Okafor on Monday", "--json").json["same_day"] is None


def test_a_plan_for_today_is_planned(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn("plan", "Lunch with Ana Ruiz today at 13:00", "--json")
    assert (told.json["meeting"]["state"], told.json["meeting"]["on"]) == ("planned", "2026-11-21")
    assert keys(goodturn("meetings", "coming", "--json")) == ["meeting-1"]


@pytest.mark.parametrize(
    "text",
    [
        "Coffee with Ana Ruiz",
        "Coffee with Ana Ruiz at 10:00",
        "Coffee with Ana Ruiz yesterday",
        "Ana Ruiz has a kiln",
        "- ",
    ],
)
def test_a_text_without_a_day_ahead_is_refused(goodturn: Goodturn, people: list[int], text: str) -> None:
    told = goodturn("plan", text, stdin="")
    assert told.status == 2
    assert told.err.strip()
    assert keys(goodturn("meetings", "--json")) == []


def test_meetings_are_listed_by_part_person_and_words(goodturn: Goodturn, people: list[int]) -> None:
    for text in (
        "Coffee with Ana Ruiz on 3 November at Blue Bottle. New labels",
        "Call with Ben Okafor yesterday. Café prices",
        "Plan a walk with Ana Ruiz and Ben Okafor on Friday",
        "Plan lunch with Ana Ruiz tomorrow",
    ):
        assert goodturn("log", text).status == 0
    assert keys(goodturn("meetings", "coming", "--json")) == ["meeting-4", "meeting-3"]
    assert keys(goodturn("meetings", "past", "--json")) == ["meeting-2", "meeting-1"]
    assert keys(goodturn("meetings", "--json")) == ["meeting-3", "meeting-4", "meeting-2", "meeting-1"]
    assert keys(goodturn("meetings", "past", "Ana", "Ruiz", "--json")) == ["meeting-1"]
    assert keys(goodturn("meetings", "Ana", "Ruiz", "labels", "--json")) == ["meeting-1"]
    assert keys(goodturn("meetings", "cafe", "--json")) == ["meeting-2"]
    assert keys(goodturn("meetings", "missed", "--json")) == []
    assert goodturn("edit", "meeting-1", "state=missed").status == 0
    assert keys(goodturn("meetings", "missed", "--json")) == ["meeting-1"]
    assert "walk with Ana Ruiz, Ben Okafor" in goodturn("meetings", "coming").out
    # A planned one whose day has passed is past, until it is settled.
    assert keys(goodturn("meetings", "coming", "--on", "2026-12-24", "--json")) == []
    assert len(keys(goodturn("meetings", "past", "--on", "2026-12-24", "--json"))) == 4


def test_meetings_are_found_by_a_first_name_and_by_their_kind(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("log", "Coffee with Ana Ruiz yesterday")
    goodturn("log", "Call with Ana Ruiz and Ben Okafor today")
    assert goodturn("edit", "meeting-1", "kind=walk").status == 0
    assert keys(goodturn("meetings", "ana", "--json")) == ["meeting-2", "meeting-1"]
    assert keys(goodturn("meetings", "past", "Ana", "Ruiz", "walk", "--json")) == ["meeting-1"]
    assert keys(goodturn("meetings", "okafor", "--json")) == ["meeting-2"]
    assert keys(goodturn("meetings", "ana", "nowhere", "--json")) == []
    assert keys(goodturn("meetings", "…", "--json")) == []


def test_people_are_exchanged_in_any_order(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("log", "Coffee with Ana Ruiz yesterday")
    told = goodturn("edit", "meeting-1", "people-=Ana Ruiz", "people+=Ben Okafor", "--json")
    assert (told.status, told.json["people"]) == (0, ["Ben Okafor"])
    assert goodturn("edit", "meeting-1", "people-=Ben Okafor").status == 2
    assert goodturn("get", "meeting-1", "--json").json["people"] == ["Ben Okafor"]
