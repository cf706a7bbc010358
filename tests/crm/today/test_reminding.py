"""What somebody promised is asked about once: the question is noted, and its row never comes back."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.today import reminding
from crm.today.promised_to_me import promised_to_me
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)


@pytest.fixture
def owed(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        for words, due in (("check the dates", TODAY - timedelta(days=1)), ("send the list", None)):
            scenes.promise(work, "favour", words, by_person_id=ana.id, due_on=due)
    return book


def test_its_row_goes_for_good_and_the_promise_stays_open(owed: Book) -> None:
    assert [row.key for row in today_list(owed.read, TODAY).rows] == ["owed-1"]
    with owed.work() as work:
        reminding.mark_reminded(work, 1)
        assert work.label == "Asked about it: Ana Ruiz promised to check the dates"
    assert today_list(owed.read, TODAY).rows == ()
    late, undated = promised_to_me(owed.read)
    assert (late.line.state, late.reminded_on, late.can_be_reminded(TODAY)) == ("open", TODAY, False)
    assert not undated.can_be_reminded(TODAY), "no day was said"
    owed.undo()
    assert [row.key for row in today_list(owed.read, TODAY).rows] == ["owed-1"]


def test_a_second_question_is_refused(owed: Book) -> None:
    with owed.work() as work:
        reminding.mark_reminded(work, 1)
    with pytest.raises(NotUnderstood, match="You asked Ana Ruiz about it today already"), owed.work() as work:
        reminding.mark_reminded(work, 1)


def test_a_promise_of_mine_is_not_asked_about(owed: Book) -> None:
    with owed.work() as work:
        scenes.promise(work, "favour", "a lift", *work.session.query(scenes.Person))
    with pytest.raises(NotUnderstood, match="of somebody else"), owed.work() as work:
        reminding.mark_reminded(work, 3)
