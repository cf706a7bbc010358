"""The story of a person: a timeline, newest first, painted, so that years of entries stay fast."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from ui.person.story_text import StoryRow, accessible_text
from ui.theme.icons import icon_pixmap
from ui.theme.look import look
from ui.widgets.layout import TEXT_WIDTH
from ui.widgets.row_delegate import RowDelegate, paint_text
from ui.widgets.row_list import RowList
from ui.widgets.row_model import ROW, RowModel

_INDENT, _WHEN, _TITLE, _LINE, _BETWEEN = 22, 20, 20, 20, 16
_MOST_LINES = 12


class StoryDelegate(RowDelegate[StoryRow]):
    def __init__(self) -> None:
        super().__init__()
        self.width = look.px(500)

    def pixels(self, row: StoryRow) -> int:
        """Height of an entry at the current width."""
        title = look.px(_TITLE) if row.title else 0
        return look.px(_WHEN) + title + look.px(_LINE) * len(self._lines(row)) + look.px(_BETWEEN)

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        row = index.data(ROW)
        if row is None:
            return
        painter.save()
        rect = option.rect
        opens = option.widget.shows_focus_ring(index) or option.widget.hovered == index.row()
        self._paint_thread(painter, rect, first=index.row() == 0, marked=opens)
        left, width, top = rect.left() + look.px(_INDENT), self._text_width(), rect.top()
        used = paint_text(painter, QRect(left, top, width, look.px(_WHEN)), row.when, "caption", "text3")
        if opens:
            self._paint_mark(painter, left + used + look.px(2), top)
        top += look.px(_WHEN)
        if row.title:
            paint_text(painter, QRect(left, top, width, look.px(_TITLE)), row.title, "row")
            top += look.px(_TITLE)
        for line in self._lines(row):
            paint_text(painter, QRect(left, top, width, look.px(_LINE)), line, "body", "text2")
            top += look.px(_LINE)
        painter.restore()

    def _paint_mark(self, painter: QPainter, left: int, top: int) -> None:
        """Says that the entry opens."""
        ratio, side = painter.device().devicePixelRatioF(), 14
        middle = top + (look.px(_WHEN) - look.px(side)) // 2
        painter.drawPixmap(left, middle, icon_pixmap("chevron-right", "accent", side, ratio))

    def _paint_thread(self, painter: QPainter, rect: QRect, first: bool, marked: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = rect.left() + look.px(6) + 0.5, rect.top() + look.px(11)
        painter.setPen(QPen(look.color("border_strong"), 1))
        painter.drawLine(QPointF(x, y if first else rect.top()), QPointF(x, rect.bottom() + 1))
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("accent" if marked else "surface"))
        side = look.px(10)
        painter.drawEllipse(QRectF(x - side / 2, y - side / 2, side, side))

    def _text_width(self) -> int:
        return min(self.width - look.px(_INDENT), look.px(TEXT_WIDTH))

    def _lines(self, row: StoryRow) -> list[str]:
        """The text broken into lines; of a very long note only the beginning."""
        found: list[str] = []
        for paragraph in row.body.splitlines():
            found += _wrapped(paragraph, self._text_width()) or [""]
        return (
            found if len(found) <= _MOST_LINES else [*found[: _MOST_LINES - 1], f"{found[_MOST_LINES - 1]} …"]
        )


def _wrapped(paragraph: str, width: int) -> list[str]:
    layout = QTextLayout(paragraph, look.font("body"))
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


class StoryList(RowList[StoryRow]):
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None):
        self._painted = StoryDelegate()
        model: RowModel[StoryRow] = RowModel(accessible_text, spoken_hint="Enter opens it")
        super().__init__("Story", model, self._painted, parent=parent)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.row_opened.emit(self.rows.row_at(index.row())))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_heights()

    def _set_heights(self) -> None:
        self._painted.width = self.viewport().width()
        for place in range(self.rows.rowCount()):
            if (row := self.rows.row_at(place)) is not None:
                self.setRowHeight(place, self._painted.pixels(row))

    def _on_scrolled(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            self.more_requested.emit()
