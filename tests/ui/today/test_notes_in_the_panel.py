"""Notes in the panel of Today are styled as on their own page, and their links open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor

from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.stories import CTRL, press
from ui.note_view import NoteView
from ui.shell.main_window import MainWindow

NOTE = "She **wants** the [market](https://market.example) open"


def test_in_a_row_and_in_a_brief(
    window: MainWindow, book: Book, settled: Callable[[], None], qtbot, monkeypatch
) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        for who in (ana, ben):
            scenes.meeting(work, TODAY.replace(day=2), who, note=NOTE)
        scenes.promise(work, "share", "send Ana the pricing article", ana, due_on=TODAY)
        scenes.meeting(work, TODAY, ben, state="planned", held_at="14:00")
    settled()
    page = window.stack.page
    for key in ("promise-1", "meeting-3"):
        page.list.choose(key)
        settled()
        [note] = page._panel.findChildren(NoteView)
        formats = note.document().firstBlock().layout().formats()
        assert QFont.Weight.DemiBold in [one.format.fontWeight() for one in formats], key
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    note.setFocus()
    cursor = note.textCursor()
    cursor.setPosition(NOTE.index("market"), QTextCursor.MoveMode.MoveAnchor)
    note.setTextCursor(cursor)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert opened == ["https://market.example"]
