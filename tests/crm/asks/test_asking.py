"""Asking, the answers, and whose "not now" has come to its day."""

from datetime import date

import pytest

from crm.asks import asking, queries
from crm.asks.ask_lines import describe_yes, shorten_question
from crm.book import Book
from crm.errors import NotUnderstood
from crm.people import deleting, merging
from crm.people.story import story
from crm.promises.queries import of_person
from crm.search import whole_book
from tests.conftest import TODAY
from tests.crm import scenes

FEBRUARY = date(2027, 2, 20)


@pytest.fixture
def ana(book: Book) -> int:
    with book.work() as work:
        return scenes.person(work, "Ana Ruiz").id


def asked(
    book: Book, person_id: int, words: str = "15 minutes on pricing", on: date = TODAY, **more: object
) -> int:
    with book.work() as work:
        return asking.ask(work, person_id, words, on=on, **more)


def test_an_ask_is_kept_as_one_step_and_can_be_undone(book: Book, ana: int) -> None:
    asked(book, ana, "Which printer do you use?", why_you="Your labels", offer="A jar of sauce")
    one = queries.of_person(book.read, ana)[0]
    assert (one.words, one.why_you, one.offer) == (
        "Which printer do you use?",
        "Your labels",
        "A jar of sauce",
    )
    assert (one.state, one.asked_on) == ("open", TODAY)
    assert book.steps(1)[0].label == "Asked Ana Ruiz: Which printer do you use?"
    assert book.read.value("SELECT count(*) FROM promise") == 0
    book.undo()
    assert queries.of_person(book.read, ana) == []


def test_a_yes_makes_a_promise_by_them_in_the_same_step(book: Book, ana: int) -> None:
    ask_id = asked(book, ana, "You know him well. Could you introduce me to Ben Okafor? A no is fine.")
    with book.work() as work:
        asking.answer_yes(work, ask_id, "Gladly, next week")
    promise = of_person(book.read, ana)[0]
    assert (promise.title, promise.due) == (
        "Ana Ruiz promised to introduce me to Ben Okafor",
        date(2026, 11, 23),
    ), "their words name the day"
    one = queries.of_person(book.read, ana)[0]
    assert (one.state, one.answer, one.answered_on) == ("yes", "Gladly, next week", TODAY)
    book.undo()
    assert of_person(book.read, ana) == []
    assert queries.of_person(book.read, ana)[0].state == "open"


def test_a_no_is_an_answer_and_makes_nothing(book: Book, ana: int) -> None:
    ask_id = asked(book, ana)
    with book.work() as work:
        asking.answer_no(work, ask_id)
    assert of_person(book.read, ana) == []
    with pytest.raises(NotUnderstood, match="has its answer"), book.work() as work:
        asking.answer_yes(work, ask_id)


def test_not_now_has_a_day_to_come(book: Book, ana: int) -> None:
    ask_id = asked(book, ana)
    with pytest.raises(NotUnderstood, match="a day after today"), book.work() as work:
        asking.answer_not_now(work, ask_id, TODAY)
    with book.work() as work:
        asking.answer_not_now(work, ask_id, FEBRUARY)
    assert book.steps(1)[0].label == "Noted a “not now” from Ana Ruiz, until 20 February 2027"
    assert queries.of_person(book.read, ana)[0].not_before == FEBRUARY
    with book.work() as work:
        asking.answer_yes(work, ask_id)
    assert queries.of_person(book.read, ana)[0].not_before is None


def test_who_may_be_asked_again_is_found_from_the_day_on(book: Book, ana: int) -> None:
    ask_id = asked(book, ana, on=date(2026, 8, 3))
    with book.work() as work:
        asking.answer_not_now(work, ask_id, FEBRUARY)
    assert queries.not_now_over(book.read, date(2027, 2, 19)) == []
    found = queries.not_now_over(book.read, FEBRUARY)
    assert [(one.name, one.words, one.asked_on, one.over_on) for one in found] == [
        ("Ana Ruiz", "15 minutes on pricing", date(2026, 8, 3), FEBRUARY)
    ]
    assert queries.not_now_over(book.read, date(2030, 1, 1)) == found
    asked(book, ana, "Another thing")
    assert queries.not_now_over(book.read, FEBRUARY) == []


