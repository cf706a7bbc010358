"""Meetings still to come, and what became of them."""

from datetime import date

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.errors import NotUnderstood
from crm.meetings import planning
from crm.meetings.coming import coming_with, planned_this_week, planned_with_any
from crm.meetings.plan import Plan
from crm.meetings.plan_from_text import understand_plan
from crm.meetings.typed_plan import typed_plan
from crm.model import Advice
from crm.people import adding
from crm.text.assignments import Assignment
from crm.things import one
from crm.things.key import Key
from crm.today.today import today_list

TODAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)


def plan(book: Book, on: date, at: str | None = None) -> tuple[int, int]:
    with book.work() as work:
        person = adding.add(work, "Lena Petrov").id
        return planning.plan(work, Plan((person, person), on, "coffee", at)), person


def test_a_plan_stands_on_its_day_by_the_clock(book: Book) -> None:
    first, _ = plan(book, TUESDAY)
    early, _ = plan(book, TUESDAY, "09:00")
    assert [one.id for one in today_list(book.read, TUESDAY).meetings] == [early, first]
    assert one.document(book.read, Key("meeting", first))["people"] == ["Lena Petrov"]
    assert today_list(book.read, TODAY).meetings == ()
    assert book.steps(1)[0].label == "Planned coffee with Lena Petrov"


def test_a_plan_that_happened_counts_as_contact_and_a_missed_one_does_not(book: Book) -> None:
    meeting, person = plan(book, TUESDAY)
    with book.work() as work:
        planning.mark_missed(work, meeting)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=person) is None
    with book.work() as work:
        planning.mark_happened(work, meeting)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=person) == "2026-11-24"
    assert book.steps(1)[0].label == "Noted that coffee with Lena Petrov happened"


def test_moving_a_missed_meeting_plans_it_again(book: Book) -> None:
    meeting, _ = plan(book, TODAY)
    assert one.document(book.read, Key("meeting", meeting))["state"] == "planned"
    with book.work() as work:
        planning.mark_missed(work, meeting)
        planning.move(work, meeting, TUESDAY, "10:00")
    moved = one.document(book.read, Key("meeting", meeting))
    assert (moved["state"], moved["on"], moved["at"]) == ("planned", "2026-11-24", "10:00")


def test_what_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.mark_happened(work, 99)
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.plan(work, Plan((99,), TUESDAY))
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_a_plan_has_a_place_a_purpose_and_people_who_are_new(book: Book) -> None:
    with book.work() as work:
        ana = adding.add(work, "Ana Ruiz", "parked").id
    with book.work() as work:
        wanted = Plan(
            (ana,), TUESDAY, "coffee", "10:00", "Blue Bottle ", "Her  new label", ("Zed Foo",), "coffee with"
        )
        meeting = planning.plan(work, wanted)
    stored = one.document(book.read, Key("meeting", meeting))
    assert (stored["people"], stored["place"], stored["purpose"]) == (
        ["Ana Ruiz", "Zed Foo"],
        "Blue Bottle",
        "Her new label",
    )
    assert (stored["state"], stored["at"], stored["said"]) == ("planned", "10:00", "coffee with")
    assert book.read.value("SELECT standing FROM person WHERE id = :id", id=ana) == "kept"
    assert book.steps(1)[0].label == "Planned coffee with Ana Ruiz and Zed Foo"
    book.undo()
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]


def test_a_meeting_with_nobody_is_not_planned(book: Book) -> None:
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.plan(work, Plan((), TUESDAY))


def test_a_moved_meeting_says_where_to(book: Book) -> None:
    meeting, _ = plan(book, TUESDAY)
    with book.work() as work:
        planning.move(work, meeting, date(2026, 12, 3))
    assert book.steps(1)[0].label == "Moved coffee with Lena Petrov to 3 December"


def test_a_plan_is_called_off_or_deleted_in_one_step(book: Book) -> None:
    meeting, _ = plan(book, TUESDAY)
    with book.work() as work:
        planning.call_off(work, meeting)
    assert book.steps(1)[0].label == "Called off coffee with Lena Petrov"
    assert one.document(book.read, Key("meeting", meeting))["state"] == "missed"
    with book.work() as work:  # a note about it can be written all the same
        one.edit(work, Key("meeting", meeting), [Assignment("note", "=", "She has the flu.")])
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.delete_plan(work, meeting)
    for _ in range(2):
        book.undo()
    with book.work() as work:
        planning.delete_plan(work, meeting)
    assert book.read.value("SELECT count(*) FROM meeting") == 0
    assert book.steps(1)[0].label == "Deleted the plan of coffee with Lena Petrov"
    book.undo()
    assert one.document(book.read, Key("meeting", meeting))["people"] == ["Lena Petrov"]


def test_another_plan_with_the_same_people_that_day_is_found(book: Book) -> None:
    meeting, person = plan(book, TUESDAY)
    found = planned_with_any(book.read, [person], TUESDAY)
    assert found is not None
    assert found.id == meeting
    assert planned_with_any(book.read, [person], TUESDAY, but=meeting) is None
    assert planned_with_any(book.read, [person], TODAY) is None
    assert planned_with_any(book.read, [], TUESDAY) is None


