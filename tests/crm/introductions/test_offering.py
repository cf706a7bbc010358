"""An idea becomes an offer with reasons, or is set aside for good; each is one step."""

from datetime import date

import pytest

from crm.book import Book
from crm.drafts.mail_draft import draft_for
from crm.errors import NotUnderstood
from crm.introductions.ideas import find_ideas
from crm.introductions.kept_ideas import kept_ideas
from crm.introductions.offering import ProposedSide, offer_pair, set_aside
from crm.introductions.side_answers import answer
from crm.model import Introduction, IntroductionSide, Person
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)


@pytest.fixture
def pair(book: Book) -> Book:
    with book.work() as work:
        for name, kind in (("Ana Ruiz", "looking_for"), ("Ben Okafor", "can_help_with")):
            scenes.person_topic(work, scenes.person(work, name), kind, "packaging")
    return book


def offered(book: Book) -> str:
    [idea] = find_ideas(book.read, TODAY)
    with book.work() as work:
        offer_pair(
            work,
            ProposedSide(idea.seeks.person_id, idea.reasons.for_seeker),
            ProposedSide(idea.helps.person_id, idea.reasons.for_helper),
        )
        return work.label


def sides(book: Book) -> list[tuple[int, str]]:
    rows = book.read.rows("SELECT person_id, reason FROM introduction_side ORDER BY place")
    return [(row["person_id"], row["reason"]) for row in rows]


def test_an_offer_is_a_promise_with_a_reason_for_each_side(pair: Book) -> None:
    assert offered(pair) == "Offered to introduce Ana Ruiz to Ben Okafor"
    assert sides(pair) == [(1, "Ben can help with packaging."), (2, "Ana is looking for packaging.")]
    [row] = today_list(pair.read, TODAY).rows
    assert (row.what, row.due) == ("Introduce Ana Ruiz to Ben Okafor", date(2026, 11, 23))
    assert find_ideas(pair.read, TODAY) == []
    pair.undo()
    assert sides(pair) == []
    assert today_list(pair.read, TODAY).rows == ()
    assert find_ideas(pair.read, TODAY)


def test_a_kept_idea_moves_on_in_the_same_introduction_and_keeps_its_words(pair: Book) -> None:
    with pair.work() as work:
        work.session.add(Introduction(state="idea"))
        work.session.flush()
        for place, (person, reason) in enumerate(((2, "Ana pays on time."), (1, "")), 1):
            work.session.add(
                IntroductionSide(introduction_id=1, place=place, person_id=person, reason=reason)
            )
    assert [one.introduction_id for one in kept_ideas(pair.read, 1)] == [1]
    assert find_ideas(pair.read, TODAY) == []
    with pair.work() as work:
        assert offer_pair(work, ProposedSide(1, "Ben prints."), ProposedSide(2, "Ana sells.")) == 1
    assert sides(pair) == [(2, "Ana pays on time."), (1, "Ben prints.")]
    assert kept_ideas(pair.read) == []


def test_a_pair_set_aside_never_comes_back_unless_undone(pair: Book) -> None:
    with pair.work() as work:
        set_aside(work, ProposedSide(1), ProposedSide(2))
        assert work.label == "Set aside an introduction of Ana Ruiz and Ben Okafor"
    assert find_ideas(pair.read, TODAY) == []
    assert today_list(pair.read, TODAY).rows == ()
    pair.undo()
    assert find_ideas(pair.read, TODAY)


def test_what_is_under_way_is_not_offered_twice(pair: Book) -> None:
    offered(pair)
    with pytest.raises(NotUnderstood), pair.work() as work:
        offer_pair(work, ProposedSide(2), ProposedSide(1))
    with pytest.raises(NotUnderstood), pair.work() as work:
        offer_pair(work, ProposedSide(1), ProposedSide(1))
    assert len(sides(pair)) == 2


def test_the_joint_mail_says_each_reason_once(pair: Book) -> None:
    with pair.work() as work:
        ana = work.session.get_one(Person, 1)
        ana.pronouns, ana.blurb = "she", "Ana makes hot sauce in her kitchen."
        work.session.get_one(Person, 2).blurb = "Ben runs a small packaging studio."
    offered(pair)
    with pair.work() as work:
        for place in (1, 2):
            answer(work, 1, place, "yes")
    [row] = today_list(pair.read, TODAY).rows
    body = draft_for(pair.read, row.key, TODAY).body
    assert "Ana, Ben runs a small packaging studio. Ben can help with packaging.\n" in body
    assert body.count("packaging studio") == 1
    assert "Ben, Ana is looking for packaging.\n" in body
