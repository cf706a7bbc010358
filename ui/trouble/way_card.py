"""A card for one way to solve the trouble: icon, title, description, and buttons."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.lazy_qt import Qt
from ui.theme.look import look
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Card, Flow, column, row


class WayCard(Card):
    """`is_large` is for the recommended way; the others are smaller."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        words: str,
        *buttons: Button,
        is_large: bool = False,
        parent: QWidget | None = None,
    ):
        super().__init__("true", (20, 20) if is_large else (16, 16), parent)
        self.setAccessibleName(title)
        self.words = in_scroll(PlainLabel(words, "quiet" if is_large else "small", wrap=True))
        self.buttons = Flow(*buttons, gap=8)
        icon = IconLabel(icon_name, "accent" if is_large else "text", 20)
        inside = column(in_scroll(PlainLabel(title, "strong", wrap=True)), self.words, gap=2)
        inside.addSpacing(look.px(10))
        inside.addWidget(self.buttons)
        inside.addStretch(1)
        line = row(gap=16 if is_large else 12)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(inside, 1)
        self.body.addLayout(line)


class SideBySide(QWidget):
    """Two cards of equal width, stacked if there is too little space."""

    _LEAST = 300  # minimum width of a card in design pixels

    def __init__(self, *cards: WayCard, parent: QWidget | None = None):
        super().__init__(parent)
        self._cards = cards
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(12))
        self.setLayout(self._grid)
        self._is_beside: bool | None = None
        self._arrange(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() >= look.px(2 * self._LEAST + 12))

    def _arrange(self, is_beside: bool) -> None:
        if is_beside == self._is_beside:
            return
        self._is_beside = is_beside
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *((0, at) if is_beside else (at, 0)))
            self._grid.setColumnStretch(at, 1 if is_beside or at == 0 else 0)
        self.updateGeometry()