def test_the_week_ahead_and_the_next_with_a_person(book: Book) -> None:
    meeting, person = plan(book, TUESDAY)
    plan(book, TODAY, "18:00")
    plan(book, date(2026, 11, 28))
    plan(book, date(2026, 11, 29))
    assert [row.on.day for row in planned_this_week(book.read, TODAY, 9)] == [24, 28]
    assert [row.id for row in coming_with(book.read, person, TODAY, 9)] == [meeting]


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("coffee with Ana on Tuesday at 10 at Blue Bottle", "10:00", "Blue Bottle"),
        ("call with Ana on Tuesday at 3", "15:00", ""),
        ("dinner with Ana on Tuesday at 19 in Leith", "19:00", "Leith"),
        ("coffee with Ana on Tuesday at 10 Downing Street", None, "10 Downing Street"),
        ("coffee with Ana on Tuesday at 9:30", "09:30", ""),
        ("coffee with Ana on Tuesday at 99", None, ""),
    ],
)
def test_a_figure_after_at_is_an_hour_of_a_plan(text: str, at: str | None, place: str) -> None:
    draft = understand_plan(text, TODAY, Names([]))
    assert draft.meeting is not None
    assert draft.text == text
    assert (draft.meeting.at, draft.meeting.place) == (at, place)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tomorrow: coffee with Lena Petrov", 22),
        ("On 24 November, coffee with Lena Petrov", 24),
        ("Tuesday - coffee with Lena Petrov", 24),
        ("coffee with Lena Petrov. On Tuesday at 10.", 24),
        ("coffee with Lena Petrov. Send her the list by Monday. Tuesday suits her.", 24),
        ("coffee with Lena Petrov on Tuesday. Send her the list by Monday.", 24),
        ("🙂 coffee with Lena Petrov on Tuesday", 24),
        ("👩‍💻 coffee tomorrow with Lena Petrov", 22),
        ("- coffee with Lena Petrov Tuesday", 24),
        ("📅 Tuesday: coffee with Lena Petrov", 24),
        ("coffee 🙂 with Lena Petrov on Tuesday", 24),
        ("coffee with Lena Petrov, about the shop, on Tuesday", 24),
        ("coffee with Lena Petrov. Maybe on Tuesday at 10", 24),
        ("coffee with Lena Petrov. Tuesday is fine. The fair is on Friday", 24),
    ],
)
def test_a_plan_stands_on_the_day_that_is_said_wherever_it_is_said(book: Book, text: str, day: int) -> None:
    plan(book, TODAY)
    meeting = understand_plan(text, TODAY, Names.from_reader(book.read)).meeting
    assert meeting is not None
    assert (meeting.kind, meeting.on) == ("coffee", date(2026, 11, day))
    typed = typed_plan(text, TODAY, Names.from_reader(book.read))
    assert typed.on == meeting.on
    assert "24" not in typed.purpose


def test_the_day_of_a_promise_is_no_day_of_a_plan(book: Book) -> None:
    plan(book, TODAY)
    names = Names.from_reader(book.read)
    for text in ("coffee with Lena Petrov. Send her the list by Monday.", "coffee with Lena before Monday"):
        with pytest.raises(NotUnderstood, match="needs a day"):
            understand_plan(text, TODAY, names)
        assert typed_plan(text, TODAY, names).on is None


@pytest.mark.parametrize(
    "rest",
    [
        ". Her book comes out on 3 December",
        ", she moves to Lisbon next week",
        " about the invoice from Monday",
        ". She is away until Friday",
        ". Friday is her birthday",
        ". Tomorrow she flies to Lisbon",
        " - her birthday is Friday",
        ". Send samples on Thursday",
        " whose book comes out on Friday",
        " because her fair starts Friday",
    ],
)
def test_the_day_of_something_else_is_no_day_of_a_plan(book: Book, rest: str) -> None:
    plan(book, TODAY)
    text = f"coffee with Lena Petrov{rest}"
    with pytest.raises(NotUnderstood, match="needs a day"):
        understand_plan(text, TODAY, Names.from_reader(book.read))
    tuesday = understand_plan(
        f"coffee with Lena Petrov on Tuesday{rest}", TODAY, Names.from_reader(book.read)
    )
    assert tuesday.meeting is not None
    assert tuesday.meeting.on == TUESDAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call Lena Petrov on Tuesday", "call"),
        ("Ring Lena on Tuesday at 10", "call"),
        ("phone Lena Tuesday", "call"),
        ("call with Lena on Tuesday", "call"),
        ("text Lena Petrov on Tuesday", "message"),
        ("with Lena on Tuesday", "meeting"),
        ("☕ with Lena Petrov on Tuesday", "meeting"),
    ],
)
def test_whom_to_call_and_a_bare_with_make_a_plan(book: Book, text: str, kind: str) -> None:
    plan(book, TODAY)
    draft = understand_plan(text, TODAY, Names.from_reader(book.read))
    assert draft.meeting is not None
    assert (draft.meeting.kind, draft.meeting.on) == (kind, TUESDAY)
    assert [one.name for one in draft.meeting.people] == ["Lena Petrov"]
    assert draft.text == text


def test_advice_given_on_the_day_of_a_meeting_moves_with_it(book: Book) -> None:
    meeting, person = plan(book, TODAY)
    with book.work() as work:
        for words, on in (("ask for a break clause", TODAY), ("raise the rate", date(2026, 10, 1))):
            given = {"direction": "received", "person_id": person, "words": words, "given_on": on}
            work.session.add(Advice(meeting_id=meeting, **given))
        work.label = "Noted advice"
    with book.work() as work:
        planning.move(work, meeting, TUESDAY)
    assert book.read.values("SELECT given_on FROM advice ORDER BY id") == ["2026-11-24", "2026-10-01"]
    book.undo()
    assert book.read.values("SELECT given_on FROM advice ORDER BY id") == ["2026-11-21", "2026-10-01"]
