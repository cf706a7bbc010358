"""Whose calendar it is: the guest who is in nearly every event, and what follows when the user says: this is me."""

from pathlib import Path

import pytest

from crm import settings
from crm.book import Book
from crm.importing.calendar.likely_owner import LikelyOwner
from crm.importing.preview_lists import compute_lists
from crm.meetings import owner_in_proposals, planning
from crm.model import Person
from crm.people import owner
from tests.calendars import OUTLOOK, event
from tests.conftest import TODAY
from tests.crm import scenes
from tests.crm.files.calendar.scenes import bring_in, events, found, meetings, written

ME, OTHER = "jo@lindqvist.example", "jo@work.example"
GUESTS = ("ana", "ben", "ana", "mei", "ana", "ben")


def calendar(folder: Path, *me: str, alone: int = 0) -> Path:
    """Six days with one guest each and `me`, and some with me alone."""
    told = [
        event(f"e{day}", f":202611{day + 10}T090000", f"Day {day}", people=(*me, f"{who}@x.example"))
        for day, who in enumerate(GUESTS)
    ]
    told += [event(f"a{day}", f":202611{day + 10}T150000", "Alone", people=me) for day in range(alone)]
    return written(folder, "".join(told), shape=OUTLOOK)


def likely(book: Book, path: Path) -> LikelyOwner | None:
    return compute_lists(found(book, path)).owner


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    with book.work() as work:
        names = {"ana": "Ana Ruiz", "ben": "Ben Okafor", "mei": "Mei Tanaka"}
        made = {key: scenes.person(work, name, f"{key}@x.example").id for key, name in names.items()}
        made["me"] = scenes.person(work, "Jo Lindqvist", ME).id
        return made


def test_the_guest_of_nearly_every_event_is_asked_about(book: Book, tmp_path: Path) -> None:
    assert likely(book, calendar(tmp_path, ME, alone=3)) == (ME, "", 6, 6)
    assert likely(book, calendar(tmp_path)) is None  # one guest each tells nobody from nobody
    assert likely(book, calendar(tmp_path, ME, OTHER)) is None  # either could be
    with book.work() as work:
        owner.set_fields(work, [("email", "+=", ME)])
    assert likely(book, calendar(tmp_path, ME)) is None
    assert likely(book, calendar(tmp_path, OTHER, ME)) is None


def test_said_to_be_me_nobody_of_that_address_is_a_guest(
    book: Book, people: dict[str, int], tmp_path: Path
) -> None:
    path = calendar(tmp_path, ME)
    (first, *_) = events(found(book, path))
    assert first.meetings[0].names == ("Jo Lindqvist", "Ana Ruiz")
    with book.work() as work:
        owner.add_own_address(work, ME)
    assert book.steps()[0].label == f"Noted that {ME} is me"
    (first, *_) = events(found(book, path))
    assert first.meetings[0].names == ("Ana Ruiz",)
    book.undo()
    assert likely(book, path) is not None


def test_of_proposals_that_came_in_before_the_user_is_taken_out_and_put_back(
    book: Book, people: dict[str, int], tmp_path: Path
) -> None:
    path = calendar(tmp_path, ME, alone=1)
    bring_in(book, path)
    assert owner_in_proposals.owner_candidate(book.read) == (people["me"], "Jo Lindqvist", 6, 6)
    assert owner_in_proposals.owner_candidate(book.read, {people["me"]}) is None
    before = meetings(book)
    with book.work() as work:
        owner_in_proposals.mark_as_owner(work, people["me"])
    assert book.steps()[0].label == "Noted that Jo Lindqvist is me"
    assert [meeting[4] for meeting in meetings(book)] == [
        "Ana Ruiz", "Ben Okafor", "Ana Ruiz", "Mei Tanaka", "Ana Ruiz", "Ben Okafor",
    ]  # fmt: skip
    assert settings.value(book.read, settings.OWNER_EMAILS) == [ME]
    assert owner_in_proposals.owner_candidate(book.read) is None
    assert {card.status for card in events(found(book, path))} == {"same", "skipped"}
    moved = written(tmp_path, event("e0", ":20261120T090000", "Day 0, moved", people=(ME, "ana@x.example")))
    assert [card.status for card in events(found(book, moved))] == ["updated"]  # still followed
    book.undo()
    assert meetings(book) == before
    assert settings.value(book.read, settings.OWNER_EMAILS) == []


def test_what_was_settled_or_changed_by_hand_stays_as_it_is(
    book: Book, people: dict[str, int], tmp_path: Path
) -> None:
    bring_in(book, calendar(tmp_path, ME))
    first, second = book.read.values("SELECT id FROM meeting ORDER BY held_on")[:2]
    with book.work() as work:
        planning.mark_happened(work, first)
    with book.work() as work:
        work.connection.execute("UPDATE meeting SET place = 'Here' WHERE id = ?", (second,))
        work.label = "Changed a place"
    with book.work() as work:
        owner_in_proposals.mark_as_owner(work, people["me"])
    assert set(meetings(book)[0][4].split(", ")) == {"Ana Ruiz", "Jo Lindqvist"}
    again = found(book, calendar(tmp_path, ME))
    assert [card.status for card in events(again)] == ["same"] * 6
    assert any("you changed this meeting yourself" in remark.reason for remark in again.files[0].remarks)


def test_two_who_are_equally_often_there_are_not_asked_about(book: Book, people: dict[str, int]) -> None:
    with book.work() as work:
        both = [work.session.get_one(Person, people[who]) for who in ("ana", "me")]
        for day in range(1, 7):
            scenes.meeting(work, TODAY.replace(day=day), *both, state="proposed")
    assert owner_in_proposals.owner_candidate(book.read) is None
