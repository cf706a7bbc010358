"""The order of people to sort: most evidence first, nobody twice in a round; each decision is one step."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Dismissal, Note, Organisation, PersonTag, Role, Tag
from crm.sorting import deciding, queries
from crm.unit_of_work import UnitOfWork
from tests.conftest import clock
from tests.crm import scenes


def names(book: Book, today: date, again: bool = False) -> list[str]:
    ids = queries.next_people(book.read, today, again)
    return [book.read.value("SELECT full_name FROM person WHERE id = :id", id=one) for one in ids]


def decide(book: Book, use_case: object, name: str, *args: object) -> None:
    person_id = book.read.value("SELECT id FROM person WHERE full_name = :name", name=name)
    with book.work() as work:
        use_case(work, person_id, *args)  # type: ignore[operator]


@pytest.fixture
def three(book: Book) -> None:
    with book.work() as work:
        for name in ("Ana", "Ben", "Cleo"):
            scenes.person(work, name)


def test_more_evidence_of_any_kind_comes_first(book: Book, today: date) -> None:
    with book.work() as work:
        scenes.person(work, "Nothing")
        known = {
            name: scenes.person(work, name)
            for name in ("Met", "Calendar", "Promised", "Owes", "Noted", "Tagged")
        }
        known |= {name: scenes.person(work, name) for name in ("Introduced", "Works", "Colleague", "Reached")}
        scenes.meeting(work, today - timedelta(days=20), known["Met"])
        scenes.meeting(work, today - timedelta(days=20), known["Met"])
        scenes.meeting(work, today - timedelta(days=20), known["Calendar"], state="proposed")
        scenes.promise(work, "share", "the article", known["Promised"])
        scenes.promise(work, "share", "the article", by_person_id=known["Owes"].id)
        work.session.add(Note(person_id=known["Noted"].id, words="Likes tea"))
        known["Introduced"].introduced_by_id = known["Met"].id
        _tag(work, known["Tagged"].id)
        _work(work, known["Works"].id, known["Colleague"].id)
        scenes.person_topic(work, known["Reached"], "cares_about", "tea")
    order = names(book, today)
    assert order[:2] == ["Met", "Calendar"]
    assert order[-1] == "Nothing"
    assert set(order) == {"Nothing", *known}


def _tag(work: UnitOfWork, person_id: int) -> None:
    tag = Tag(name="food")
    work.session.add(tag)
    work.session.flush()
    work.session.add(PersonTag(person_id=person_id, tag_id=tag.id))


def _work(work: UnitOfWork, *people: int) -> None:
    place = Organisation(name="Norte Coffee")
    work.session.add(place)
    work.session.flush()
    work.session.add_all([Role(person_id=one, organisation_id=place.id) for one in people])


def test_a_go_is_thirty_and_leaves_out_who_has_a_rhythm_or_rests(book: Book, today: date) -> None:
    with book.work() as work:
        scenes.person(work, "Paced", rhythm_days=60, rhythm_since=today)
        scenes.person(work, "Resting", standing="resting")
        scenes.person(work, "Parked", standing="parked")
        for number in range(40):
            scenes.person(work, f"Person {number:02}")
    first = names(book, today)
    assert len(first) == queries.BATCH_SIZE == 30
    assert not {"Paced", "Resting", "Parked"} & set(first), "parked people come last, the others not at all"
    assert queries.count_left(book.read, today) == 41


@pytest.mark.parametrize(
    ("use_case", "args", "label"),
    [
        (deciding.choose, (60,), "Set Ana to every 2 months"),
        (deciding.choose, (None,), "Set Ana to no rhythm"),
        (deciding.let_rest, (), "Let Ana rest"),
        (deciding.decide_later, (), "Left Ana for later"),
    ],
)
def test_each_answer_is_one_step_and_undo_brings_the_person_back(
    book: Book, three: None, today: date, use_case: object, args: tuple[int | None, ...], label: str
) -> None:
    decide(book, use_case, "Ana", *args)
    assert book.steps(1)[0].label == label
    assert names(book, today)[0] == "Ben"
    book.undo()
    assert names(book, today) == ["Ana", "Ben", "Cleo"]
    assert book.read.value("SELECT count(*) FROM dismissal") == 0


def test_later_comes_again_once_everybody_was_seen_and_none_only_if_asked(
    book: Book, three: None, today: date
) -> None:
    decide(book, deciding.decide_later, "Ana")
    decide(book, deciding.choose, "Ben", None)
    assert names(book, today) == ["Cleo", "Ana"], "whoever was not seen yet comes first"
    decide(book, deciding.let_rest, "Cleo")
    assert names(book, today) == ["Ana"]
    decide(book, deciding.choose, "Ana", 21)
    assert names(book, today) == []
    assert names(book, today, again=True) == [], "not on the day it was decided"
    tomorrow = today + timedelta(days=1)
    assert names(book, tomorrow, again=True) == ["Ben"]
    assert queries.count_left(book.read, tomorrow, again=True) == 1


def test_a_rhythm_keeps_a_parked_person_and_none_wakes_who_was_let_rest(book: Book, today: date) -> None:
    with book.work() as work:
        scenes.person(work, "Parked", standing="parked")
    decide(book, deciding.choose, "Parked", None)
    assert book.read.value("SELECT standing FROM person") == "parked"
    decide(book, deciding.choose, "Parked", 60)
    assert book.read.value("SELECT standing FROM person") == "kept"
    decide(book, deciding.let_rest, "Parked")
    decide(book, deciding.choose, "Parked", None)
    assert book.read.value("SELECT standing FROM person") == "kept"


def test_the_answer_of_another_day_replaces_the_one_before(book: Book, three: None, today: date) -> None:
    decide(book, deciding.decide_later, "Ana")
    book.clock = clock(today + timedelta(days=3))
    decide(book, deciding.decide_later, "Ana")
    with book.work() as work:
        rows = [(one.row, one.on_day) for one in work.session.query(Dismissal)]
    assert rows == [("later-1", today + timedelta(days=3))]
    decide(book, deciding.choose, "Ana", None)
    assert book.read.values("SELECT row FROM dismissal") == ["sorted-1"]


def test_deciding_about_a_deleted_person_is_refused(book: Book) -> None:
    for use_case in (deciding.let_rest, deciding.decide_later):
        with pytest.raises(NotUnderstood), book.work() as work:
            use_case(work, 99)
    assert book.steps() == []


def test_decisions_are_returned_for_existing_people_only(book: Book, three: None) -> None:
    decide(book, deciding.choose, "Ana", 60)
    decide(book, deciding.decide_later, "Ben")
    found = queries.decisions(book.read, [1, 2, 3, 99])
    assert {one: decision.is_made for one, decision in found.items()} == {1: True, 2: False, 3: False}


def test_the_whole_book_is_weighed_from_indexes_alone(book: Book, today: date) -> None:
    plan = book.read.rows(
        f"EXPLAIN QUERY PLAN {queries._NEXT}", today=today.isoformat(), again=False, at_a_go=30
    )
    steps = [row["detail"] for row in plan]
    reads = [step for step in steps if step.startswith(("SCAN", "SEARCH")) and " USING " in step]
    assert len(reads) >= 9
    whole = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    assert [step for step in whole if "(subquery" not in step] == []
