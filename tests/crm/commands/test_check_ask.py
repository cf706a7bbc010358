"""`check-ask`: findings as JSON and in words, with the guard's where a person is named."""

from collections.abc import Callable
from pathlib import Path

from crm.book import Book
from crm.people import adding
from tests.conftest import clock

GOOD = (
    "You ran the fair in May. Could you tell me in one line what a stand should cost? "
    "I can send you our visitor count. No pressure."
)


def test_a_good_ask_gives_no_findings(goodturn: Callable) -> None:
    told = goodturn("check-ask", GOOD, "--json")
    assert (told.status, told.json) == (0, {"findings": []})
    assert goodturn("check-ask", GOOD).out.startswith("Nothing to find fault with")


def test_places_count_code_points_of_the_text(goodturn: Callable) -> None:
    text = "🎉 Zoë, could I pick your brain?"
    told = goodturn("check-ask", text, "--json")
    assert told.status == 0
    first, *missing = told.json["findings"]
    assert sorted(first) == ["advice", "end", "rule", "start", "words"]
    assert text[first["start"] : first["end"]] == first["words"] == "pick your brain"
    assert {(one["start"], one["end"]) for one in missing} == {(None, None)}


def test_to_someone_the_guard_is_asked_too_and_no_step_is_made(goodturn: Callable, people: list[int]) -> None:
    goodturn("log", "Coffee with Ana Ruiz. Send her the pricing article")
    rules = [
        one["rule"] for one in goodturn("check-ask", GOOD, "--to", "Ana Ruiz", "--json").json["findings"]
    ]
    assert rules == ["promise_open", "nothing_given", "first_meeting"]
    again = [
        one["rule"] for one in goodturn("check-ask", "--to", "Ana Ruiz", GOOD, "--json").json["findings"]
    ]
    assert again == rules
    assert len(goodturn("history", "--json").json["steps"]) == 2
    plain = goodturn("check-ask", GOOD, "--to", str(people[0])).out.splitlines()
    assert plain[0] == "1 meeting so far. Open: send Ana the pricing article."
    assert plain[1].startswith("Your own promise is still open: send Ana the pricing article. Keep it first")


def test_nobody_or_several_of_that_name_is_said(goodturn: Callable, folder: Path, people: list[int]) -> None:
    assert goodturn("check-ask", GOOD, "--to", "Nobody Here", "--json").json == {"candidates": []}
    book = Book.open(folder, clock())
    with book.work() as work:
        other = adding.add(work, "Ben Okafor").id
    book.close()
    told = goodturn("check-ask", GOOD, "--to", "Ben Okafor", "--json")
    assert told.status == 1
    assert [one["id"] for one in told.json["candidates"]] == [people[1], other]


def test_nothing_cannot_be_checked(goodturn: Callable) -> None:
    assert goodturn("check-ask", " ").status == goodturn("check-ask").status == 2
