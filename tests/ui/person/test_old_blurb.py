"""A line about a person that is over a year old is asked about where it stands and where a mail uses it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.drafts.next_draft import next_draft
from crm.model import Person
from crm.people.blurb_age import old_blurb
from tests.crm import scenes
from tests.ui.stories import person_id
from ui.shell.main_window import MainWindow
from ui.widgets.draft_card import DraftCard


@pytest.fixture
def ben(book: Book, window: MainWindow, ana: int) -> int:
    ben = person_id(book, "Ben Okafor")
    with book.work() as work:
        person = work.session.get(Person, ben)
        assert person is not None
        person.blurb, person.blurb_on = "Runs a packaging studio.", date(2025, 3, 4)
    return ben


def test_yes_dates_the_line_today_in_one_step(
    book: Book, window: MainWindow, ben: int, settled, qtbot
) -> None:
    window.context.open_person(ben)
    settled()
    asked = window.stack.page.panel.old_blurb
    assert asked.words.text() == "Your line about Ben is from March 2025. Still true?"
    assert asked.isVisibleTo(window)
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    settled()
    assert not asked.isVisibleTo(window)
    assert book.steps(1)[0].label == "Your line about Ben Okafor is still true"
    book.undo()
    assert old_blurb(book.read, ben, window.context.today) is not None


def test_change_goes_to_the_line(window: MainWindow, ben: int, settled, qtbot) -> None:
    window.context.open_person(ben)
    settled()
    panel = window.stack.page.panel
    qtbot.mouseClick(panel.old_blurb.change, Qt.MouseButton.LeftButton)
    settled()
    assert window.focusWidget() is panel.details.fields[ben, "blurb", 0].field


def test_the_mail_that_uses_the_line_asks_too(
    book: Book, window: MainWindow, ana: int, ben: int, qtbot
) -> None:
    with book.work() as work:
        people = [work.session.get(Person, one) for one in (ana, ben)]
        key = f"promise-{scenes.introduction(work, *people).id}"
    mail = next_draft(book.read, key, window.context.today, person_id=ana)
    card = DraftCard(window.context, mail, "Asked", lambda: None, "a question")
    qtbot.addWidget(card)
    assert [one.words.text() for one in card.old_blurbs] == [
        "Your line about Ben is from March 2025. Still true?"
    ]


def test_a_line_of_this_year_is_not_asked_about(book: Book, ben: int) -> None:
    assert old_blurb(book.read, ben, date(2026, 3, 4)) is None
    assert old_blurb(book.read, ben, date(2026, 3, 5)) is not None
