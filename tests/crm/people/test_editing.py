"""Single changes, as the Person page makes them in place."""

from datetime import date

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.people import contact_points, editing, notes, owner
from crm.people.full_records import person


def test_each_change_is_a_step_with_a_name_of_its_own(book: Book, ana: int) -> None:
    def told() -> str:
        return book.steps(1)[0].label

    with book.work() as work:
        editing.rename(work, ana, "Ana Ruiz Gómez")
    assert told() == "Renamed Ana Ruiz to Ana Ruiz Gómez"
    with book.work() as work:
        editing.set_standing(work, ana, "resting")
    assert told() == "Let Ana Ruiz Gómez rest"
    with book.work() as work:
        editing.set_rhythm(work, ana, 60)
    assert told() == "Set Ana Ruiz Gómez to every 2 months"
    with book.work() as work:
        editing.add_topic(work, ana, "looking_for", "a second shop")
    assert told() == "Noted that Ana Ruiz Gómez is looking for a second shop"
    now = person(book.read, ana)
    assert (now.standing, now.rhythm_days, now.topics_of("looking_for")) == ("kept", 60, ["a second shop"])


def test_contact_points_are_changed_in_place_and_one_can_be_preferred(book: Book, ana: int) -> None:
    with book.work() as work:
        editing.add_point(work, ana, "email", "second@b.example", "home")
    first, second = person(book.read, ana).points
    with book.work() as work:
        editing.change_point(work, first.id, "ana@new.example", "work")
        contact_points.prefer(work, second.id)
    shown = [(p.value, p.label, p.preferred) for p in person(book.read, ana).points]
    assert shown == [("second@b.example", "home", True), ("ana@new.example", "work", False)]
    with book.work() as work:
        editing.change_point(work, first.id, "  ")
    assert [p.id for p in person(book.read, ana).points] == [second.id]
    with pytest.raises(NotUnderstood), book.work() as work:
        editing.remove_point(work, first.id)


def test_notes_are_written_corrected_and_deleted(book: Book, ana: int, today: date) -> None:
    with book.work() as work:
        note_id = notes.add_note(work, ana, "Kids started at *Leith Primary*")
    with book.work() as work:
        notes.edit_note(work, note_id, "Kids started school")
    assert [(n.on, n.words) for n in person(book.read, ana).notes] == [(today, "Kids started school")]
    with book.work() as work:
        notes.edit_note(work, note_id, " ")
    assert person(book.read, ana).notes == ()
    with pytest.raises(NotUnderstood), book.work() as work:
        notes.add_note(work, ana, " \n ")


def test_the_owner_has_a_name_and_addresses_but_is_nobody_in_the_list(book: Book) -> None:
    with book.work() as work:
        owner.set_fields(
            work,
            [("full_name", "=", "Kim Lee"), ("email", "+=", "kim@a.example"), ("email", "+=", "k@b.example")],
        )
    with book.work() as work:
        owner.set_fields(work, [("email", "-=", "KIM@a.example"), ("email", "+=", "K@B.example")])
    told = owner.as_json(book.read)
    assert (told["id"], told["full_name"], [e["value"] for e in told["emails"]]) == (
        None,
        "Kim Lee",
        ["k@b.example"],
    )
    assert book.read.value("SELECT count(*) FROM person") == 0
    with pytest.raises(NotUnderstood), book.work() as work:
        owner.set_fields(work, [("rhythm", "=", "close")])
