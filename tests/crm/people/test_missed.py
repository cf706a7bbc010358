"""Whom the user misses is kept, with what was said of them, and comes up on Today at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.people.full_records import person
from crm.people.people_missed import add_missed_people
from crm.today.row import Row
from crm.today.today import today_list


def missed(book: Book, said: str) -> list[str]:
    with book.work() as work:
        return [one.full_name for one in add_missed_people(work, said)]


def rows(book: Book, days_on: int = 0) -> list[Row]:
    return list(today_list(book.read, book.clock.today() + timedelta(days=days_on)).rows)


def test_the_old_boss_has_his_own_name_and_is_on_today(book: Book) -> None:
    assert missed(book, "my old boss Henrik Dahl") == ["Henrik Dahl"]
    found = person(book.read, 1)
    assert (found.full_name, found.how_we_met, found.standing, found.rhythm_days) == (
        "Henrik Dahl",
        "my old boss",
        "kept",
        60,
    )
    for ahead, noted in ((0, "today"), (1, "yesterday")):
        row = rows(book, ahead)[0]
        assert (row.kind, row.what) == ("stay_close", "Say hello to Henrik Dahl")
        assert row.why == f"“I miss my old boss Henrik Dahl”, noted {noted}; you like to meet every 2 months"
    assert book.steps()[0].label == "Keeping in touch with Henrik Dahl"
    book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_several_at_once_are_one_step(book: Book) -> None:
    assert missed(book, "Ana Ruiz, ben (my neighbour) and hd@acme.example") == ["Ana Ruiz", "Ben", "Hd"]
    assert {row.people[0].name for row in rows(book)} == {"Ana Ruiz", "Ben", "Hd"}
    assert book.steps()[0].label == "Keeping in touch with Ana Ruiz, Ben and Hd"
    assert len(book.steps()) == 1


def test_someone_of_the_book_is_found_and_kept_again(book: Book, add: Callable[..., int]) -> None:
    ana = add("Ana Ruiz", "email+=ana@ruizsauce.example", "how_we_met=At the market", standing="parked")
    assert missed(book, "my friend ana") == ["Ana Ruiz"]
    assert missed(book, "ana@ruizsauce.example") == ["Ana Ruiz"]
    found = person(book.read, ana)
    assert (found.standing, found.how_we_met) == ("kept", "At the market")
    assert book.read.value("SELECT count(*) FROM person") == 1


def test_a_chosen_rhythm_stays(book: Book, add: Callable[..., int]) -> None:
    add("Ana Ruiz", "rhythm=yearly")
    missed(book, "Ana Ruiz")
    assert person(book.read, 1).rhythm_days == 365
    assert rows(book)[0].people[0].name == "Ana Ruiz"


def test_what_has_no_name_or_fits_two_is_refused_whole(book: Book, add: Callable[..., int]) -> None:
    add("Chris Doyle"), add("Chris Park")
    with pytest.raises(NotUnderstood, match="What is the name of “my sister”"):
        missed(book, "Ana Ruiz and my sister and Ben")
    with pytest.raises(ChoiceNeeded, match="“Chris” fits 2 people"):
        missed(book, "Ana Ruiz and Chris")
    with pytest.raises(NotUnderstood, match="A name is needed"):
        missed(book, "nobody")
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_an_aunt_is_understood_in_log_by_what_she_is_called(book: Book) -> None:
    missed(book, "aunt May")
    names = Names.from_reader(book.read)
    for said in ("Coffee with Aunt May yesterday", "coffee with May"):
        draft = understand(said, book.clock.today(), names)
        assert [(one.name, one.person_id) for one in draft.people] == [("May", 1)], said
