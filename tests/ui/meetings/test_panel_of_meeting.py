"""The panel of a past meeting: its promises open, and its note is styled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest

from crm.book import Book
from crm.text.assignments import parse_assignment
from crm.things import one
from crm.things.key import Key, parse_key
from ui.meetings.page import MeetingsPage
from ui.widgets.markdown_view import MarkdownView
from ui.widgets.opening_line import OpeningLine

PAST = 4


def line_of_promise(page: MeetingsPage) -> OpeningLine:
    page.list.choose(PAST)
    return page._body.panel_body.itemAt(0).widget().findChildren(OpeningLine)[0]


@pytest.mark.parametrize("way", ["click", "enter"])
def test_a_promise_opens(page: MeetingsPage, way: str) -> None:
    opened: list[Key] = []
    page.context.thing_requested.disconnect()
    page.context.thing_requested.connect(opened.append)
    line = line_of_promise(page)
    assert line.accessibleName() == "Send Ana Ruiz the pricing article"
    if way == "click":
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    else:
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened == [Key("promise", 1)]


def test_a_note_is_styled_and_only_read(page: MeetingsPage, met: Book, settled) -> None:
    with met.work() as work:
        words = parse_assignment("note=She likes **kraft paper**", "")
        one.edit(work, parse_key(f"meeting-{PAST}"), [words])
    settled()
    line_of_promise(page)
    view = page._body.panel_body.itemAt(0).widget().findChildren(MarkdownView)[0]
    formats = view.document().firstBlock().layout().formats()
    assert QFont.Weight.DemiBold in [one.format.fontWeight() for one in formats]
    assert view.isReadOnly()
