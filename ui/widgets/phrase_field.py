"""A part of a sentence that is edited where it stands: underlined, and as wide as its text."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import look
from ui.widgets.fields import InlineField

_WIDEST = 420


class PhraseField(InlineField):
    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None):
        super().__init__("", placeholder, flat="phrase", parent=parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(lambda _text: self.updateGeometry())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.updateGeometry()  # the frame around the text needs room

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = self.text() or self.placeholderText()
        wide = min(self.fontMetrics().horizontalAdvance(words), look.px(_WIDEST))
        return QSize(wide + look.px(16 if self.hasFocus() else 6), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(24), look.px(32))
