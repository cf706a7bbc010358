"""The text field of an ask: underlines vague words. Enter starts a new line, Ctrl+Enter accepts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from crm.asks.vague_asks import AskFinding
from crm.capture.draft import Span
from ui.shell.capture.capture_text import CaptureText


class AskText(CaptureText):
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Your ask")
        self.setPlaceholderText("One question, how long it takes, and an easy way to say no")

    def mark(self, findings: Sequence[AskFinding]) -> None:
        self.underline(
            [
                Span(one.start, one.end, "vague")
                for one in findings
                if one.start is not None and one.end is not None
            ]
        )

    def select(self, words: str) -> None:
        """Selects the words, so that typing replaces them."""
        found = self.document().find(words)
        if not found.isNull():
            self.setTextCursor(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            cursor = QTextCursor(self.textCursor())
            cursor.insertBlock()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
