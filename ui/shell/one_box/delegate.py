"""Delegate of the one box: typed letters are bold."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from crm.text.folding import fold
from crm.text.outside_text import shown
from ui.shell.one_box.results import BoxRow
from ui.theme.icons import icon_pixmap
from ui.theme.look import look
from ui.widgets.avatar import paint_avatar
from ui.widgets.row_delegate import RowDelegate, paint_text


class BoxDelegate(RowDelegate[BoxRow]):
    height = 38
    gap = 0
    cards = True
    typed = ""

    def row_height(self, row: BoxRow) -> int:
        return 30 if row.kind == "heading" else self.height

    def is_heading(self, row: BoxRow) -> bool:
        return bool(row.kind == "heading")

    def paint_heading(self, painter: QPainter, rect: QRect, row: BoxRow) -> None:
        paint_text(painter, rect.adjusted(look.px(12), look.px(6), 0, 0), row.title, "section", "text2")

    def paint_row(self, painter: QPainter, rect: QRect, row: BoxRow, selected: bool, hovered: bool) -> None:
        keys = "Enter" if selected else row.keys
        taken = paint_key(painter, rect, keys)
        left = self._paint_icon(painter, rect, row, selected)
        room = rect.adjusted(left, 0, -taken - look.px(8), 0)
        used = self._paint_match(painter, room, row.title, "strong" if row.kind == "person" else "body")
        if row.detail:
            beside = room.adjusted(used, 0, 0, 0)
            self._paint_match(
                painter, beside, f", {row.detail}" if row.kind == "person" else f": {row.detail}", "body"
            )

    def background(self, row: BoxRow) -> str:
        return ""

    def _paint_icon(self, painter: QPainter, rect: QRect, row: BoxRow, selected: bool) -> int:
        size = look.px(24)
        top = rect.center().y() - size // 2 + 1
        if row.kind == "person":
            paint_avatar(painter, QRect(rect.left(), top, size, size), row.title, row.uid, ring=selected)
            return size + look.px(10)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.left(), top + look.px(3), icon_pixmap(row.icon, "text", 18, ratio))
        return look.px(28)

    def _paint_match(self, painter: QPainter, rect: QRect, text: str, font: str) -> int:
        """Elided text with the typed part in bold."""
        text = shown(text)
        start, end = match_range(text, self.typed)
        used = 0
        for part, name in ((text[:start], font), (text[start:end], "strong"), (text[end:], font)):
            if part and used < rect.width():
                used += _paint_part(painter, rect.adjusted(used, 0, 0, 0), part, name)
        return used


def match_range(text: str, typed: str) -> tuple[int, int]:
    """Start and end of the word in `text` that begins with the first typed word; (0, 0) if none. Ignores
    accents and case."""
    words = typed.split()
    wanted = fold(words[0]) if words else ""
    at = 0
    while wanted and at < len(text):
        begins = at == 0 or not text[at - 1].isalnum()
        if begins and fold(text[at : at + len(words[0])]) == wanted:
            return at, at + len(words[0])
        at += 1
    return 0, 0


def paint_key(painter: QPainter, rect: QRect, keys: str) -> int:
    """A key in its frame at the right end. Returns its width."""
    if not keys:
        return 0
    words, font = keys.replace("+", " "), look.font("key")
    width = QFontMetrics(font).horizontalAdvance(words) + look.px(12)
    height = look.px(18)
    frame = QRectF(rect.right() - width + 0.5, rect.center().y() - height // 2 + 0.5, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("border_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, look.px(4), look.px(4))
    painter.setFont(font)
    painter.setPen(look.color("text2"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
    return width


def _paint_part(painter: QPainter, rect: QRect, part: str, name: str) -> int:
    font = look.font(name)
    metrics = QFontMetrics(font)
    line = metrics.elidedText(part, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(look.color("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
    return metrics.horizontalAdvance(line)
