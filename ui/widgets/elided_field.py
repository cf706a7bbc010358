"""A line edit that elides its text while it has no focus."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyleOptionFrame, QWidget

from ui.widgets.labels import set_tip
from ui.widgets.typing_undo import TypingField

_BESIDE = 2  # pixels of Qt's inner margin on either side of the text


class ElidedField(TypingField):
    """While elided, the whole text is its tooltip; the accessible text is always the whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.textChanged.connect(self._on_text_changed)

    @property
    def is_elided(self) -> bool:
        wide = self.fontMetrics().horizontalAdvance(self.displayText())
        return not self.hasFocus() and wide > self._room(self._option()).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_elided:
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle  # late: its 600 enum members are created at import

        option, painter = self._option(), QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = self._room(option)
        words = self.fontMetrics().elidedText(self.displayText(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tip()

    def _on_text_changed(self) -> None:
        self._show_tip()

    def _show_tip(self) -> None:
        set_tip(self, self.text() if self.is_elided else "")

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionFrame) -> QRect:
        from PySide6.QtWidgets import QStyle  # late, as above

        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.adjusted(_BESIDE, 0, -_BESIDE, 0)
