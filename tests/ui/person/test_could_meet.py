"""On a person's page: whom they could meet, with the words of both; offered or set aside with one key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.book import Book
from crm.people import adding, editing
from ui.person.could_meet import CouldMeet
from ui.shell.main_window import MainWindow
from ui.widgets.labels import PlainLabel

Settled = Callable[[], None]


@pytest.fixture
def shown(book: Book, window: MainWindow, settled: Settled) -> CouldMeet:
    """The page of Ana, who looks for what Dev can help with."""
    with book.work() as work:
        for name, kind, topic in (
            ("Ana Ruiz", "looking_for", "a second stockist in Glasgow"),
            ("Dev Chandra", "can_help_with", "Glasgow delis"),
        ):
            editing.add_topic(work, adding.add(work, name).id, kind, topic)
    settled()
    window.context.open_person(1)
    settled()
    return window.stack.page.panel.could_meet


def words(shown: CouldMeet) -> list[str]:
    return [label.text() for label in shown.findChildren(PlainLabel) if label.isVisibleTo(shown)]


def test_an_idea_stands_there_with_the_words_of_both(shown: CouldMeet) -> None:
    assert shown.isVisibleTo(shown.parentWidget())
    assert words(shown)[1:] == [
        "Ana looks for “a second stockist in Glasgow”; Dev can help with “Glasgow delis”."
    ]
    assert shown.offers[0].accessibleName() == "Offer an introduction to Dev Chandra"


def test_offering_by_key_is_one_step_and_opens_the_introduction(
    shown: CouldMeet, book: Book, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    steps, opened = len(book.steps()), []
    window.context.thing_requested.connect(lambda key: opened.append(str(key)))
    shown.offers[0].setFocus()
    qtbot.keyClick(shown.offers[0], Qt.Key.Key_Space)
    settled()
    assert opened == ["introduction-1"]
    assert len(book.steps()) == steps + 1
    assert book.steps()[0].label == "Offered to introduce Ana Ruiz to Dev Chandra"
    reasons = book.read.values("SELECT reason FROM introduction_side ORDER BY place")
    assert reasons == ["Dev can help with Glasgow delis.", "Ana is looking for a second stockist in Glasgow."]
    assert shown.isHidden()
    book.undo()
    settled()
    assert not shown.isHidden()


def test_a_pair_set_aside_is_gone_from_both_pages(
    shown: CouldMeet, book: Book, window: MainWindow, settled: Settled
) -> None:
    shown.refusals[0].click()
    settled()
    assert shown.isHidden()
    assert book.steps()[0].label == "Set aside an introduction of Ana Ruiz and Dev Chandra"
    window.context.open_person(2)
    settled()
    assert window.stack.page.panel.could_meet.isHidden()


def test_the_page_of_the_other_side_offers_the_same(
    shown: CouldMeet, window: MainWindow, settled: Settled, book: Book
) -> None:
    window.context.open_person(2)
    settled()
    other = window.stack.page.panel.could_meet
    assert other.offers[0].accessibleName() == "Offer an introduction to Ana Ruiz"
    other.offers[0].click()
    settled()
    reasons = book.read.values("SELECT reason FROM introduction_side ORDER BY place")
    assert reasons == ["Ana is looking for a second stockist in Glasgow.", "Dev can help with Glasgow delis."]


def test_people_who_rest_are_not_proposed(
    shown: CouldMeet, book: Book, window: MainWindow, settled: Settled
) -> None:
    with book.work() as work:
        editing.set_standing(work, 1, "resting")
    settled()
    assert shown.isHidden()
