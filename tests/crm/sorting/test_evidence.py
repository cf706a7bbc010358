"""The evidence about a person: stored facts only, in order of weight, at most three lines."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NothingFound
from crm.model import Note, Person
from crm.people import editing, fields
from crm.sorting.evidence import person_evidence
from crm.sorting.evidence_sentences import MAX_LENGTH, describe_evidence, describe_role
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes

Scene = Callable[[UnitOfWork, Person, date], object]


@pytest.fixture
def evidence_after(book: Book, today: date) -> Callable[..., str]:
    """The evidence about Sofia after the scene was created."""

    def tells(*scene: Scene) -> str:
        with book.work() as work:
            sofia = scenes.person(work, "Sofia Valdez")
            for one in scene:
                one(work, sofia, today)
        return describe_evidence(person_evidence(book.read, sofia.id, today), today)

    return tells


def met(days: int, **more: object) -> Scene:
    return lambda work, sofia, today: scenes.meeting(work, today - timedelta(days=days), sofia, **more)


def assigned(*changes: str) -> Scene:
    def change(work: UnitOfWork, sofia: Person, today: date) -> None:
        fields.set_fields(work, sofia.id, [fields.parse_assignment(one) for one in changes])

    return change


def colleague(name: str) -> Scene:
    def works(work: UnitOfWork, sofia: Person, today: date) -> None:
        other = scenes.person(work, name)
        for one in (sofia, other):
            editing.set_text(work, one.id, "organization", "Norte Coffee")

    return works


def introduced(work: UnitOfWork, sofia: Person, today: date) -> None:
    sofia.introduced_by_id = scenes.person(work, "Mei Kobayashi").id


def both_promised(work: UnitOfWork, sofia: Person, today: date) -> None:
    scenes.promise(work, "share", "the article", sofia)
    scenes.promise(work, "share", "the list", sofia)
    scenes.promise(work, "favour", "the dates", by_person_id=sofia.id)


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        ([], "Only the name is known so far."),
        ([met(35)], "One coffee, 5 weeks ago."),
        ([met(35), met(70)], "2 coffees, the last 5 weeks ago."),
        ([met(35), met(70), met(1, kind="email")], "2 coffees and one e-mail, the last yesterday."),
        ([met(35), met(70, kind="call"), met(80, kind="video")], "3 meetings, the last 5 weeks ago."),
        ([met(70, state="proposed"), met(35, state="proposed")], "2 coffees in your calendar, the last 5 weeks ago."),
        ([met(-2, state="planned")], "Coffee on Monday."),
        ([met(-2, state="planned", kind="meeting")], "You meet on Monday."),
        ([met(35, state="missed")], "Only the name is known so far."),
        ([both_promised], "You owe two promises and Sofia owes you a promise."),
        ([introduced], "Introduced to you by Mei Kobayashi."),
        ([colleague("Ana Ruiz")], "At Norte Coffee with Ana Ruiz."),
        ([colleague("Ana Ruiz"), colleague("Dev Chandra"), colleague("Tom Sandberg")],
         "At Norte Coffee with Ana Ruiz, Dev Chandra and Tom Sandberg."),
        ([colleague(name) for name in ("Ana Ruiz", "Dev Chandra", "Tom Sandberg", "Rosa Weiss")],
         "At Norte Coffee with Ana Ruiz, Dev Chandra and others you know."),
        ([assigned("looking_for+=sales hire")], "Sofia is looking for a sales hire."),
        ([assigned("can_help_with+=roasting")], "Sofia can help with roasting."),
        ([assigned("cares_about+=farms")], "Sofia cares about farms."),
        ([assigned("tag+=food", "tag+=Glasgow")], "Tagged food and Glasgow."),
        ([assigned("how_we_met=At the festival. It rained.")], "How you met: At the festival."),
        ([assigned("email+=s@norte.example", "phone+=+44 1", "phone+=+44 2")],
         "You have an e-mail address and 2 phone numbers."),
        ([lambda work, sofia, today: work.session.add(Note(person_id=sofia.id, words="Runs operations. Hiring?"))],
         "Last note: “Hiring?”"),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_has_its_sentence(
    evidence_after: Callable[..., str], scene: list[Scene], expected: str
) -> None:
    assert evidence_after(*scene) == expected


def test_the_weightiest_comes_first_and_the_card_is_never_overfull(
    evidence_after: Callable[..., str],
) -> None:
    expected = evidence_after(
        met(35), met(70), both_promised, introduced, colleague("Ana Ruiz"),
        assigned("looking_for+=a very patient investor in cold chains", "tag+=food", "how_we_met=" + "So long ago " * 30),
    )  # fmt: skip
    assert expected.startswith("2 coffees, the last 5 weeks ago. You owe two promises")
    assert len(expected) <= MAX_LENGTH


def test_where_they_work_and_who_is_gone(book: Book, today: date) -> None:
    with book.work() as work:
        sofia = scenes.person(work, "Sofia Valdez")
        fields.set_fields(
            work, sofia.id, [("organization", "=", "Norte Coffee"), ("title", "=", "Operations lead")]
        )
    assert describe_role(person_evidence(book.read, sofia.id, today)) == "Operations lead, Norte Coffee"
    with pytest.raises(NothingFound):
        person_evidence(book.read, 99, today)