@pytest.mark.parametrize("standing", ["parked", "resting"])
def test_nobody_parked_or_resting_may_be_asked_again(book: Book, standing: str) -> None:
    with book.work() as work:
        person_id = scenes.person(work, "Rosa Weiss", standing=standing).id
    ask_id = asked(book, person_id)
    with book.work() as work:
        asking.answer_not_now(work, ask_id, FEBRUARY)
    assert queries.not_now_over(book.read, FEBRUARY) == []


def test_the_day_of_a_not_now_is_found_by_its_own_small_index(book: Book) -> None:
    plan = book.read.rows(f"EXPLAIN QUERY PLAN {queries._OVER}", today="2027-02-20", limit=50)
    assert "ix_ask_not_now" in " ".join(row["detail"] for row in plan)


def test_a_draft_waits_and_becomes_the_ask(book: Book, ana: int) -> None:
    with book.work() as work:
        ask_id = asking.draft(work, ana, "Could you")
    with book.work() as work:
        assert asking.draft(work, ana, "Could you tell me", ask_id=ask_id, offer="Lunch") == ask_id
    kept = queries.draft_for(book.read, ana)
    assert kept is not None
    assert (kept.words, kept.offer) == ("Could you tell me", "Lunch")
    assert queries.of_person(book.read, ana) == []
    with pytest.raises(NotUnderstood, match="not asked yet"), book.work() as work:
        asking.answer_no(work, ask_id)
    asked(book, ana, "Which printer do you use?", ask_id=ask_id)
    assert queries.draft_for(book.read, ana) is None
    assert [one.id for one in queries.of_person(book.read, ana)] == [ask_id]


def test_an_ask_needs_words_and_somebody(book: Book, ana: int) -> None:
    for person_id, words in ((ana, " \n"), (999, "Which printer?")):
        with pytest.raises(NotUnderstood), book.work() as work:
            asking.ask(work, person_id, words)
    assert book.read.value("SELECT count(*) FROM ask") == 0


def test_asks_are_told_in_the_story_and_found_by_their_words(book: Book, ana: int) -> None:
    asked(book, ana, "Which letterpress printer do you use?")
    with book.work() as work:
        asking.draft(work, ana, "Not asked: letterpress")
    told = [(one.kind, one.what, one.title) for one in story(book.read, ana)]
    assert told == [("ask", "open", "Which letterpress printer do you use?")]
    hits = [(hit.kind, hit.title, hit.person) for hit in whole_book.find(book.read, "letterpress printer")]
    assert hits == [("ask", "ask to Ana Ruiz", "Ana Ruiz")]


def test_asks_go_with_the_person_who_takes_over_and_come_back_with_a_deleted_one(
    book: Book, ana: int
) -> None:
    asked(book, ana)
    with book.work() as work:
        other = scenes.person(work, "Ana M Ruiz").id
    with book.work() as work:
        merging.merge(work, other, ana)
    assert len(queries.of_person(book.read, other)) == 1
    with book.work() as work:
        deleting.delete(work, other)
    assert book.read.value("SELECT count(*) FROM ask") == 0
    book.undo()
    assert len(queries.of_person(book.read, other)) == 1
    assert book.check() == []


@pytest.mark.parametrize(
    ("words", "promise"),
    [
        ("Could you introduce me to Ben?", "introduce me to Ben"),
        ("You know him. Would you please send me his address? No worries.", "send me his address"),
        ("15 minutes on pricing", "15 minutes on pricing"),
        ("Which printer do you use?", "a yes to “Which printer do you use?”"),
        ("May I borrow your tent?", "a yes to “May I borrow your tent?”"),
    ],
)
def test_what_a_yes_promises(words: str, promise: str) -> None:
    assert describe_yes(words) == promise


def test_a_long_ask_is_told_in_short() -> None:
    short = shorten_question(
        f"You ran the fair. Could you tell me {'in one line ' * 20}what a stand costs? A no is fine."
    )
    assert short.startswith("Could you tell me in one line")
    assert short.endswith(" …")
    assert len(short) < 75
