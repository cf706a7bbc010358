"""A button that reads as one elided line of text: the words of a line that opens."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import as_tip
from ui.widgets.read_only_controls import mark_reading


class ElidedButton(Button):
    """The whole text is its accessible name, and its tooltip while it is elided. It only reads."""

    def __init__(self, text: str, clicked: Callable[[], object], parent: QWidget | None = None):
        self._whole = ""
        super().__init__(text, "line", clicked=clicked, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        mark_reading(self)

    def set_text(self, text: str) -> None:
        self._whole = shown(text)
        self.setAccessibleName(self._whole)
        self._elide()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics, room = QFontMetrics(self.font()), self.width() - look.px(6)
        elided = metrics.horizontalAdvance(self._whole) > room
        words = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room) if elided else self._whole
        self.setText(words.replace("&", "&&"))
        self.setToolTip(as_tip(self._whole) if elided else "")

    def sizeHint(self) -> QSize:
        wanted = QFontMetrics(self.font()).horizontalAdvance(self._whole) + look.px(6)
        return QSize(wanted, look.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(24), look.px(28))
