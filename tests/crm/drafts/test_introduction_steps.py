"""The mail of each step of an introduction: whom it is to, what it says, and what it never says."""

from datetime import date

import pytest

from crm.book import Book
from crm.drafts.anonymous_sentence import anonymous_sentence, names_person
from crm.drafts.mail import MailDraft
from crm.drafts.next_draft import next_draft
from crm.drafts.person_details import DraftPerson
from crm.errors import NothingFound, NotUnderstood
from crm.model import Introduction, IntroductionSide
from crm.things.key import Key
from tests.crm import scenes

TODAY = date(2026, 11, 21)


@pytest.fixture
def offered(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org", blurb="Makes small-batch hot sauce.")
        ben = scenes.person(work, "Ben Okafor", "ben@example.org", blurb="Runs a packaging studio in Leith.")
        scenes.introduction(work, ana, ben)
    return book


def change(book: Book, one: str, other: str, **more: object) -> None:
    with book.work() as work:
        sides = work.session.query(IntroductionSide).order_by(IntroductionSide.place).all()
        for side, answer in zip(sides, (one, other), strict=True):
            side.answer = answer
            side.asked_on = date(2026, 11, 12) if answer == "asked" else None
        found = work.session.query(Introduction).one()
        for name, value in more.items():
            setattr(found, name, value)
        work.label = "Answered"


def draft(book: Book, to_person: int | None = None, anonymous: bool = False) -> MailDraft:
    return next_draft(book.read, Key("introduction", 1), TODAY, "Sam Lind", to_person, anonymous)


def test_the_next_step_is_to_ask_the_side_that_was_not_asked(offered: Book) -> None:
    assert draft(offered).to == ("ana@example.org",)
    change(offered, "asked", "not_asked")
    assert draft(offered).to == ("ben@example.org",)
    assert "Ana makes small-batch hot sauce." in draft(offered).body


def test_a_side_that_was_asked_is_asked_again_gently(offered: Book) -> None:
    change(offered, "asked", "yes")
    made = draft(offered)
    assert (made.to, made.subject) == (("ana@example.org",), "Ben Okafor: still a good idea?")
    assert "On 12 November I asked whether you would like to meet Ben Okafor." in made.body
    assert "yes" not in made.body.split("\n\n")[1], "the other side's answer is its own"


def test_both_agreed_so_both_are_introduced(offered: Book) -> None:
    change(offered, "yes", "yes")
    assert draft(offered).to == ("ana@example.org", "ben@example.org")
    assert draft(offered, 2).to == ("ben@example.org",)


def test_once_made_both_are_asked_what_came_of_it(offered: Book) -> None:
    change(offered, "yes", "yes", state="made", made_on=date(2026, 10, 20))
    made = draft(offered)
    assert made.subject == "How did it go?"
    assert "I introduced you on 20 October" in made.body
    assert draft(offered, 1).to == ("ana@example.org",)


def test_an_introduction_received_is_thanked_for_and_then_reported_on(book: Book) -> None:
    with book.work() as work:
        ben = scenes.person(work, "Ben Okafor", "ben@example.org")
        tom = scenes.person(work, "Tom Sandberg")
        found = Introduction(state="made", by_person_id=ben.id, made_on=date(2026, 11, 2))
        work.session.add(found)
        work.session.flush()
        work.session.add(IntroductionSide(introduction_id=found.id, place=1, person_id=tom.id))
    made = draft(book)
    assert (made.to, made.subject) == (("ben@example.org",), "Thank you for introducing me to Tom Sandberg")
    assert made.body == (
        "Ben,\n\nthank you for introducing me to Tom Sandberg.\n\nI will tell you what comes of it.\n\nSam Lind"
    )
    with book.work() as work:
        row = work.session.query(Introduction).one()
        row.thanked_on, row.came_of = date(2026, 11, 3), "He showed me his contracts"
    assert "On 2 November you introduced me to Tom Sandberg. He showed me his contracts." in draft(book).body


def test_a_dropped_one_has_no_mail_and_a_stranger_is_no_side(offered: Book) -> None:
    with pytest.raises(NotUnderstood, match="no side"):
        draft(offered, 99)
    change(offered, "no", "not_asked", state="dropped")
    with pytest.raises(NotUnderstood, match="dropped"):
        draft(offered)
    with pytest.raises(NothingFound):
        next_draft(offered.read, Key("introduction", 7), TODAY)


def test_the_promise_of_an_introduction_has_the_same_mail(offered: Book) -> None:
    assert next_draft(offered.read, Key("promise", 1), TODAY, "Sam Lind") == draft(offered)


BEN = DraftPerson("Ben Okafor", "Ben")


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (BEN, "It is someone you might like to meet."),
        (
            DraftPerson("Ben Okafor", "Ben", blurb="Runs a packaging studio in Leith."),
            "It is someone who runs a packaging studio in Leith.",
        ),
        (
            DraftPerson("Ben Okafor", "Ben", blurb="Runs a studio in Leith.", can_help_with=("print",)),
            "It is someone who runs a studio in Leith and can help with print.",
        ),
        (
            DraftPerson("Ben Okafor", "Ben", blurb="Ben and his sister print labels."),
            "It is someone you might like to meet.",
        ),
        (
            DraftPerson("Ben Okafor", "Ben", title="Head of packaging", organisation="Okafor Print"),
            "It is someone who is head of packaging.",
        ),
        (
            DraftPerson("Ana Ruiz", "Ana", blurb="A maker of hot sauce.", looking_for=("printer",)),
            "It is someone who is a maker of hot sauce and is looking for a printer.",
        ),
        (
            DraftPerson("Ana Ruiz", "Ana", blurb="Known all over town. She is redoing her labels."),
            "Known all over town. She is redoing her labels.",
        ),
    ],
)
def test_a_person_is_presented_without_the_name(person: DraftPerson, sentence: str) -> None:
    assert anonymous_sentence(person) == sentence
    assert not names_person(sentence, person)


def test_the_anonymous_question_never_names_the_other_side(offered: Book) -> None:
    with offered.work() as work:
        side = work.session.query(IntroductionSide).filter_by(place=1).one()
        side.reason = "Ben did three sauces"
    made = draft(offered, 1, anonymous=True)
    assert made.to == ("ana@example.org",)
    assert "It is someone who runs a packaging studio in Leith." in made.body
    assert "Ben" not in made.subject + made.body
    assert "Okafor" not in made.subject + made.body
