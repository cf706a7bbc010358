"""Every kind of thing has a row for each of its fields; answers, people and topics are changed where they stand."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPlainTextEdit

from crm.book import Book
from crm.errors import GoodturnError, NothingFound, NotUnderstood
from crm.people import adding
from crm.shelf.keeping import keep
from crm.shelf.sharing import share
from crm.text.assignments import Assignment
from crm.things.key import Key, parse_key
from crm.things.one import document, edit
from crm.unit_of_work import UnitOfWork
from tests.ui.stories import press, write
from tests.ui.thing_fields.conftest import Opens, type_into
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.thing_fields.field_table import FIELDS
from ui.thing_fields.sheet import ThingSheet
from ui.thing_fields.thing_fields import ThingFields

KEY = Qt.Key
Settled = Callable[[], None]
ROWS = {
    "promise-1": ["what", "kind", "people", "item", "due", "state", "outcome"],
    "promise-4": ["what", "kind", "due", "state", "outcome"],
    "promise-3": ["what", "due", "outcome"],
    "introduction-1": ["reason_a", "answer_a", "reason_b", "answer_b", "made_on"],
    "ask-1": ["words", "why", "respect", "offer", "size", "on", "state", "answer_words"],
    "advice-1": ["words", "direction", "on", "applies", "tried", "try_by", "came_of", "told"],
    "topic-1": ["topic", "kind"],
    "note-2": ["words", "on"],
    "item-1": ["title", "url", "why", "topics", "from"],
    "share-1": ["reason", "on", "landed"],
}


@pytest.fixture
def shelf(book: Book, ana: int) -> None:
    with book.work() as work:
        keep(work, "https://example.org/prices", title="How small brands price wholesale", topics=["pricing"])
        share(work, 1, ana, "For the stockists")


def found(book: Book, key: str) -> dict[str, Any]:
    return document(book.read, parse_key(key))


def choose(sheet: ThingSheet, name: str, value: str) -> None:
    sheet.fields.rows[name].choice._buttons[value].click()


def answer_day(window: MainWindow, qtbot, words: str) -> None:
    """In the popup; afterwards the window is active again, as the window system would have it."""
    write(qtbot, words)
    press(qtbot, KEY.Key_Return)
    window.activateWindow()
    qtbot.waitActive(window)


@pytest.mark.parametrize("key", ROWS)
def test_every_kind_shows_its_fields_large_enough_and_named(
    opens: Opens, shelf: None, key: str, window: MainWindow, settled: Settled
) -> None:
    sheet = opens(key)
    settled()
    assert list(sheet.fields.rows) == ROWS[key]
    assert sheet.title.text()
    controls = [
        one
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for one in sheet.findChildren(kind)
        if one.isVisible()
    ]
    assert len(controls) > len(ROWS[key])
    assert [one for one in controls if not (one.accessibleName() or one.text())] == []
    assert [(one, one.size()) for one in controls if min(one.width(), one.height()) < 24] == []
    assert window.rect().contains(sheet.card.geometry())


@pytest.mark.parametrize(
    ("key", "name", "text", "field", "kept"),
    [
        ("note-2", "words", "Ana has\ntwo kilns", "words", "Ana has\ntwo kilns"),
        ("note-2", "on", "yesterday", "on", "2026-11-20"),
        ("promise-1", "outcome", "used it at once", "outcome", "used it at once"),
        ("share-1", "landed", "two stockists", "landed", "two stockists"),
        ("share-1", "on", "3 November", "on", "2026-11-03"),
        ("introduction-1", "reason_b", "Ana redoes her labels", None, None),
        ("ask-1", "offer", "lunch", "offer", "lunch"),
        ("ask-1", "on", "yesterday", "asked_on", "2026-11-20"),
        ("advice-1", "applies", "new clients only", "applies", "new clients only"),
        ("advice-1", "try_by", "15 May", "try_by", "2027-05-15"),
        ("advice-1", "told", "today", "told_on", "2026-11-21"),
        ("topic-1", "topic", "a packaging designer", "topic", "a packaging designer"),
        ("item-1", "from", "Ben Okafor", "from", "Ben Okafor"),
        ("item-1", "url", "", "url", ""),
    ],
)
def test_each_field_of_text_is_kept_on_leaving(
    opens: Opens, shelf: None, book: Book, settled: Settled, key: str, name: str, text: str, field: Any, kept: Any
) -> None:  # fmt: skip
    sheet, steps = opens(key), len(book.steps(50))
    type_into(sheet, name, text)
    settled()
    assert sheet.fields.rows[name].problem.isHidden()
    stored = found(book, key)
    assert (stored[field] if field else stored["sides"][1]["reason"]) == (kept if field else text)
    assert len(book.steps(50)) == steps + 1


def test_every_row_is_a_field_that_can_be_edited(opens: Opens, shelf: None, book: Book) -> None:
    for kind, entries in FIELDS.items():
        key = parse_key(next(one for one in ROWS if one.startswith(kind)))
        for entry in entries:
            with contextlib.suppress(NotUnderstood, NothingFound), book.work() as work:
                check(work, key, entry.name)


def check(work: UnitOfWork, key: Key, name: str) -> None:
    """A value that no field takes is refused for itself, never for the name of the field."""
    with pytest.raises(GoodturnError) as refused:
        edit(work, key, [Assignment(name, "-=", "\u2060")])
    assert "There is no field" not in str(refused.value)
    raise refused.value


def test_within_a_page_the_fields_bring_their_own_delete(
    opens: Opens, book: Book, context: Context, qtbot, settled: Settled
) -> None:
    fields = ThingFields(context, parse_key("note-2"))
    qtbot.addWidget(fields)
    fields.show()
    gone: list[bool] = []
    fields.gone.connect(lambda: gone.append(True))
    fields.rows["on"].field.setText("someday")
    fields.rows["on"].field.save()
    assert context.drafts.text("on of note-2") == "someday"
    fields.delete.click()
    settled()
    assert gone == [True]
    assert book.read.value("SELECT count(*) FROM note WHERE id = 2") == 0
    assert context.drafts.text("on of note-2") == ""
    context.undo()
    settled()
    assert fields.isEnabled()
    assert fields.rows["words"].text == "Ana Ruiz has a new kiln"


def test_an_answer_with_a_day_asks_for_it_and_is_not_kept_without(
    opens: Opens, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet = opens("introduction-1")
    choose(sheet, "answer_a", "later")
    press(qtbot, KEY.Key_Escape)
    settled()
    assert found(book, "introduction-1")["sides"][0]["answer"] == "not_asked"
    assert sheet.fields.rows["answer_a"].choice.value == "not_asked"
    choose(sheet, "answer_a", "later")
    answer_day(window, qtbot, "3 December")
    settled()
    assert found(book, "introduction-1")["sides"][0]["until"] == "2026-12-03"
    assert sheet.fields.rows["until_a"].text == "3 December"
    choose(sheet, "answer_a", "yes")
    choose(sheet, "answer_b", "yes")
    settled()
    assert "until_a" not in sheet.fields.rows
    type_into(sheet, "made_on", "today")
    settled()
    assert list(sheet.fields.rows) == ["reason_a", "reason_b", "made_on", "heard_on", "thanked_on", "came_of"]
    assert sheet.title.text() == "You introduced Ana Ruiz to Ben Okafor on 21 November"
    assert found(book, "promise-3")["state"] == "kept"


def test_the_answer_of_an_ask_is_chosen_and_taken_back(
    opens: Opens, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet = opens("ask-1")
    choose(sheet, "state", "not_now")
    answer_day(window, qtbot, "in two weeks")
    settled()
    assert found(book, "ask-1")["until"] == "2026-12-05"
    type_into(sheet, "until", "")
    assert "needs a day" in sheet.fields.rows["until"].problem.text()
    choose(sheet, "state", "open")
    settled()
    assert (found(book, "ask-1")["state"], "until" in sheet.fields.rows) == ("open", False)


def test_people_of_a_promise_are_added_and_taken_out(
    opens: Opens, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet = opens("promise-1")
    people = sheet.fields.rows["people"]
    people.focus_value()
    write(qtbot, "Zoe Quinn")
    press(qtbot, KEY.Key_Return)
    assert people.problem.text() == "Nobody here is called “Zoe Quinn”."
    assert people.field.text() == "Zoe Quinn"
    people.field.selectAll()
    write(qtbot, "ben okafor")
    press(qtbot, KEY.Key_Return)
    settled()
    assert found(book, "promise-1")["people"] == ["Ana Ruiz", "Ben Okafor"]
    assert people.problem.isHidden()
    people._chips._chips[0].body.setFocus()
    press(qtbot, KEY.Key_Delete)
    settled()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert found(book, "promise-1")["people"] == ["Ben Okafor"]
    assert "the last person cannot be taken out" in people.problem.text()
    people._chips._chips[0].body.click()
    settled()
    assert window.stack.place.page == "person"
    assert window.stack.page.header.name.text() == "Ben Okafor"


def test_people_who_fit_are_offered_while_a_name_is_typed(
    opens: Opens, book: Book, qtbot, settled: Settled
) -> None:
    sheet = opens("promise-1")
    people = sheet.fields.rows["people"]
    people.focus_value()
    write(qtbot, "oka")
    popup = people.field.completer().popup()
    assert popup.isVisible()
    assert popup.width() > people.field.width()
    qtbot.keyClick(popup, KEY.Key_Down)
    qtbot.keyClick(popup, KEY.Key_Return)
    settled()
    assert found(book, "promise-1")["people"] == ["Ana Ruiz", "Ben Okafor"]
    assert (people.field.text(), people.field.hasFocus(), sheet.is_open) == ("", True, True)


def test_two_of_a_name_are_offered_and_the_chosen_one_is_taken(
    opens: Opens, book: Book, qtbot, settled: Settled
) -> None:
    with book.work() as work:
        for _ in range(2):
            adding.add(work, "Chris Park")
    settled()
    sheet = opens("promise-1")
    people = sheet.fields.rows["people"]
    people.focus_value()
    write(qtbot, "Chris Park")
    press(qtbot, KEY.Key_Return)
    menu = people.field.findChild(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    settled()
    chosen = book.read.values("SELECT max(id) FROM person WHERE full_name = 'Chris Park'")
    assert (
        book.read.values("SELECT person_id FROM promise_person WHERE promise_id = 1 ORDER BY place")[1:]
        == chosen
    )
    assert people.field.text() == ""
    people._chips._chips[1].cross.click()
    settled()
    assert found(book, "promise-1")["people"] == ["Ana Ruiz"]


def test_topics_of_an_item_lead_to_who_else_has_them(
    opens: Opens, shelf: None, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet = opens("item-1")
    topics = sheet.fields.rows["topics"]
    topics.focus_value()
    write(qtbot, "labels")
    press(qtbot, KEY.Key_Return)
    settled()
    assert found(book, "item-1")["topics"] == ["pricing", "labels"]
    topics._chips._chips[0].body.click()
    settled()
    assert window.stack.page.filter.text() == 'topic:"pricing" '
    assert not sheet.isVisible()


def test_links_lead_to_what_it_belongs_to(
    opens: Opens, shelf: None, window: MainWindow, settled: Settled
) -> None:
    went: list[Key] = []
    sheet = opens("promise-1")
    window.context.page_requested.connect(lambda page, target: went.append((page, target)))
    links = {one.text(): one for one in sheet.links.findChildren(QAbstractButton)}
    assert list(links) == ["Coffee with Ana Ruiz on 20 November", "Open Ana Ruiz"]
    links["Coffee with Ana Ruiz on 20 November"].click()
    settled()
    assert went == [("meeting", 1)]
    sheet = opens("promise-3")
    next(one for one in sheet.links.findChildren(QAbstractButton) if "Both sides" in one.text()).click()
    settled()
    assert window.sheets._thing.title.text() == "You offered to introduce Ana Ruiz to Ben Okafor"
