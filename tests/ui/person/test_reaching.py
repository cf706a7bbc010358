"""Reaching a person by another program from their page, and logging it with one key."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm.book import Book
from crm.people import editing
from ui.person.page import PersonPage
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import IconButton

Settled = Callable[[], None]
SCHEMES = ("tel", "sms", "sgnl", "mailto")


class Opened(QObject):
    """Stands for the programs of the desktop: addresses that were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.addresses.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def opened() -> Iterator[Opened]:
    taking = Opened()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, taking, "take")
    yield taking
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def reached(page: PersonPage, ana: int, book: Book, settled: Settled, opened: Opened) -> PersonPage:
    with book.work() as work:
        editing.add_point(work, ana, "phone", "+44 7700 900123")
        editing.add_point(work, ana, "messenger", "signal:+44 7700 900123")
        editing.add_point(work, ana, "email", "ana@ruizsauce.example")
    settled()
    return page


def choose(window: MainWindow, words: str) -> None:
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == words))
    QTest.keyClick(menu, Qt.Key.Key_Return)


def latest(book: Book) -> tuple[str, str, str]:
    row = book.read.one("SELECT kind, direction, held_on FROM meeting ORDER BY id DESC LIMIT 1")
    assert row is not None
    return row["kind"], row["direction"], row["held_on"]


def test_a_messenger_opens_by_key_and_enter_logs_a_message_today(
    reached: PersonPage, window: MainWindow, book: Book, settled: Settled, opened: Opened, qtbot: QtBot
) -> None:
    reached.story.setFocus()
    qtbot.keyClick(reached.story, Qt.Key.Key_M)
    choose(window, "Signal: +44 7700 900123")
    settled()
    assert opened.addresses == ["sgnl://signal.me/#p/+447700900123"]
    offer = reached.log_offer
    assert offer.isVisible()
    assert window.focusWidget() is offer.log
    steps = len(book.steps())
    qtbot.keyClick(offer.log, Qt.Key.Key_Return)
    settled()
    assert latest(book) == ("message", "out", window.context.today.isoformat())
    assert len(book.steps()) == steps + 1
    assert book.steps()[0].label == "Sent Ana Ruiz a message today"
    assert not offer.isVisible()
    assert window.focusWidget() is reached.story


def test_esc_leaves_it(
    reached: PersonPage, window: MainWindow, book: Book, settled: Settled, qtbot: QtBot
) -> None:
    reached.reach()
    choose(window, "Call +44 7700 900123")
    settled()
    steps = len(book.steps())
    qtbot.keyClick(reached.log_offer.log, Qt.Key.Key_Escape)
    settled()
    assert not reached.log_offer.isVisible()
    assert len(book.steps()) == steps
    assert window.stack.page is reached


def test_a_mail_and_a_call_are_logged_as_what_they_are(
    reached: PersonPage, window: MainWindow, book: Book, settled: Settled, opened: Opened
) -> None:
    reached.write()
    settled()
    reached.log_offer.log.click()
    settled()
    assert latest(book)[:2] == ("email", "out")
    reached.reach()
    choose(window, "Call +44 7700 900123")
    settled()
    reached.log_offer.log.click()
    settled()
    assert latest(book)[:2] == ("call", "both")
    assert [address.split(":")[0] for address in opened.addresses] == ["mailto", "tel"]


def test_the_menu_of_a_contact_point_opens_it_as_well(
    reached: PersonPage, window: MainWindow, settled: Settled, opened: Opened
) -> None:
    more = next(
        button
        for button in reached.panel.details.findChildren(IconButton)
        if button.accessibleName() == "More about +44 7700 900123"
    )
    more.click()
    choose(window, "Text +44 7700 900123")
    settled()
    assert opened.addresses == ["sms:+447700900123"]
    assert reached.log_offer.isVisible()


def test_an_offer_about_someone_else_is_gone_on_another_page(
    reached: PersonPage, window: MainWindow, book: Book, settled: Settled
) -> None:
    reached.write()
    assert reached.log_offer.isVisible()
    other = book.read.value("SELECT id FROM person WHERE full_name = 'Ben Okafor'")
    window.context.open_person(other)
    settled()
    assert not window.stack.page.log_offer.isVisible()


def test_without_anything_to_reach_by_it_says_so(
    page: PersonPage, window: MainWindow, settled: Settled
) -> None:
    said: list[str] = []
    window.context.message_requested.connect(lambda sentence, _changes: said.append(sentence))
    page.reach()
    assert said == ["No phone, e-mail or messenger of Ana Ruiz is known yet."]
