"""A layout of two groups of widgets: side by side, or stacked where both do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.look import look
from ui.widgets.layout import row


class ResponsiveRow(QWidget):
    """`first` takes the remaining width, at least `least` design pixels; `second` is at the right."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        least: int = 0,
        gap: float = 16,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._first, self._second, self._least = first, second, look.px(least)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(gap))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(first, 0, 0)
        self.setLayout(self._grid)
        self._below = True
        self._arrange(False)

    def minimumSizeHint(self) -> QSize:
        """The wider of the two alone: otherwise it could never become narrow enough to stack them."""
        width = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        first = max(self._least, self._first.minimumSizeHint().width())
        wanted = first + self._grid.horizontalSpacing() + self._second.sizeHint().width()
        self._arrange(self.width() < wanted)

    def _arrange(self, below: bool) -> None:
        if below != self._below:
            self._below = below
            self._grid.removeWidget(self._second)
            place = (1, 0) if below else (0, 1)
            self._grid.addWidget(self._second, *place, Qt.AlignmentFlag.AlignRight)
            self.updateGeometry()


def button_row(left: Sequence[QWidget], right: Sequence[QWidget]) -> ResponsiveRow:
    """A row of buttons for the bottom of a sheet."""
    at_left, at_right = QWidget(), QWidget()
    from_left = row(*left, gap=6)
    from_left.addStretch(1)
    at_left.setLayout(from_left)
    at_right.setLayout(row(*right, gap=6))
    made = ResponsiveRow(at_left, at_right, gap=6)
    made.setContentsMargins(0, look.px(8), 0, 0)
    return made
