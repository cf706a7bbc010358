"""The note of a meeting is Markdown that stays plain text, saved on leaving; its links open safely."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from tests.ui.stories import CTRL, press, write
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def stored(book: Book, meeting: int) -> str:
    return str(book.read.value("SELECT note FROM meeting WHERE id = :id", id=meeting))


def type_at_end(page: MeetingPage, qtbot, words: str) -> None:
    page.note.field.setFocus()
    page.note.field.moveCursor(QTextCursor.MoveOperation.End)
    write(qtbot, words)


def test_leaving_the_note_is_one_step_and_typing_is_none(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    steps = len(book.steps(50))
    type_at_end(page, qtbot, " **Second shop** on hold")
    settled()
    assert len(book.steps(50)) == steps
    assert book.folder.joinpath("drafts").exists() or page.context.drafts._unsaved
    page.sentence.fields["place"].setFocus()
    settled()
    assert stored(book, meeting) == "Redoing labels for Christmas. **Second shop** on hold"
    assert len(book.steps(50)) == steps + 1
    page.context.undo()
    settled()
    assert page.note.field.toPlainText() == "Redoing labels for Christmas."


def test_a_note_being_typed_is_offered_again(
    page: MeetingPage, window: MainWindow, book: Book, meeting: int, qtbot, settled
) -> None:
    page.context.drafts.keep(
        f"note of meeting {book.read.value('SELECT uid FROM meeting WHERE id = 1')}", "Half a sent"
    )
    window.open_page("meeting", 1)
    settled()
    assert page.note.field.toPlainText() == "Half a sent"
    assert page.note.draft.offer.isVisible()


def styles(page: MeetingPage) -> list[tuple[str, bool, bool]]:
    """Text, bold and underlined of each styled run of the first block."""
    block = page.note.field.document().begin()
    return [
        (
            block.text()[one.start : one.start + one.length],
            one.format.fontWeight() > 400,
            one.format.fontUnderline(),
        )
        for one in block.layout().formats()
    ]


def test_marks_are_styled_while_typing(page: MeetingPage, qtbot) -> None:
    type_at_end(page, qtbot, " **Shop** [fair](leith.example) `x`")
    shown = styles(page)
    assert ("Shop", True, False) in shown
    assert ("fair", False, True) in shown
    assert page.note.field.toPlainText().endswith("**Shop** [fair](leith.example) `x`")


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("see https://leith.example/fair.", "https://leith.example/fair"),
        ("[fair](leith.example)", "https://leith.example"),
        ("mailto:ana@leith.example", "mailto:ana@leith.example"),
        ("[run](file:///etc/passwd)", None),
        ("[run](javascript:alert(1))", None),
        ("[go](https://bank.example@evil.example)", None),
    ],
)
def test_ctrl_enter_opens_links_that_are_safe(
    page: MeetingPage, qtbot, monkeypatch: pytest.MonkeyPatch, text: str, opened: str | None
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(QUrl(url).toString()) or True)
    page.note.field.setFocus()
    page.note.field.selectAll()
    write(qtbot, text)
    cursor = page.note.field.textCursor()
    cursor.setPosition(len(text) - 3)
    page.note.field.setTextCursor(cursor)
    press(qtbot, KEY.Key_Return, CTRL)
    assert seen == ([opened] if opened else [])


def test_the_menu_of_a_link_keeps_it_on_the_shelf(page: MeetingPage, book: Book, qtbot, settled) -> None:
    page.note.field.setFocus()
    page.note.field.selectAll()
    write(qtbot, "read https://leith.example/fair?utm_source=x and mailto:ana@leith.example")
    for _ in range(2):
        open_menu_at(page, 12)["Keep on the shelf"].trigger()
        settled()
    assert book.read.values("SELECT title FROM item") == ["leith.example/fair"]
    for place in (2, 60):
        assert "Keep on the shelf" not in open_menu_at(page, place)


def open_menu_at(page: MeetingPage, place: int) -> dict[str, QAction]:
    """As by the menu key, with the cursor at that place of the note."""
    field = page.note.field
    cursor = field.textCursor()
    cursor.setPosition(place)
    field.setTextCursor(cursor)
    QApplication.sendEvent(
        field,
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5))),
    )
    menu = field.findChildren(QMenu)[-1]
    actions = {action.text(): action for action in menu.actions()}
    menu.hide()
    return actions


def test_a_long_note_scrolls_inside_and_its_draft_is_copied_in_pauses(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.work() as work:
        long = "\n\n".join(["The landlord wants ten years and Ana is wary. " * 6] * 360)
        work.connection.execute("UPDATE meeting SET note = ? WHERE id = ?", (long, meeting))
    settled()
    assert page.note.field.height() < 600
    kept: list[str] = []
    monkeypatch.setattr(page.context.drafts, "keep", lambda place, text: kept.append(text))
    type_at_end(page, qtbot, "on and on")
    assert kept == [], "a key does not copy the text"
    page.note.draft._soon.timeout.emit()
    assert len(kept) == 1
    assert kept[0].endswith("on and on")
