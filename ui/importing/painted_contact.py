"""Painted list of a contact's values: one widget per value would make moving through a list slow."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.row_delegate import paint_text

_LABEL = 96  # design pixels
_LINE = 19
_PAD = 8


class PaintedContact(QWidget):
    """Label and value of each; values wrap. All of it is the accessible name."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._facts: Sequence[tuple[str, str]] = ()
        self._laid: list[QTextLayout] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        look.theme_changed.connect(self.update)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        self._facts = values
        self.setAccessibleName(
            shown("; ".join(f"{label}: {value}" if label else value for label, value in values))
        )
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(look.px(300), sum(self._height(layout) for layout in self._laid))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for (label, _), layout in zip(self._facts, self._laid, strict=True):
            height = self._height(layout)
            if top:
                painter.fillRect(QRect(0, top, self.width(), 1), look.color("border"))
            first = QRect(0, top + look.px(_PAD), look.px(_LABEL - 8), look.px(_LINE))
            paint_text(painter, first, label, "caption", "text3")
            painter.setPen(look.color("text2"))
            layout.draw(painter, QPointF(look.px(_LABEL), top + look.px(_PAD)))
            top += height

    def _lay_out(self) -> None:
        width = max(self.width() - look.px(_LABEL), look.px(60))
        self._laid = [_laid_out(value, width) for _, value in self._facts]
        self.updateGeometry()
        self.update()

    @staticmethod
    def _height(layout: QTextLayout) -> int:
        return max(layout.lineCount(), 1) * look.px(_LINE) + 2 * look.px(_PAD)


def _laid_out(text: str, width: int) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), look.font("small"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    at = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, at + (look.px(_LINE) - line.height()) / 2))
        at += look.px(_LINE)
    layout.endLayout()
    return layout
