"""A switch: one control with an accessible name and a state."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.buttons import clicked_by_return

_WIDE, _HIGH, _GAP, _EDGE = 34, 20, 10, 3  # design pixels


class Switch(QCheckBox):
    """`name` is its accessible name, `words` the text beside it. `on_choice(on)` is called when the user
    toggles it."""

    def __init__(
        self, name: str, on_choice: Callable[[bool], object], words: str = "", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setText(shown(words).replace("&", "&&"))
        self._words = shown(words)
        self.setAccessibleName(f"{name}: {self._words}" if words else name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda on: on_choice(on))
        look.theme_changed.connect(self.update)

    @property
    def value(self) -> bool:
        return self.isChecked()

    def show_value(self, on: bool) -> None:
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self._words)
        wide = look.px(_WIDE) + 2 * _EDGE + (look.px(_GAP) + text if text else 0)
        return QSize(wide, max(look.px(_HIGH) + 2 * _EDGE, self.fontMetrics().height() + 2 * _EDGE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _place: QPoint) -> bool:
        """The whole widget, including the text."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        high = look.px(_HIGH)
        track = QRectF(_EDGE, (self.height() - high) / 2, look.px(_WIDE), high)
        self._paint_track(painter, track)
        if self._words:
            painter.setPen(look.color("text"))
            left = _EDGE + look.px(_WIDE) + look.px(_GAP)
            room = self.rect().adjusted(left, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.end()

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        on, round_by = self.isChecked(), track.height() / 2
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.color("accent")), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(QColor(look.color("border_strong")), 1))
        painter.setBrush(look.color("accent" if on else "surface"))
        painter.drawRoundedRect(track, round_by, round_by)
        knob = track.height() - 2 * look.px(4)
        left = track.right() - look.px(4) - knob if on else track.left() + look.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_text" if on else "border_strong"))
        painter.drawEllipse(QRectF(left, track.top() + look.px(4), knob, knob))
