"""The words of an ask in the panel: vague words are marked in the text; it grows with what is written."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from crm.asks.vague_asks import AskFinding
from ui.asks.kept_note import KeptNote
from ui.theme.look import look


class AskWords(KeptNote):
    def __init__(self, parent: QWidget | None = None):
        super().__init__("One question, its size, an easy way out", True, parent)
        self.setAccessibleName("Your ask, in your words")
        self._findings: list[AskFinding] = []
        look.theme_changed.connect(self._show_marks)

    def mark(self, findings: Sequence[AskFinding]) -> None:
        self._findings = list(findings)
        self._show_marks()

    def replace(self, start: int, end: int, text: str, select: str = "") -> None:
        """As an edit of the field: Ctrl+Z takes it back. Positions are code points."""
        before = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_units(before, start))
        cursor.setPosition(_units(before, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        if select:
            found = self.document().find(select, _units(before, start))
            if not found.isNull():
                self.setTextCursor(found)
        self.setFocus()

    def _show_marks(self) -> None:
        text = self.toPlainText()
        made = []
        for one in self._findings:
            if one.start is None or one.end is None or one.end > len(text):
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(_units(text, one.start))
            mark.cursor.setPosition(_units(text, one.end), QTextCursor.MoveMode.KeepAnchor)
            mark.format = _amber()
            made.append(mark)
        self.setExtraSelections(made)


def _amber() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(look.color("warn_bg"))
    made.setForeground(look.color("warn"))
    return made


def _units(text: str, at: int) -> int:
    """A code-point position as a UTF-16 position: letters outside the BMP take two units."""
    return at + sum(char > "\uffff" for char in text[:at])
