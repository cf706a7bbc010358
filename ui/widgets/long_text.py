"""Several lines that may be long: what a key costs does not grow with the text.

It is as high as its text up to a limit and then scrolls, so that only the lines in view are laid out. Nothing is
saved while typing: a draft keeps the text (ui/field_draft.py), and leaving the field saves it.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.fields import InlineNote


class LongText(InlineNote):
    """`least` and `most` are its height in lines."""

    def __init__(
        self, name: str, placeholder: str = "", least: int = 2, most: int = 18, parent: QWidget | None = None
    ):
        self._least, self._most = least, most
        self._scrolls = False
        super().__init__("", placeholder, flat="note", parent=parent)
        self.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Without change, cursor and scroll position stay, and nothing is laid out anew."""
        if text == self.toPlainText():
            self._kept = text
        else:
            super().show_text(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls its own text where that is longer than the field; else the page."""
        if self._scrolls:
            super(InlineNote, self).wheelEvent(event)
        else:
            event.ignore()

    def _on_text_changed(self) -> None:
        """Nothing is saved while typing: a draft keeps the text."""
        self._fit()

    def _fit(self) -> None:
        """Lines are counted up to the limit only."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self._set_scrolls(lines > self._most)
        wanted = min(max(lines, self._least), self._most)
        height = wanted * self.fontMetrics().lineSpacing() + look.px(28)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _set_scrolls(self, scrolls: bool) -> None:
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
            )
