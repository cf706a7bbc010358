"""The page of the shelf, used by its keys."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from crm.book import Book
from crm.model import Circle, CircleMember
from crm.shelf.keeping import keep
from crm.shelf.sharing import share
from crm.things.documents.item import documents
from tests.crm.shelf.web_server import running_server
from tests.ui.shelf.conftest import opened, spoken
from ui.shelf.page import ShelfPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
KEY = Qt.Key


def press(
    window: MainWindow, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key, held)


def item(book: Book, item_id: int):
    return documents(book.read, [item_id])[0]


def choose(page: ShelfPage, settled: Settled, item_id: int) -> None:
    page.list.choose(f"item-{item_id}")
    settled()


def test_promised_items_come_first_and_each_says_who_has_it(page: ShelfPage) -> None:
    assert spoken(page) == [
        "Promised",
        "How studios set retainers, longform.example/retainers, promised to Mei",
        "On the shelf",
        "Hiring your first salesperson, firsthires.example/sales, first sales hire, nobody yet",
    ]


def test_an_empty_shelf_offers_to_add_a_link_and_the_new_item_can_be_put_right(
    book: Book, window: MainWindow, settled: Settled
) -> None:
    page = opened(window, settled)
    assert page._none.isVisible()
    press(window, KEY.Key_Return)
    QTest.keyClicks(window.focusWidget(), "www.a.example/bees?utm_source=x")
    press(window, KEY.Key_Return)
    settled()
    assert item(book, 1)["title"] == "a.example/bees"
    QTest.keyClicks(window.focusWidget(), "Bees in the city")  # in place of the address
    press(window, KEY.Key_Return)
    settled()
    assert item(book, 1)["title"] == "Bees in the city"
    assert spoken(page)[1] == "Bees in the city, a.example/bees, nobody yet"
    assert page.panel is not None
    assert page.panel.title.text() == "Bees in the city"


def test_the_same_link_again_is_shown_and_not_kept_twice(
    book: Book, page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    page.add()
    QTest.keyClicks(page.add_line.field, "https://www.longform.example/retainers/#top")
    press(window, KEY.Key_Return)
    settled()
    assert book.read.value("SELECT count(*) FROM item") == 2
    assert page.list.chosen_card().id == "item-1"
    assert "already" in window.toast.accessibleName()


def test_an_item_is_sent_with_a_reason_by_keys_alone(
    kept: Book, page: ShelfPage, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_links: list[str] = []
    monkeypatch.setattr(
        QDesktopServices,
        "openUrl",
        lambda url: opened_links.append(bytes(url.toEncoded().data()).decode()) or True,
    )
    choose(page, settled, 2)
    page.list.setFocus()
    press(window, KEY.Key_Return)
    card = page.panel.card
    assert window.focusWidget() is card.reason
    assert (
        card.reason.toPlainText()
        == "You said you are looking for a first sales hire. The part about trial days is the best."
    )
    QTest.keyClicks(card.reason, "Ana, ")
    card.open_mail.click()
    [link] = opened_links
    assert link.startswith("mailto:ana@ruiz.example?subject=Hiring%20your%20first%20salesperson&body=Ana")
    assert "Ana, You said you are looking for" in unquote(link)
    assert "https://firsthires.example/sales" in unquote(link)
    card.sent.click()
    settled()
    [sent] = item(kept, 2)["shared"]
    assert (sent["person"], sent["reason"]) == (
        "Ana Ruiz",
        "Ana, You said you are looking for a first sales hire. The part about trial days is the best.",
    )
    assert page.panel.card is None
    assert spoken(page)[3].endswith("Ana")
    field = page.panel.holders.fields[1].field
    field.setFocus()
    QTest.keyClicks(field, "used it at once")
    press(window, KEY.Key_Return)
    settled()
    assert item(kept, 2)["shared"][0]["landed"] == "used it at once"
    page.panel.choose(1)
    assert (
        "Ana Ruiz has “Hiring your first salesperson” already. You sent it today."
        in window.toast.accessibleName()
    )


def test_sending_what_was_promised_keeps_the_promise_and_undo_opens_it_again(
    kept: Book, page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    choose(page, settled, 1)
    assert page.panel.card.person.name == "Mei Kobayashi"
    assert page.panel.card.reason.toPlainText() == "As promised, here it is."
    page.panel.card.sent.click()
    settled()
    state = "SELECT state FROM promise WHERE id = 1"
    assert kept.read.value(state) == "kept"
    assert "Promised" not in spoken(page)
    window.actions_by_name["undo"].trigger()
    settled()
    assert kept.read.value(state) == "open"
    assert "Promised" in spoken(page)


def test_someone_else_gets_it_and_a_circle_is_a_word_of_warning(
    kept: Book, page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    with kept.work() as work:
        share(work, 1, 1)
        work.session.add(Circle(name="Food founders"))
        work.flush()
        work.session.add_all([CircleMember(circle_id=1, person_id=who) for who in (1, 3)])
    settled()
    choose(page, settled, 1)
    page.panel.recipients.other.setFocus()
    QTest.keyClicks(page.panel.recipients.other, "Tom Bauer")
    press(window, KEY.Key_Return)
    card = page.panel.card
    assert card.person.name == "Tom Bauer"
    assert card._remarks() == ["Ana Ruiz has it already, and is in “Food founders” with Tom."]
    card.sent.click()
    settled()
    assert {one["person"] for one in item(kept, 1)["shared"]} == {"Ana Ruiz", "Tom Bauer"}


def test_a_topic_added_in_the_panel_finds_whom_to_send_it_to(
    page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    page.add()
    QTest.keyClicks(page.add_line.field, "a.example/hire")
    press(window, KEY.Key_Return)
    settled()
    assert page.panel.card is None
    topics = page.panel.fields.rows["topics"].field
    topics.setFocus()
    QTest.keyClicks(topics, "first sales hire")
    press(window, KEY.Key_Return)
    settled()
    assert page.panel.card.person.name == "Ana Ruiz"
    assert window.focusWidget() is topics


def test_the_reason_being_typed_outlives_a_reload_and_another_item(page: ShelfPage, settled: Settled) -> None:
    choose(page, settled, 2)
    page.panel.card.reason.setPlainText("For your second shop.")
    page.reload()
    assert page.panel.card.reason.toPlainText() == "For your second shop."
    choose(page, settled, 1)
    choose(page, settled, 2)
    assert page.panel.card.reason.toPlainText() == "For your second shop."


def test_the_filter_narrows_and_esc_shows_all(page: ShelfPage, window: MainWindow, settled: Settled) -> None:
    window.actions_by_name["filter"].trigger()
    QTest.keyClicks(page.filter, "sales hire")
    settled()
    assert len(spoken(page)) == 2
    QTest.keyClicks(page.filter, " nothing")
    assert page._none_fits.isVisible()
    press(window, KEY.Key_Escape)
    assert len(spoken(page)) == 4


def test_an_item_is_deleted_by_a_key_and_brought_back(
    kept: Book, page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    choose(page, settled, 2)
    page.list.setFocus()
    press(window, KEY.Key_Delete)
    settled()
    assert kept.read.value("SELECT count(*) FROM item") == 1
    window.actions_by_name["undo"].trigger()
    settled()
    assert kept.read.value("SELECT count(*) FROM item") == 2


def test_the_one_box_adds_to_the_shelf(page: ShelfPage, window: MainWindow, settled: Settled) -> None:
    window.open_page("people")
    window.actions_by_name["add_to_shelf"].trigger()
    settled()
    assert window.stack.page is page
    assert window.focusWidget() is page.add_line.field


def test_the_title_is_fetched_only_when_asked_for(
    kept: Book, page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    with running_server() as server:
        with kept.work() as work:
            prices, gone = (keep(work, server.base + path, title="Old") for path in ("/plain", "/missing"))
        settled()
        choose(page, settled, prices)
        assert server.requests == []
        page.list.setFocus()
        press(window, KEY.Key_T)
        settled()
        assert len(server.requests) == 1
        assert item(kept, prices)["title"] == "How small brands price"
        choose(page, settled, gone)
        page.panel.fetch.click()
        settled()
    assert item(kept, gone)["title"] == "Old"
    assert "error 404" in window.toast.accessibleName()
    assert page.panel.fetch.isEnabled()


def test_once_sent_the_keyboard_is_at_the_next_person_and_esc_leads_to_the_list(
    page: ShelfPage, window: MainWindow, settled: Settled
) -> None:
    choose(page, settled, 2)
    page.list.setFocus()
    press(window, KEY.Key_S)
    assert page.panel.card.person.name == "Ana Ruiz"
    page.panel.card.sent.setFocus()
    press(window, KEY.Key_Return)
    settled()
    assert page.panel.card is None
    assert window.focusWidget() is page.panel.recipients.other
    press(window, KEY.Key_Escape)
    assert window.focusWidget() is page.list
