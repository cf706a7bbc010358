"""The best stored reason to contact a person, its evidence, and the fallback to a plain hello."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.drafts.mail_draft import draft_for
from crm.introductions.suggestions import suggest
from crm.model import Advice, Organisation, Person, Role
from crm.today.row import Row
from crm.today.today import today_list
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def pair(book: Book) -> Book:
    """Ana is overdue and looks for what Ben can help with."""
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=21)
        ben = scenes.person(work, "Ben Okafor")
        scenes.meeting(work, days(-30), ana)
        scenes.meeting(work, days(-20), ben)
        scenes.person_topic(work, ana, "looking_for", "packaging")
        scenes.person_topic(work, ben, "can_help_with", "packaging")
    return book


def close(book: Book) -> Row:
    [row] = [one for one in today_list(book.read, TODAY).rows if one.kind == "stay_close"]
    return row


def test_an_introduction_is_offered_with_evidence_from_both(pair: Book) -> None:
    row = close(pair)
    assert row.what == "Offer Ana Ruiz an introduction to Ben Okafor"
    assert row.why.startswith("Ana is looking for packaging, Ben can help with it")
    assert "Ana Ruiz is looking for: packaging" in row.evidence
    assert "Ben Okafor can help with: packaging" in row.evidence
    assert "I know Ben Okafor, who can help with packaging." in draft_for(pair.read, row.key, TODAY).body


def both(work: UnitOfWork) -> tuple[Person, Person]:
    return work.session.get_one(Person, 1), work.session.get_one(Person, 2)


def _met(work: UnitOfWork) -> None:
    scenes.meeting(work, days(-90), *both(work), kind="event")


def _introduced(work: UnitOfWork) -> None:
    scenes.introduction(work, *both(work), state="kept")


def _refused(work: UnitOfWork) -> None:
    scenes.introduction(work, *both(work), state="released")


def _promised_only(work: UnitOfWork) -> None:
    scenes.promise(work, "introduction", "intro them", *both(work), state="released")


def _by_each_other(work: UnitOfWork) -> None:
    both(work)[1].introduced_by_id = 1


def _at_one_place(work: UnitOfWork) -> None:
    work.session.add(Organisation(name="Leith Studios"))
    work.session.flush()
    work.session.add_all([Role(person_id=one.id, organisation_id=1) for one in both(work)])


def _parked(work: UnitOfWork) -> None:
    both(work)[1].standing = "parked"


@pytest.mark.parametrize(
    "known", [_met, _introduced, _refused, _promised_only, _by_each_other, _at_one_place, _parked]
)
def test_never_between_people_who_know_each_other_or_after_a_no(pair: Book, known) -> None:  # type: ignore[no-untyped-def]
    assert suggest(pair.read, 1)
    assert suggest(pair.read, 2)
    with pair.work() as work:
        known(work)
    assert suggest(pair.read, 1) is None
    assert suggest(pair.read, 2) is None


def advice(work: UnitOfWork, direction: str) -> None:
    work.session.add(Advice(direction=direction, person_id=1, words="raise the rate", given_on=days(-30)))


def test_the_best_reason_wins(pair: Book) -> None:
    whats = [close(pair).what]
    steps = (
        lambda work: scenes.meeting(work, days(-29), both(work)[0], note="The shop opens on 1 October."),
        lambda work: scenes.item(work, "On boxes", "packaging"),
        lambda work: advice(work, "received"),
        lambda work: scenes.meeting(work, days(-28), both(work)[0], note="Should she hire?"),
    )
    for step in steps:
        with pair.work() as work:
            step(work)
        whats.append(close(pair).what)
    assert whats == [
        "Offer Ana Ruiz an introduction to Ben Okafor",
        "Ask Ana Ruiz how it went",
        "Ana Ruiz might like “On boxes”",
        "Tell Ana Ruiz what came of the advice",
        "Pick up an open question with Ana Ruiz",
    ]
    assert "Note of 24 October: “Should she hire?”" in close(pair).evidence


def test_advice_given_and_a_missed_birthday_are_reasons(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=21, birthday="--11-18")
        scenes.meeting(work, days(-30), ana)
    assert close(book).what == "Wish Ana Ruiz well, a little late"
    assert (
        close(book).why
        == "Ana’s birthday was on Wednesday. Coffee on 22 October; you like to meet every 3 weeks"
    )
    with book.work() as work:
        advice(work, "given")
    row = close(book)
    assert row.what == "Ask Ana Ruiz what came of your advice"
    assert (
        row.why
        == "You advised “raise the rate”, 22 October. Coffee on 22 October; you like to meet every 3 weeks"
    )


def test_where_nothing_is_stored_a_hello_is_enough(book: Book) -> None:
    with book.work() as work:
        scenes.meeting(work, days(-30), scenes.person(work, "Ana Ruiz", rhythm_days=21))
    row = close(book)
    assert row.what == "Say hello to Ana Ruiz"
    assert row.evidence == (
        "Last contact: coffee, 22 October",
        "Your rhythm: every 3 weeks, so the next touch was due on 12 November",
    )


def test_equal_reasons_of_two_people_begin_with_their_names(book: Book) -> None:
    with book.work() as work:
        two = [scenes.person(work, name, rhythm_days=21) for name in ("Ana Ruiz", "Ben Okafor")]
        scenes.meeting(work, days(-30), *two, note="Rain all day.")
    whys = [row.why for row in today_list(book.read, TODAY).rows]
    assert len(set(whys)) == 2
    assert whys[0].startswith("Ana Ruiz: Coffee on 22 October")


def test_people_with_a_snoozed_promise_are_not_suggested(pair: Book) -> None:
    with pair.work() as work:
        scenes.promise(work, "share", "the article", both(work)[0])
        work.insert_many("snooze", ["row", "until_on"], [("promise-1", days(9).isoformat())])
    assert today_list(pair.read, TODAY).rows == ()
    assert [row.key for row in today_list(pair.read, days(9)).rows] == ["promise-1"]


def test_a_promise_written_down_later_was_made_when_they_met(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        coffee = scenes.meeting(work, days(-9), ben, kind="coffee")
        scenes.introduction(work, ben, ana, made_on=TODAY, meeting_id=coffee.id)
        scenes.promise(work, "share", "send him the book", ben, made_on=TODAY, meeting_id=coffee.id)
    offered, promised = today_list(book.read, TODAY).rows
    assert (offered.why, promised.why) == (
        "You promised over coffee on 12 November to bring Ben and Ana together",
        "You promised Ben over coffee on 12 November",
    )
    assert all("You promised on 12 November, over coffee" in row.evidence[0] for row in (offered, promised))
