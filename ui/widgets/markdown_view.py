"""A note that is only read: its Markdown styled as on the page where it is written, its links opened by a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.markdown_edit import MarkdownEdit
from ui.widgets.read_only_controls import mark_reading


class MarkdownView(MarkdownEdit):
    def __init__(self, text: str, most: int = 12, parent: QWidget | None = None):
        super().__init__("Note", "", least=1, most=most, parent=parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("flat", "true")
        self.show_text(text)
        mark_reading(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is typed here, so that a plain click opens."""
        super().mouseReleaseEvent(event)
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        at = self.cursorForPosition(event.position().toPoint())
        if is_plain and not self.textCursor().hasSelection() and (address := self.link_at(at)):
            self.link_opened.emit(address)
