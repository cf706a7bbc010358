"""Mails about delayed or abandoned promises go to the promise's recipient only."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.drafts.late_promise_mail import draft_delay, draft_let_go
from crm.errors import NotUnderstood
from tests.crm import scenes

TODAY = date(2026, 11, 21)


@pytest.fixture
def promised(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org")
        ben = scenes.person(work, "Ben Okafor", "ben@example.org")
        mei = scenes.person(work, "Mei Kobayashi")
        scenes.promise(work, "share", "the pricing article", ana)
        scenes.introduction(work, ana, ben)
        scenes.promise(work, "thank", "the lunch", mei)
        scenes.promise(work, "favour", "check the dates", by_person_id=ben.id)
    return book


def test_later_names_the_thing_and_the_day(promised: Book) -> None:
    mail = draft_delay(promised.read, 1, TODAY + timedelta(days=6), TODAY, "Sam Lind")
    assert mail.to == ("ana@example.org",)
    assert mail.subject == "Later than I said"
    assert "I said I would send you the pricing article, and it will take me until Friday." in mail.body
    assert mail.body.endswith("Sam Lind")


def test_of_an_introduction_only_the_one_it_was_promised_to_hears(promised: Book) -> None:
    mail = draft_let_go(promised.read, 2)
    assert mail.to == ("ana@example.org",)
    assert "I said I would introduce you to Ben Okafor. I have to be honest" in mail.body


def test_the_note_names_recipients_without_an_address(promised: Book) -> None:
    mail = draft_let_go(promised.read, 3)
    assert (mail.to, mail.note) == ((), "Mei Kobayashi has no e-mail address here.")
    assert "I said I would thank you for the lunch." in mail.body


@pytest.mark.parametrize("promise_id", [4, 99])
def test_what_others_promised_is_not_mine_to_let_go(promised: Book, promise_id: int) -> None:
    with pytest.raises(NotUnderstood, match="Only a promise of yours"):
        draft_let_go(promised.read, promise_id)
