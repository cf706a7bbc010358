"""Marking rows done: what is stored and logged, and that one undo reverts it."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Advice, Meeting, Person, Promise
from crm.today import row_done
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def keys(book: Book, on: date = TODAY) -> list[str]:
    return [row.key for row in today_list(book.read, on).rows]


def tick(book: Book, key: str, text: str | None = None) -> tuple[str, dict[str, object]]:
    """The label of the step and the JSON of the command."""
    with book.work() as work:
        report = row_done.done_report(row_done.done(work, key, text))
        return work.label, report


def test_a_promise_kept_is_gone_and_one_undo_brings_it_back(book: Book) -> None:
    with book.work() as work:
        scenes.promise(work, "share", "the pricing article", scenes.person(work, "Mei Kobayashi"))
    assert tick(book, "promise-1") == (
        "Sent Mei Kobayashi the pricing article",
        {"row": "promise-1", "log": None},
    )
    assert keys(book) == []
    row = book.read.one("SELECT state, kept_on FROM promise")
    assert row
    assert tuple(row) == ("kept", TODAY.isoformat())
    assert book.read.value("SELECT count(*) FROM meeting") == 0
    book.undo()
    assert keys(book) == ["promise-1"]
    book.redo()
    assert keys(book) == []


def test_what_happened_is_logged_in_the_same_step_with_the_person_filled_in(book: Book) -> None:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        scenes.person(work, "Mei Lindgren")
        scenes.promise(work, "share", "the pricing article", mei)
    label, report = tick(book, "promise-1", "She loved it. I'll send her the deck by Friday.")
    assert label == "Sent Mei Kobayashi the pricing article"
    assert report["row"] == "promise-1"
    log = report["log"]
    assert isinstance(log, dict)
    assert log["saved"] is True
    assert log["meeting"] == {
        "id": 1,
        "kind": "message",
        "state": "happened",
        "on": "2026-11-21",
        "at": None,
        "place": None,
        "people": ["Mei Kobayashi"],
        "note": "She loved it.",
    }
    assert [(one["what"], one["people"], one["due"]) for one in log["promises"]] == [
        ("the deck", ["Mei Kobayashi"], "2026-11-27")
    ]
    assert keys(book) == ["promise-2"]
    kept = book.read.one("SELECT outcome, kept_in_id FROM promise WHERE id = 1")
    assert kept
    assert tuple(kept) == ("She loved it. I'll send her the deck by Friday.", 1)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = 1") == TODAY.isoformat()
    book.undo()
    assert keys(book) == ["promise-1"]
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_an_introduction_goes_to_its_next_stage_and_the_row_waits_for_it(book: Book) -> None:
    with book.work() as work:
        scenes.introduction(work, scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor"))
    assert tick(book, "promise-1")[0] == "Introduced Ana Ruiz to Ben Okafor"
    assert keys(book, days(29)) == []
    assert keys(book, days(30)) == ["promise-1"]
    book.undo()
    assert keys(book) == ["promise-1"]
    book.redo()
    assert tick(book, "promise-1", "They share a stall now.")[0] == "Heard back from Ana Ruiz and Ben Okafor"
    assert keys(book, days(60)) == []
    assert book.read.value("SELECT count(*) FROM attendance") == 2
    with pytest.raises(NotUnderstood, match="no row"):
        tick(book, "promise-1")


def test_asking_again_waits_another_week(book: Book) -> None:
    with book.work() as work:
        promise = scenes.introduction(
            work, scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        )
        promise.state, promise.back_on = "waiting", TODAY
        work.session.flush()
        work.connection.execute("UPDATE introduction_side SET answer = 'asked', answered_on = '2026-11-14'")
    assert tick(book, "promise-1")[0] == "Asked Ana Ruiz and Ben Okafor again"
    assert keys(book, days(6)) == []
    assert keys(book, days(7)) == ["promise-1"]


@pytest.mark.parametrize(
    "text", [None, "Wrote to him, all is well", "Coffee with Ben yesterday, he sends his regards"]
)
def test_staying_close_is_ticked_by_logging_and_restarts_the_rhythm(book: Book, text: str | None) -> None:
    with book.work() as work:
        jonas = scenes.person(work, "Jonas Nyberg", rhythm_days=21)
        scenes.person(work, "Ben Okafor")
        scenes.meeting(work, days(-40), jonas)
    label, report = tick(book, "stay_close-1", text)
    assert label == "In touch with Jonas Nyberg today"
    log = report["log"]
    assert isinstance(log, dict)
    assert "Jonas Nyberg" in log["meeting"]["people"]
    assert keys(book) == []
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = 1") >= days(-1).isoformat()
    assert book.read.value("SELECT said FROM meeting WHERE id = 2") == (text or "")
    book.undo()
    assert keys(book) == ["stay_close-1"]


def test_saying_yes_to_did_it_happen(book: Book) -> None:
    with book.work() as work:
        scenes.meeting(
            work, days(-1), scenes.person(work, "Lena Petrov"), state="planned", place="Blue Bottle"
        )
    label, report = tick(book, "meeting-1")
    assert (label, report["log"]) == ("Noted that coffee with Lena Petrov happened", None)
    assert book.read.value("SELECT state FROM meeting") == "happened"
    assert book.read.value("SELECT last_contact_on FROM person") == days(-1).isoformat()
    assert keys(book) == []


def test_text_about_a_planned_meeting_is_added_to_it(book: Book) -> None:
    with book.work() as work:
        scenes.meeting(
            work, days(-1), scenes.person(work, "Lena Petrov"), state="planned", place="Blue Bottle"
        )
    _, report = tick(book, "meeting-1", "Her second shop is doing well. I'll send her the lease checklist.")
    log = report["log"]
    assert isinstance(log, dict)
    assert (log["meeting"]["id"], log["meeting"]["kind"], log["meeting"]["place"]) == (
        1,
        "coffee",
        "Blue Bottle",
    )
    with book.work() as work:
        assert work.session.query(Meeting).count() == 1
        assert work.session.get_one(Meeting, 1).note == "Her second shop is doing well."
        assert work.session.get_one(Promise, 1).meeting_id == 1
        assert work.read.value("SELECT count(*) FROM note") == 0
    assert keys(book) == ["promise-1"]


def test_a_birthday_remembered_is_hidden_until_next_year(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Rosa Weiss", birthday="--11-23")
    assert tick(book, "birthday-1")[0] == "Remembered the birthday of Rosa Weiss"
    for ahead in range(8):
        assert keys(book, days(ahead)) == []
    assert keys(book, date(2027, 11, 20)) == ["birthday-1"]


def test_what_was_owed_to_me_has_come(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        scenes.promise(
            work, "favour", "check the dates", by_person_id=ana.id, due_on=days(-1), made_on=days(-8)
        )
    assert tick(book, "owed-1")[0] == "Noted that Ana Ruiz kept a promise"
    assert keys(book) == []
    assert book.read.value("SELECT state FROM promise") == "kept"


def test_a_shelf_item_sent_as_promised_is_never_offered_to_that_person_again(book: Book) -> None:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        item = scenes.item(work, "On pricing")
        scenes.promise(work, "share", "the pricing article", mei, item_id=item.id)
    assert tick(book, "promise-1")[0] == "Sent Mei Kobayashi “On pricing”"
    assert book.read.value("SELECT count(*) FROM share WHERE person_id = 1 AND promise_id = 1") == 1


def test_reporting_back_closes_the_loop_of_the_advice(book: Book) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg")
        work.session.add(Advice(direction="received", person_id=tom.id, words="raise the day rate"))
        work.session.flush()
        scenes.promise(work, "report_back", "what came of the advice", tom, advice_id=1)
    assert tick(book, "promise-1", "Two clients said yes.")[0] == "Told Tom Sandberg what came of the advice"
    row = book.read.one("SELECT told_on, came_of FROM advice")
    assert row
    assert tuple(row) == (TODAY.isoformat(), "Two clients said yes.")


def test_a_row_that_is_not_there_changes_nothing(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Ana Ruiz")
    steps = len(book.steps())
    for key in ("promise-1", "stay_close-1", "birthday-1", "owed-1", "meeting-1", "what"):
        with pytest.raises(NotUnderstood, match="no row"):
            tick(book, key, "text")
    assert len(book.steps()) == steps
    with book.work() as work:
        assert work.session.query(Person).count() == 1
