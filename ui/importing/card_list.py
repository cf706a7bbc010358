"""Painted lists of the preview: a check mark for rows to import, a chip for the user's choice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from crm.importing.preview_lists import ListedCard
from ui.importing import list_rows
from ui.importing.answers import Answers
from ui.importing.list_rows import Heading, Row
from ui.theme.icons import icon
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text, paint_two_lines
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

_ROWS_SHOWN = 5
_TICK = 16  # design pixels
_TICK_ENDS = 12 + _TICK + 10


class FoundDelegate(RowDelegate[Row]):
    def __init__(self, answers: Answers, ticks: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self._answers, self._ticks = answers, ticks

    def is_heading(self, row: Row) -> bool:
        return list_rows.is_heading(row)

    def paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        assert isinstance(row, Heading)
        lower = rect.adjusted(0, look.px(8), 0, -look.px(4))
        paint_text(painter, lower, row.text, "section", "text2")

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool, hovered: bool) -> None:
        assert not isinstance(row, Heading)
        strong, quiet, chip = list_rows.texts(row, self._answers)
        if self._ticks and isinstance(row, ListedCard) and list_rows.can_be_excluded(row):
            self._paint_tick(painter, rect, comes_in=not self._answers.of(row.key).left_out)
            rect = rect.adjusted(look.px(_TICK + 10), 0, 0, 0)
        paint_chip(painter, rect.right() + 1, rect.center().y() + 1, chip)
        taken = chip_width(chip) + look.px(12) if chip else 0
        paint_two_lines(painter, rect.adjusted(0, 0, -taken, 0), strong, quiet)

    @staticmethod
    def _paint_tick(painter: QPainter, rect: QRect, comes_in: bool) -> None:
        side = look.px(_TICK)
        box = QRect(QPoint(rect.left(), rect.center().y() - side // 2 + 1), rect.size())
        box.setSize(box.size().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if comes_in else "border_strong"), 1))
        painter.setBrush(look.color("accent" if comes_in else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
        if comes_in:
            inset = look.px(2)
            icon("check", "accent_text", 12).paint(painter, box.adjusted(inset, inset, -inset, -inset))


class FoundList(RowList[Row]):
    """Space, or a click on the check mark, emits `toggled` to include or exclude a row."""

    toggled = Signal(object)

    def __init__(self, name: str, answers: Answers, ticks: bool = True, parent: QWidget | None = None):
        model = RowModel[Row](
            lambda row: list_rows.accessible_text(row, answers),
            lambda row: row.key,
            lambda row: not list_rows.is_heading(row),
        )
        super().__init__(name, model, FoundDelegate(answers, ticks), parent=parent)
        self._ticks = ticks
        self.shows_actions: Callable[[], bool] = lambda: True
        answers.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._ticks:
            if list_rows.can_be_excluded(self.chosen()):
                self.toggled.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        row = self.rows.row_at(self.indexAt(at).row())
        if self._ticks and at.x() < look.px(_TICK_ENDS) and list_rows.can_be_excluded(row):
            self.toggled.emit(row)

    def place_actions(self) -> None:
        super().place_actions()
        if self._actions is not None and not self.shows_actions():
            self._delegate.reserved = 0
            self._actions.hide()


class ShortList(FoundList):
    """The first few of many rows, as high as they are. `details_requested` is emitted to open the details of one."""

    details_requested = Signal(object)

    def __init__(self, name: str, answers: Answers, button: str, parent: QWidget | None = None):
        super().__init__(name, answers, ticks=False, parent=parent)
        self.set_actions(Button(button, clicked=lambda: self.details_requested.emit(self.chosen())))
        self.row_opened.connect(self.details_requested.emit)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, shown: Sequence[Row]) -> None:
        few = shown[:_ROWS_SHOWN]
        self.set_rows(few)
        self.setVisible(bool(few))
        self.setFixedHeight(look.px(self._delegate.height) * len(few))
