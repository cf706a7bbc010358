"""Whom the user met last, and what tells two of one name apart."""

from collections.abc import Callable
from datetime import timedelta

from crm.book import Book
from crm.model import Attendance, Meeting
from crm.people.recently_met import distinguishing_details, recently_met_names


def test_namesakes_are_told_apart_by_the_last_contact_else_by_what_is_known(
    book: Book, add: Callable[..., int]
) -> None:
    met, at_work, by_mail, bare = (
        add("Chris Doyle"),
        add("Chris Park", "organization=Park Studio", "email+=chris@park.example"),
        add("Chris Reid", "email+=chris@reid.example"),
        add("Chris Shaw"),
    )
    with book.work() as work:
        coffee = Meeting(kind="coffee", held_on=work.today - timedelta(days=21))
        work.session.add(coffee)
        work.session.flush()
        work.session.add(Attendance(meeting_id=coffee.id, person_id=met))
    apart = distinguishing_details(book.read, [met, at_work, by_mail, bare], book.clock.today())
    assert [apart[one] for one in (met, at_work, by_mail, bare)] == [
        "3 weeks ago",
        "Park Studio",
        "chris@reid.example",
        "not met yet",
    ]
    assert recently_met_names(book.read, 5) == ["Chris Doyle"]
