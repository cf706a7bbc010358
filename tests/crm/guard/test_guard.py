"""The guard's facts and cautions, and that each caution shows at most once a month."""

from datetime import date, timedelta

import pytest

from crm.asks import asking
from crm.book import Book
from crm.guard import facts
from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import facts_about
from crm.guard.once_a_month import mark_shown, not_shown_lately
from crm.guard.pitch import looks_like_a_pitch
from crm.guard.rules import RULES, cautions_for_ask, pitch_caution
from crm.model import Advice, Introduction, IntroductionSide, Share
from crm.promises import keeping
from crm.unit_of_work import UnitOfWork
from tests.conftest import TODAY
from tests.crm import scenes

DAY = timedelta(days=1)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana, met twice; nothing was given to her."""
    with book.work() as work:
        person = scenes.person(work, "Ana Ruiz")
        for away in (90, 30):
            scenes.meeting(work, TODAY - away * DAY, person)
        return person.id


def rules(book: Book, person_id: int, on: date = TODAY) -> list[str]:
    return [one.rule for one in cautions_for_ask(facts_about(book.read, person_id, on), on)]


def give(work: UnitOfWork, kind: str, person_id: int) -> None:
    """Gives in one of the four ways the guard knows."""
    on = TODAY - 21 * DAY
    match kind:
        case "share":
            item = scenes.item(work, "How to price")
            work.session.add(Share(item_id=item.id, person_id=person_id, sent_on=on))
        case "introduction":
            made = Introduction(state="made", made_on=on)
            work.session.add(made)
            work.session.flush()
            sides = [{"person_id": person_id}, {"name": "Ben Okafor"}]
            for place, who in enumerate(sides, 1):
                work.session.add(IntroductionSide(introduction_id=made.id, place=place, **who))
        case "advice":
            work.session.add(Advice(direction="given", person_id=person_id, words="Raise it", given_on=on))
        case "promise":
            keeping.keep(work, keeping.add(work, "favour", "look at the lease", [person_id]))


def test_before_anything_was_given_an_ask_is_early(book: Book, ana: int) -> None:
    assert rules(book, ana) == ["nothing_given"]
    assert describe_facts(facts_about(book.read, ana, TODAY), TODAY) == "2 meetings so far."


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("share", "Last given: you sent Ana “How to price”, 3 weeks ago."),
        ("introduction", "Last given: you introduced Ana to Ben Okafor, 3 weeks ago."),
        ("advice", "Last given: you gave Ana advice, 3 weeks ago."),
        ("promise", "Last given: you kept your word (look at the lease), today."),
    ],
)
def test_whatever_was_given_an_ask_may_follow(book: Book, ana: int, kind: str, words: str) -> None:
    with book.work() as work:
        give(work, kind, ana)
    assert rules(book, ana) == []
    assert describe_facts(facts_about(book.read, ana, TODAY), TODAY) == f"2 meetings so far. {words}"


def test_what_they_gave_is_nothing_that_i_gave(book: Book, ana: int) -> None:
    with book.work() as work:
        work.session.add(Advice(direction="received", person_id=ana, words="Raise it", given_on=TODAY))
        keeping.keep(work, keeping.add(work, "favour", "look at the lease", [], by=ana))
    assert rules(book, ana) == ["nothing_given"]


@pytest.mark.parametrize(
    ("meetings", "sentence"), [(0, "You have not met Mei yet."), (1, "You have met Mei once.")]
)
def test_a_first_meeting_is_not_for_asking(book: Book, meetings: int, sentence: str) -> None:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        scenes.meeting(work, TODAY + DAY, mei, state="planned")
        scenes.meeting(work, TODAY - DAY, mei, kind="email", direction="out")
        for away in range(meetings):
            scenes.meeting(work, TODAY - away * DAY, mei)
        give(work, "share", mei.id)
    found = cautions_for_ask(facts_about(book.read, mei.id, TODAY), TODAY)
    assert [(one.rule, one.sentence) for one in found] == [("first_meeting", sentence)]


def test_while_my_own_promise_is_open_an_ask_is_early(book: Book, ana: int) -> None:
    with book.work() as work:
        give(work, "share", ana)
        promise_id = keeping.add(work, "share", "the pricing article", [ana])
    found = cautions_for_ask(facts_about(book.read, ana, TODAY), TODAY)
    assert [one.sentence for one in found] == [
        "Your own promise is still open: send Ana the pricing article."
    ]
    with book.work() as work:
        keeping.keep(work, promise_id)
    assert rules(book, ana) == []


def test_before_the_day_of_a_not_now_an_ask_is_early_and_on_it_no_more(book: Book, ana: int) -> None:
    until = date(2027, 2, 20)
    with book.work() as work:
        give(work, "share", ana)
        asking.answer_not_now(work, asking.ask(work, ana, "15 minutes on pricing"), until)
    assert rules(book, ana) == rules(book, ana, until - DAY) == ["not_now"]
    assert rules(book, ana, until) == []
    sentence = describe_facts(facts_about(book.read, ana, TODAY), TODAY)
    assert sentence.endswith("Last ask: “15 minutes on pricing”, not now, until 20 February 2027.")


def test_a_sentence_is_shown_once_a_month_and_person_and_makes_no_step(book: Book, ana: int) -> None:
    with book.work() as work:
        ben = scenes.person(work, "Ben Okafor").id
    cautions = [
        *cautions_for_ask(facts_about(book.read, ana, TODAY), TODAY),
        pitch_caution(facts_about(book.read, ana, TODAY)),
    ]
    assert [one.rule for one in not_shown_lately(book.read, ana, cautions, TODAY)] == [
        "nothing_given",
        "pitch",
    ]
    steps, changes = book.steps(), []
    book.listen(changes.append)
    with book.work() as work:
        mark_shown(work, ana, ["nothing_given"])
    assert (book.steps(), changes) == (steps, [])
    for on, shown in (
        (TODAY, ["pitch"]),
        (date(2026, 12, 20), ["pitch"]),
        (date(2026, 12, 21), ["nothing_given", "pitch"]),
    ):
        assert [one.rule for one in not_shown_lately(book.read, ana, cautions, on)] == shown
    assert [one.rule for one in not_shown_lately(book.read, ben, cautions, TODAY)] == [
        "nothing_given",
        "pitch",
    ]
    assert book.check() == []


def test_showing_something_takes_nothing_from_redo(book: Book, ana: int) -> None:
    with book.work() as work:
        keeping.add(work, "share", "the pricing article", [ana])
    book.undo()
    with book.work() as work:
        mark_shown(work, ana, ["nothing_given"])
    book.redo()
    assert rules(book, ana) == ["promise_open", "nothing_given"]


def test_only_sentences_of_the_guard_are_marked(book: Book, ana: int) -> None:
    with pytest.raises(ValueError, match="no rule"), book.work() as work:
        mark_shown(work, ana, ["nonsense"])
    known = facts_about(book.read, ana, TODAY)
    assert {one.rule for one in [*cautions_for_ask(known, TODAY), pitch_caution(known)]} <= set(RULES)


def test_sentences_of_the_guard_are_polite_and_no_pitch(book: Book, ana: int) -> None:
    with book.work() as work:
        keeping.add(work, "share", "the article", [ana])
    known = facts_about(book.read, ana, TODAY)
    for one in [*cautions_for_ask(known, TODAY), pitch_caution(known)]:
        assert "!" not in one.sentence + one.advice
        assert not looks_like_a_pitch(one.advice)


def test_the_facts_of_someone_met_daily_for_years_are_read_by_indexes(book: Book, ana: int) -> None:
    for sql in (facts._MEETINGS, facts._GIVEN, facts._OPEN_PROMISES, facts._NOT_BEFORE):
        plan = book.read.rows(f"EXPLAIN QUERY PLAN {sql}", id=ana, today="2026-11-21", many=100)
        scans = [row["detail"] for row in plan if row["detail"].startswith("SCAN")]
        assert [one for one in scans if "(subquery" not in one and "USING" not in one] == []
