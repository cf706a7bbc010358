"""The list of cards under headings that the pages of introductions, shelf, asks and advice show."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from crm.text.outside_text import shown
from ui.theme.icons import icon_pixmap
from ui.theme.look import look
from ui.theme.stylesheet import chip_colors
from ui.widgets.avatar import paint_faces
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, FoldedCards, Mark, accessible_text
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text, paint_two_lines
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

_ROW, _HEADING, _FOLDED = 66, 40, 40
_LEAST_TITLE = 160  # design pixels; marks that would leave the title less are left out
_GAP = 12


class CardDelegate(RowDelegate[CardItem]):
    height = _ROW

    def is_heading(self, row: CardItem) -> bool:
        return isinstance(row, CardHeading)

    def row_height(self, row: CardItem) -> int:
        return _ROW if isinstance(row, CardRow) else _HEADING if isinstance(row, CardHeading) else _FOLDED

    def background(self, row: CardItem) -> str:
        return "surface" if isinstance(row, CardRow) else ""

    def paint_heading(self, painter: QPainter, rect: QRect, row: CardItem) -> None:
        if not isinstance(row, CardHeading):
            return
        words = QRect(rect.left(), rect.top() + look.px(12), rect.width(), look.px(20))
        taken = paint_text(painter, words, row.text, "section", "text2")
        if row.hint:
            paint_text(painter, words.adjusted(taken + look.px(8), 0, 0, 0), row.hint, "caption", "text3")

    def paint_row(self, painter: QPainter, rect: QRect, row: CardItem, selected: bool, hovered: bool) -> None:
        if isinstance(row, FoldedCards):
            _paint_folded(painter, rect, row)
        elif isinstance(row, CardRow):
            if row.people or not row.icon:
                taken = paint_faces(painter, rect, row.people)
            else:
                taken = _paint_icon(painter, rect, row.icon)
            words = rect.adjusted(taken + look.px(_GAP), 0, 0, 0)
            free = _paint_marks(painter, words, row)
            paint_two_lines(painter, free, row.title, row.line)


class CardList(RowList[CardItem]):
    """Rows are CardItems; `row_opened` is also emitted for a FoldedCards line. Ids are the things' keys."""

    def __init__(self, name: str, spoken_hint: str = "Enter opens it", parent: QWidget | None = None):
        model = RowModel[CardItem](
            accessible_text,
            selectable=lambda item: not isinstance(item, CardHeading),
            spoken_hint=spoken_hint,
        )
        super().__init__(name, model, CardDelegate(), varied=True, parent=parent)

    def chosen_card(self) -> CardRow | None:
        item = self.chosen()
        return item if isinstance(item, CardRow) else None


def _paint_folded(painter: QPainter, rect: QRect, row: FoldedCards) -> None:
    line = rect.adjusted(-look.px(4), 0, look.px(4), 0)
    offer = QFontMetrics(look.font("small")).horizontalAdvance(shown(row.offer)) + look.px(_GAP)
    paint_text(painter, line.adjusted(0, 0, -offer, 0), row.words, "small", "text2")
    paint_text(painter, line, row.offer, "small", "text2", right=True)


def _paint_icon(painter: QPainter, rect: QRect, name: str) -> int:
    """A round tint with the icon, as large as a face. Returns its width."""
    side, drawn = look.px(36), look.px(16)
    face = QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side)
    background, _ = chip_colors(look.tokens, "plain")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    painter.drawEllipse(QRectF(face))
    place = QPoint(face.left() + (side - drawn) // 2, face.top() + (side - drawn) // 2)
    painter.drawPixmap(place, icon_pixmap(name, "text2", 16, painter.device().devicePixelRatioF()))
    return side


def _paint_marks(painter: QPainter, rect: QRect, row: CardRow) -> QRect:
    """Paints from the right, the last mark first. Returns what is left for title and line."""
    free = QRect(rect)
    title = QFontMetrics(look.font("row")).horizontalAdvance(shown(row.title))
    for mark in reversed(row.marks):
        width = _mark_width(mark)
        if free.width() - width - look.px(_GAP) < min(title, look.px(_LEAST_TITLE)):
            break
        _paint_mark(painter, free, mark, width)
        free.adjust(0, 0, -width - look.px(_GAP), 0)
    return free


def _mark_width(mark: Mark) -> int:
    if mark.tone:
        return chip_width(mark.words)
    return QFontMetrics(look.font("small")).horizontalAdvance(shown(mark.words))


def _paint_mark(painter: QPainter, free: QRect, mark: Mark, width: int) -> None:
    if mark.tone:
        paint_chip(painter, free.right() + 1, free.center().y() + 1, mark.words, mark.tone)
    else:
        place = QRect(free.right() - width, free.top(), width + 1, free.height())
        paint_text(painter, place, mark.words, "small", "text2")
