"""The words of a meeting as they were typed; what is corrected in them is underlined."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from crm.text.changed_words import ChangedPlace, changed_places
from ui.theme.look import look
from ui.widgets.long_text import LongText
from ui.widgets.typing_undo import clear_typing_undo


class SaidField(LongText):
    """Leaving it saves nothing: its words are read again, or kept, on request. `was_left` is emitted instead."""

    was_left = Signal()

    def __init__(self, parent: QWidget | None = None):
        self._places: list[ChangedPlace] = []
        super().__init__("The words as you typed them", "What happened", least=4, most=14, parent=parent)
        look.theme_changed.connect(self._underline)

    @property
    def changes(self) -> int:
        """How many places differ."""
        return len(self._places)

    def compare_with(self, in_book: str) -> None:
        """Underlines what differs."""
        text = self.toPlainText()
        self._places = changed_places(in_book, text)
        self._underline()

    def settle(self) -> None:
        """The book has the text."""
        self._kept = self._text_at_focus = self.toPlainText()
        clear_typing_undo(self)

    def save(self) -> None:
        self.was_left.emit()

    def _underline(self) -> None:
        found = []
        text = self.toPlainText()
        for start, end in self._places:
            mark = QTextEdit.ExtraSelection()
            mark.format = _underlined()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(_units(text, start))
            mark.cursor.setPosition(_units(text, end), QTextCursor.MoveMode.KeepAnchor)
            found.append(mark)
        self.setExtraSelections(found)


def _underlined() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(look.color("accent"))
    return made


def _units(text: str, at: int) -> int:
    """Qt counts UTF-16 units."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
