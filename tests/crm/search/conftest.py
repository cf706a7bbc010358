"""A small book to search in."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.model import Attendance, Item, Meeting, Note, Promise, PromisePerson
from crm.people import adding, fields


@pytest.fixture
def add(book: Book) -> Callable[..., int]:
    def adds(name: str, *changes: str, standing: str = "kept") -> int:
        with book.work() as work:
            person_id = adding.add(work, name, standing).id
            fields.set_fields(work, person_id, [fields.parse_assignment(change) for change in changes])
        return person_id

    return adds


@pytest.fixture
def ana(book: Book, add: Callable[..., int]) -> int:
    """Ana Ruiz with a coffee, a promise, a note and a shelf item."""
    person_id = add(
        "Ana Ruiz",
        "organization=Ruiz Hot Sauce",
        "email+=ana@sauce.example",
        "can_help_with+=wholesale pricing",
    )
    with book.work() as work:
        coffee = Meeting(
            kind="coffee",
            held_on=work.today,
            place="Blue Bottle",
            note="Redoing her **labels** for Christmas",
        )
        promise = Promise(kind="share", words="send her the pricing article", made_on=work.today)
        work.session.add_all([coffee, promise, Item(title="How small food brands price wholesale")])
        work.session.flush()
        work.session.add_all(
            [
                Attendance(meeting_id=coffee.id, person_id=person_id),
                PromisePerson(promise_id=promise.id, person_id=person_id),
                Note(person_id=person_id, on_day=work.today, words="The landlord wants a ten-year lease"),
            ]
        )
    return person_id
