"""Headings of the people list: a click, or Space, sorts by a column, again in reverse order."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from crm.people.list_order import SORTABLE, Order
from ui.people.columns import Column, places
from ui.theme.look import look
from ui.widgets.buttons import clicked_by_return, show_hand
from ui.widgets.read_only_controls import mark_reading

_PADDING = 12


class HeadingButton(QPushButton):
    """One heading. An arrow shows the sort order, which the accessible name contains, too."""

    def __init__(self, column: Column, on_press: Callable[[str], object], parent: QWidget):
        super().__init__(parent)
        self._column = column
        self.setProperty("kind", "heading")
        self.setEnabled(column.name in SORTABLE)
        self.clicked.connect(lambda _checked=False: on_press(column.name))
        show_hand(self)
        mark_reading(self)

    def show_order(self, order: Order) -> None:
        sorted_here = order.column == self._column.name
        arrow = ("  ↓" if order.descending else "  ↑") if sorted_here else ""
        way = (", sorted downwards" if order.descending else ", sorted upwards") if sorted_here else ""
        self.setText(f"{self._column.title}{arrow}")
        self.setAccessibleName(f"{self._column.title}{way}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)


class ColumnHeading(QWidget):
    """`on_press(column)` is called to change the order."""

    def __init__(self, on_press: Callable[[str], object], parent: QWidget | None = None):
        super().__init__(parent)
        self._on_press = on_press
        self._columns: tuple[Column, ...] = ()
        self._buttons: dict[str, HeadingButton] = {}
        self._fit()
        look.size_changed.connect(self._fit)
        look.theme_changed.connect(self.update)

    def show_columns(self, columns: tuple[Column, ...], order: Order) -> None:
        if columns != self._columns:
            self._columns = columns
            for button in self._buttons.values():
                button.hide()
                button.deleteLater()
            self._buttons = {one.name: HeadingButton(one, self._on_press, self) for one in columns}
        for button in self._buttons.values():
            button.show_order(order)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface"))
        radius = look.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, radius), radius, radius)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("border"))

    def _place(self) -> None:
        inside = self.rect().adjusted(look.px(_PADDING), 0, -look.px(_PADDING), 0)
        shown = {one.column.name: one.rect for one in places(inside, self._columns)}
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
            if name in shown:
                button.setGeometry(shown[name].adjusted(-look.px(4), look.px(5), 0, -look.px(6)))

    def _fit(self) -> None:
        self.setFixedHeight(look.px(37))
