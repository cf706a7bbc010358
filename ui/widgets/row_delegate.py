"""Painting of list rows: background, hover, selection and focus ring are shared; each page paints the
content."""

from typing import Any, Generic

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.theme.stylesheet import chip_colors
from ui.widgets.row_model import ROW, Row


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Override `paint_row`, and `row_height` or `is_heading` where rows differ. `cards` frames each row."""

    height = 66  # design pixels, including the gap below
    gap = 6
    cards = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.reserved = 0  # logical pixels at the right of the current row, covered by its buttons

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool, hovered: bool) -> None:
        """`rect` is the inside of the row, without padding and reserved space."""
        raise NotImplementedError

    def paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """`rect` is the whole row."""

    def is_heading(self, row: Row) -> bool:
        return False

    def background(self, row: Row) -> str:
        """The token of an unselected card's background; "" for a row without a frame."""
        return "surface"

    def row_height(self, row: Row) -> int:
        """In design pixels; only used by lists with `varied=True`."""
        return self.height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, look.px(self.row_height(index.data(ROW))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if row is None:
            return
        painter.save()
        if self.is_heading(row):
            self.paint_heading(painter, option.rect, row)
        else:
            self._paint_framed(painter, option, index, row)
        painter.restore()

    def _paint_framed(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        row: Row,
    ) -> None:
        """The list tells which row is marked: reading `option.state` would create the 600 members of QStyle's
        enums."""
        rows: Any = option.widget
        selected = rows.selectionModel().isSelected(index)
        hovered = rows.hovered == index.row()
        frame = option.rect.adjusted(0, 0, 0, -look.px(self.gap))
        self._paint_background(painter, frame, self.background(row), selected, hovered)
        if rows.shows_focus_ring(index):
            self._paint_ring(painter, frame)
        inside = frame.adjusted(look.px(12), 0, -look.px(12), 0)
        if selected and self.reserved:
            inside.setRight(inside.right() - self.reserved - look.px(8))
        self.paint_row(painter, inside, row, selected, hovered)

    def _paint_background(
        self, painter: QPainter, frame: QRect, plain: str, selected: bool, hovered: bool
    ) -> None:
        tokens = look.tokens
        if not plain and not selected and not hovered:
            return
        background = tokens.selected if selected else tokens.hover if hovered else getattr(tokens, plain)
        if not self.cards:
            painter.fillRect(frame, QColor(background))
            painter.fillRect(QRect(frame.left(), frame.bottom(), frame.width(), 1), QColor(tokens.border))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(background if selected or not plain else tokens.border), 1))
        painter.setBrush(QColor(background))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))

    def _paint_ring(self, painter: QPainter, frame: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), look.px(8), look.px(8))


def paint_text(
    painter: QPainter, rect: QRect, text: str, font: str = "body", color: str = "text", right: bool = False
) -> int:
    """One elided, vertically centred line. Returns its width."""
    made = look.font(font)
    metrics = QFontMetrics(made)
    # A line break would be painted as a box.
    line = metrics.elidedText(shown(" ".join(text.split())), Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(made)
    painter.setPen(look.color(color))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
    return metrics.horizontalAdvance(line)


def paint_two_lines(
    painter: QPainter, rect: QRect, strong: str, quiet: str, strong_font: str = "row"
) -> None:
    """What to do above, why below: in the middle of `rect`, each line elided."""
    upper, lower = look.px(20), look.px(18)
    top = rect.center().y() - (upper + lower) // 2 + 1
    paint_text(painter, QRect(rect.left(), top, rect.width(), upper), strong, strong_font)
    paint_text(painter, QRect(rect.left(), top + upper, rect.width(), lower), quiet, "small", "text2")


def paint_chip(painter: QPainter, right: int, middle: int, words: str, tone: str = "plain") -> int:
    """A chip that ends at `right`, centred on `middle`. Returns its width, 0 without words."""
    if not words:
        return 0
    font, words = look.font("caption"), shown(words)
    width = QFontMetrics(font).horizontalAdvance(words) + look.px(16)
    height = look.px(20)
    shape = QRectF(right - width, middle - height / 2, width, height)
    background, ink = chip_colors(look.tokens, tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    painter.drawRoundedRect(shape, height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(shape, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
    return width


def chip_width(words: str) -> int:
    return QFontMetrics(look.font("caption")).horizontalAdvance(shown(words)) + look.px(16) if words else 0
