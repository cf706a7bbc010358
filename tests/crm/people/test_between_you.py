"""What was given and received, in one sentence without a score, and what would be fair next."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.advice import noting
from crm.advice.noting import NewAdvice
from crm.book import Book
from crm.introductions import completing
from crm.introductions.introduction_rows import of_promise
from crm.model import Advice, Ask, Introduction, IntroductionSide, Item, Person, Share
from crm.people.between_you import between_you_sentence, describe_between_you
from crm.people.given_and_received import Given, Received, StillOpen
from crm.people.short_names import PersonRef, person_refs
from crm.promises import keeping
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes

TODAY = date(2026, 11, 21)
LAST_MONTH = TODAY - timedelta(days=30)


@pytest.fixture
def met(book: Book) -> Book:
    """Ana, whose pronouns are recorded, and Ben, whose are not."""
    with book.work() as work:
        scenes.person(work, "Ana Ruiz", pronouns="she")
        scenes.person(work, "Ben Okafor")
    return book


def between(book: Book, person_id: int = 1) -> str:
    return describe_between_you(book.read, person_refs(book.read, [person_id])[person_id], TODAY)


def advice(work: UnitOfWork, direction: str, words: str, **more: object) -> None:
    work.session.add(
        Advice(**{"direction": direction, "person_id": 1, "words": words, "given_on": LAST_MONTH, **more})
    )


def test_nothing_is_said_where_nothing_is_recorded(met: Book) -> None:
    assert between(met) == ""
    with met.work() as work:
        advice(work, "given", "wait", given_on=date(2024, 1, 1))
    assert between(met) == ""


def test_both_directions_stand_in_one_sentence(met: Book) -> None:
    with met.work() as work:
        introduction = keeping.add(work, "introduction", "introduce Ana to Ben", [1, 2])
        completing.mark_made(work, of_promise(work, introduction).id)
        for words in ("the stockist list", "the market dates"):
            keeping.keep(work, keeping.add(work, "favour", words, [], by=1))
        work.session.add(Item(title="Pricing wholesale"))
        work.session.add(Item(title="Bees", from_person_id=1, added_on=LAST_MONTH))
        work.session.flush()
        work.session.add(Share(item_id=1, person_id=1, sent_on=LAST_MONTH))
        work.session.add(Ask(person_id=1, words="May I come?", state="yes", answered_on=LAST_MONTH))
        advice(work, "received", "raise the rate", told_on=LAST_MONTH)
    assert between(met) == (
        "In the last year you sent Ana “Pricing wholesale”, introduced her to Ben Okafor "
        "and told her what came of the advice; "
        "she kept two promises, advised you, passed on “Bees” and said yes to what you asked."
    )


def test_who_has_only_taken_is_told_what_would_be_fair(met: Book) -> None:
    with met.work() as work:
        for words in ("quote in ranges", "drop the smallest", "raise the rate"):
            advice(work, "received", words)
    assert between(met) == (
        "In the last year Ana advised you three times; nothing has gone back yet. "
        "Tell her what came of “raise the rate”."
    )
    with met.work() as work:
        scenes.promise(work, "introduction", "meet Ben", "Ben", by_person_id=1, state="kept", kept_on=TODAY)
        work.session.query(Advice).delete()
    assert between(met).endswith("nothing has gone back yet. Ask what you could do for her.")
    with met.work() as work:
        ana = work.session.get_one(Person, 1)
        scenes.person_topic(work, ana, "looking_for", "teas with papers in order")
    assert between(met).endswith("She is looking for teas with papers in order; perhaps you know someone.")


def test_telling_what_came_of_advice_goes_back_to_them(met: Book) -> None:
    with met.work() as work:
        advice(work, "received", "raise the rate", told_on=TODAY)
    assert between(met) == "In the last year you told Ana what came of the advice; she advised you."


def test_advice_that_was_let_go_is_not_to_be_told_of(met: Book) -> None:
    with met.work() as work:
        noted = noting.note(work, 1, NewAdvice("received", "wait"))
    assert "what came of the advice" in between(met)
    with met.work() as work:
        noting.let_go(work, noted)
    assert between(met).endswith("nothing has gone back yet. Ask what you could do for her.")


def test_an_open_promise_comes_before_everything_else(met: Book) -> None:
    with met.work() as work:
        advice(work, "received", "raise the rate")
        keeping.add(work, "share", "send her the pricing article", [1])
    assert between(met).endswith(". Your word comes next: send her the pricing article.")


def test_an_introduction_received_is_named_until_it_is_thanked_for(met: Book) -> None:
    with met.work() as work:
        work.session.add(Introduction(state="made", by_person_id=1, made_on=LAST_MONTH))
        work.session.flush()
        work.session.add(IntroductionSide(introduction_id=1, place=1, person_id=2))
    assert between(met) == (
        "In the last year Ana introduced you to Ben Okafor; nothing has gone back yet. "
        "Thank her for the introduction to Ben Okafor."
    )
    with met.work() as work:
        work.session.get_one(Introduction, 1).promise_id = keeping.add(work, "thank", "thanks", [1])
        keeping.release(work, 1)
    assert between(met).endswith("nothing has gone back yet. Ask what you could do for her.")
    with met.work() as work:
        work.session.get_one(Introduction, 1).thanked_on = TODAY
    assert between(met) == "In the last year you thanked Ana; she introduced you to Ben Okafor."


def test_without_pronouns_the_name_is_repeated(met: Book) -> None:
    with met.work() as work:
        for _ in range(2):
            advice(work, "given", "wait", person_id=2)
        advice(work, "received", "hurry", person_id=2)
    assert between(met, 2) == (
        "In the last year you advised Ben twice; Ben advised you. Tell Ben what came of “hurry”."
    )


counts, names = (
    st.integers(0, 20),
    st.lists(st.sampled_from(["Ben Okafor", "Mei", "Tom Sandberg"]), max_size=9),
)


@given(
    st.builds(Given, names.map(tuple), names.map(tuple), counts, counts, st.booleans(), st.booleans()),
    st.builds(Received, names.map(tuple), names.map(tuple), counts, counts, counts),
    st.sampled_from([StillOpen("", "", "", ""), StillOpen("send Ana Ruiz a book", "a", "b", "c")]),
    st.sampled_from(["", "she", "he/him", "they"]),
)
def test_it_is_one_sentence_and_what_is_next_without_figures(
    gave: Given, got: Received, still: StillOpen, pronouns: str
) -> None:
    person = PersonRef(1, "Ana Ruiz", pronouns=pronouns)
    if gave.is_anything or got.is_anything:
        sentence = between_you_sentence(person, gave, got, still)
        assert 1 <= sentence.count(".") <= 2
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert not re.search(r"\{|%|\b(?:score|percent)\b", sentence)
