"""Ideas for introductions: which pairs are found, by which words, and which pairs never."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.introductions.ideas import Idea, find_ideas
from crm.introductions.suggestions import suggest
from crm.model import Attendance, Item, Note, Organisation, OtherProperty, Person, Role
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def pair(book: Book) -> Book:
    """Ana looks for a stockist, Dev knows delis; nothing else is known of the two."""
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", pronouns="she", uid="u-ana")
        dev = scenes.person(work, "Dev Chandra", pronouns="he", uid="u-dev")
        scenes.person_topic(work, ana, "looking_for", "a second stockist in Glasgow")
        scenes.person_topic(work, dev, "can_help_with", "Glasgow delis")
    return book


def both(work: UnitOfWork) -> tuple[Person, Person]:
    return work.session.get_one(Person, 1), work.session.get_one(Person, 2)


def ideas(book: Book, person_id: int | None = None) -> list[Idea]:
    return find_ideas(book.read, TODAY, person_id)


def test_an_idea_has_the_evidence_of_both_and_one_sentence(pair: Book) -> None:
    [idea] = ideas(pair)
    assert [one.name for one in idea.people] == ["Ana Ruiz", "Dev Chandra"]
    assert (idea.seeks.words, idea.seeks.key) == ("a second stockist in Glasgow", "topic-1")
    assert (idea.helps.words, idea.helps.key) == ("Glasgow delis", "topic-2")
    assert idea.sentence == "She looks for “a second stockist in Glasgow”; he can help with “Glasgow delis”"
    assert idea.notes == ()


def test_both_sides_have_a_reason_from_the_evidence_and_the_users_own_line(pair: Book) -> None:
    [idea] = ideas(pair)
    assert idea.reasons.for_seeker == "Dev can help with Glasgow delis."
    assert idea.reasons.for_helper == "Ana is looking for a second stockist in Glasgow."
    with pair.work() as work:
        ana, dev = both(work)
        dev.blurb = "Dev buys for eleven delis."
        work.session.add(Organisation(name="Ruiz Hot Sauce"))
        work.session.flush()
        work.session.add(Role(person_id=ana.id, organisation_id=1, title="Founder"))
    [idea] = ideas(pair)
    assert idea.reasons.for_seeker == "Dev buys for eleven delis. Dev can help with Glasgow delis."
    assert (
        idea.reasons.for_helper
        == "Ana is founder at Ruiz Hot Sauce and is looking for a second stockist in Glasgow."
    )


def _met(work: UnitOfWork) -> None:
    scenes.meeting(work, days(-90), *both(work), kind="event")


def _will_meet(work: UnitOfWork) -> None:
    scenes.meeting(work, days(5), *both(work), state="planned")


def _introduced(work: UnitOfWork) -> None:
    scenes.introduction(work, *both(work), state="kept")


def _refused(work: UnitOfWork) -> None:
    scenes.introduction(work, *both(work), state="released")


def _promised_only(work: UnitOfWork) -> None:
    scenes.promise(work, "introduction", "intro them", *both(work), state="released")


def _by_each_other(work: UnitOfWork) -> None:
    both(work)[1].introduced_by_id = 1


def _one_introduced_me_to_the_other(work: UnitOfWork) -> None:
    ana, dev = both(work)
    scenes.promise(work, "introduction", "meet Dev", dev, by_person_id=ana.id)


def _at_one_place(work: UnitOfWork) -> None:
    work.session.add(Organisation(name="Leith Studios"))
    work.session.flush()
    work.session.add_all([Role(person_id=one.id, organisation_id=1) for one in both(work)])


def _related_by_uid(work: UnitOfWork) -> None:
    work.session.add(OtherProperty(person_id=2, line="RELATED;TYPE=spouse:urn:uuid:u-ana"))


def _related_by_name(work: UnitOfWork) -> None:
    work.session.add(OtherProperty(person_id=1, line="item1.X-ABRELATEDNAMES:Dev Chandra"))


def _parked(work: UnitOfWork) -> None:
    both(work)[1].standing = "parked"


def _died(work: UnitOfWork) -> None:
    work.session.add(OtherProperty(person_id=1, line="DEATHDATE:20260101"))


KNOWN = [
    _met, _will_meet, _introduced, _refused, _promised_only, _by_each_other, _one_introduced_me_to_the_other,
    _at_one_place, _related_by_uid, _related_by_name, _parked, _died,
]  # fmt: skip


@pytest.mark.parametrize("known", KNOWN)
def test_never_between_people_who_know_each_other_or_after_a_no(
    pair: Book, known: Callable[[UnitOfWork], None]
) -> None:
    with pair.work() as work:  # the same topic, so that the look-up of Today finds them as well
        scenes.person_topic(work, both(work)[1], "can_help_with", "a second stockist in Glasgow")
    assert ideas(pair)
    assert suggest(pair.read, 1)
    with pair.work() as work:
        known(work)
    assert ideas(pair) == ideas(pair, 1) == ideas(pair, 2) == []
    assert suggest(pair.read, 1) is None
    assert suggest(pair.read, 2) is None


def test_people_seen_at_one_event_and_not_met_do_not_know_each_other(pair: Book) -> None:
    with pair.work() as work:
        scenes.meeting(work, days(-9), both(work)[0], kind="event")
        work.session.add(Attendance(meeting_id=1, person_id=2, counts=0))
        scenes.meeting(work, days(-5), *both(work), state="missed")
    assert ideas(pair)


def test_colleagues_of_former_times_may_be_introduced(pair: Book) -> None:
    with pair.work() as work:
        work.session.add(Organisation(name="Leith Studios"))
        work.session.flush()
        work.session.add(Role(person_id=1, organisation_id=1))
        work.session.add(Role(person_id=2, organisation_id=1, until_on=days(-400)))
    assert ideas(pair)


def test_notes_say_what_people_look_for_and_can_help_with(book: Book) -> None:
    with book.work() as work:
        zoe, kwame = scenes.person(work, "Zoë Hart", pronouns="she"), scenes.person(work, "Kwame Boateng")
        scenes.meeting(
            work, days(-9), zoe, note="Coats for greyhounds. She needs a web shop before Christmas."
        )
        work.session.add(Note(person_id=kwame.id, words="Kwame can help with web shops and slow pages."))
    [idea] = ideas(book)
    assert idea.sentence == "She looks for “a web shop”; Kwame can help with “web shops”"
    assert (idea.seeks.key, idea.helps.key) == ("meeting-1", "note-1")


@pytest.mark.parametrize(
    "note",
    [
        "I told her who needs a web shop.",
        "She no longer needs a web shop.",
        "Who needs a web shop?",
        "Her brother Iain needs a web shop.",
        "She needed a web shop last year.",
    ],
)
def test_a_note_about_something_else_is_no_evidence(book: Book, note: str) -> None:
    with book.work() as work:
        zoe, kwame = scenes.person(work, "Zoë Hart"), scenes.person(work, "Kwame Boateng")
        scenes.meeting(work, days(-9), zoe, note=note)
        scenes.person_topic(work, kwame, "can_help_with", "web shops")
    assert ideas(book) == []


def test_of_several_people_a_note_is_about_the_one_it_names(book: Book) -> None:
    with book.work() as work:
        zoe, marta = scenes.person(work, "Zoë Hart"), scenes.person(work, "Marta Nowak")
        kwame = scenes.person(work, "Kwame Boateng")
        scenes.person_topic(work, kwame, "can_help_with", "web shops")
        scenes.meeting(
            work, days(-9), marta, zoe, note="Rain. Zoe needs a web shop. She wants a web designer."
        )
    [idea] = ideas(book)
    assert [one.name for one in idea.people] == ["Zoë Hart", "Kwame Boateng"]


def test_whoever_passed_an_item_on_may_know_its_topic(pair: Book) -> None:
    with pair.work() as work:
        priya, henrik = scenes.person(work, "Priya Raman"), scenes.person(work, "Henrik Dahl")
        scenes.person_topic(work, priya, "looking_for", "selling in Norway")
        scenes.item(work, "Tea in the Nordic countries", "selling in Norway")
        work.session.get_one(Item, 1).from_person_id = henrik.id
    [idea] = ideas(pair, 3)
    assert idea.sentence == (
        "Priya looks for “selling in Norway”; Henrik passed on “Tea in the Nordic countries”"
    )
    assert idea.helps.key == "item-1"


def test_who_was_asked_often_lately_has_a_note(pair: Book) -> None:
    with pair.work() as work:
        for count in range(3):
            scenes.introduction(
                work, both(work)[1], f"Guest {count}", made_on=days(-10 * count), state="waiting"
            )
    assert ideas(pair)[0].notes == (
        "Dev was part of three introductions in the last three months. Perhaps wait a little.",
    )


def test_nobody_fills_the_list_alone(book: Book) -> None:
    with book.work() as work:
        dev = scenes.person(work, "Dev Chandra")
        scenes.person_topic(work, dev, "can_help_with", "packaging")
        for craft in ("packaging", "packaging design", "glass packaging"):
            for number in range(4):
                scenes.person_topic(work, scenes.person(work, f"{craft} {number}"), "looking_for", craft)
    assert len(ideas(book)) == 3
    assert Counter(one.seeks.words for one in ideas(book, 1)) == {
        "packaging": 3, "packaging design": 3, "glass packaging": 3,
    }  # fmt: skip


def test_of_many_ideas_everyone_has_one_before_anyone_has_two(book: Book) -> None:
    with book.work() as work:
        for craft in ("packaging", "ceramics", "carpentry"):
            seeker = scenes.person(work, f"Seeker of {craft}")
            scenes.person_topic(work, seeker, "looking_for", craft)
            for number in range(3):
                scenes.person_topic(work, scenes.person(work, f"{craft} {number}"), "can_help_with", craft)
    assert {one.seeks.words for one in find_ideas(book.read, TODAY, limit=3)} == {
        "packaging", "ceramics", "carpentry",
    }  # fmt: skip
    assert len(ideas(book)) == 9
