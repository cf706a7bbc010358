"""Deleting a person: what goes with them, what stays for others, and that undo brings all of it back."""

from collections.abc import Callable
from typing import Any

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Attendance, Introduction, IntroductionSide, Meeting, Note, Promise, PromisePerson
from crm.people.deleting import delete, delete_many


def a_life(book: Book, ana: int, ben: int) -> None:
    """A meeting alone and one with Ben, a promise alone, one to both, one of hers, an introduction, a note."""
    with book.work() as work:
        add, flush = work.session.add, work.session.flush
        meetings = [Meeting(kind="coffee", held_on=work.today, note=words) for words in ("alone", "together")]
        work.session.add_all(meetings)
        flush()
        for meeting, people in zip(meetings, ([ana], [ana, ben]), strict=True):
            for one in people:
                add(Attendance(meeting_id=meeting.id, person_id=one))
        for words, by, people in (("to her", None, [ana]), ("to both", None, [ana, ben]), ("hers", ana, [])):
            promise = Promise(
                kind="share", words=words, by_person_id=by, made_on=work.today, meeting_id=meetings[0].id
            )
            add(promise)
            flush()
            for one in people:
                add(PromisePerson(promise_id=promise.id, person_id=one))
        joint = Promise(kind="introduction", words="introduce them", made_on=work.today)
        add(joint)
        flush()
        introduction = Introduction(promise_id=joint.id)
        add(introduction)
        flush()
        for place, one in enumerate((ana, ben), 1):
            add(PromisePerson(promise_id=joint.id, person_id=one, place=place))
            add(IntroductionSide(introduction_id=introduction.id, place=place, person_id=one))
        add(Note(person_id=ana, on_day=work.today, words="likes chillies"))


def words(book: Book, table: str, column: str = "words") -> list[str]:
    return sorted(book.read.values(f"SELECT {column} FROM {table}"))


def test_what_is_theirs_alone_goes_and_what_concerns_others_stays(book: Book, ana: int, ben: int) -> None:
    a_life(book, ana, ben)
    with book.work() as work:
        delete(work, ana)
    assert words(book, "person", "full_name") == ["Ben Okafor"]
    assert words(book, "promise") == ["introduce them", "to both"]
    assert words(book, "meeting", "note") == ["together"]
    assert words(book, "note") + words(book, "contact_point", "value") == []
    assert words(book, "organisation", "name") + words(book, "tag", "name") == []
    sides = book.read.rows("SELECT person_id, name FROM introduction_side ORDER BY place")
    assert [tuple(side) for side in sides] == [(None, "Ana Ruiz"), (ben, "")]
    assert book.check() == []


def test_one_undo_brings_everything_back_and_redo_takes_it_again(
    book: Book, ana: int, ben: int, whole: Callable[[], dict[str, list[tuple[Any, ...]]]]
) -> None:
    a_life(book, ana, ben)
    before = whole()
    with book.work() as work:
        delete(work, ana)
    gone = whole()
    assert book.steps(1)[0].label == "Deleted Ana Ruiz"
    book.undo()
    assert whole() == before
    book.redo()
    assert whole() == gone


def test_several_at_once_are_one_step(book: Book, ana: int, ben: int) -> None:
    a_life(book, ana, ben)
    with book.work() as work:
        delete_many(work, [ana, ben])
    assert (
        words(book, "promise") + words(book, "meeting", "note") + words(book, "introduction", "state") == []
    )
    assert book.steps(1)[0].label == "Deleted 2 people"


def test_who_is_gone_cannot_be_deleted_again(book: Book, ana: int) -> None:
    with book.work() as work:
        delete(work, ana)
    with pytest.raises(NotUnderstood), book.work() as work:
        delete(work, ana)


def test_an_introduction_they_made_does_not_become_mine(book: Book, ana: int, ben: int) -> None:
    with book.work() as work:
        received = Introduction(state="made", by_person_id=ana, made_on=work.today)
        work.session.add(received)
        work.session.flush()
        work.session.add(IntroductionSide(introduction_id=received.id, place=1, person_id=ben))
    with book.work() as work:
        delete(work, ana)
    assert words(book, "introduction", "state") == []
