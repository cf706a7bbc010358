"""Layouts and frames: columns, rows, cards, labelled lines, wrapping rows, scrolling columns."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm.text.outside_text import shown
from ui.lazy_qt import Qt
from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel

TEXT_WIDTH = 720


def column(
    *widgets: QWidget, gap: float = 8, margins: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> QVBoxLayout:
    made = QVBoxLayout()
    _fill(made, widgets, gap, margins)
    return made


def row(
    *widgets: QWidget, gap: float = 8, margins: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> QHBoxLayout:
    made = QHBoxLayout()
    _fill(made, widgets, gap, margins)
    return made


def _fill(made: QBoxLayout, widgets: Sequence[QWidget], gap: float, margins: Sequence[float]) -> None:
    left, top, right, bottom = (look.px(side) for side in margins)
    made.setContentsMargins(left, top, right, bottom)
    made.setSpacing(look.px(gap))
    for widget in widgets:
        made.addWidget(widget)


def clear(layout: QLayout) -> None:
    """Removes and deletes everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def paint_background(widget: QWidget, background: str) -> None:
    """`background`: window, surface, sidebar, panel or clear. For plain QWidgets; a QFrame paints its
    background by itself."""
    widget.setProperty("ground", background)
    if not isinstance(widget, QFrame):
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Card(QFrame):
    """A framed group. `kind`: true (card), outline, sheet, mail. Add children to `.body`."""

    def __init__(
        self, kind: str = "true", padding: tuple[float, float] = (16, 12), parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setProperty("card", kind)
        self.body = column(margins=(padding[0], padding[1], padding[0], padding[1]))
        self.setLayout(self.body)


class Hairline(QFrame):
    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("hairline", "true")
        self.setFixedHeight(1)


class Line(QWidget):
    """One line of a card: a small grey label of a fixed width, then its widgets. Add more to `.content`."""

    def __init__(self, label: str, *widgets: QWidget, width: int = 112, parent: QWidget | None = None):
        super().__init__(parent)
        self.label = ElidedLabel(label, "caption")
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        flat = bool(widgets) and widgets[0].property("flat") is not None
        self.label.setFixedWidth(look.px(width) - (look.px(6) if flat else 0))
        self.content = row(gap=10)
        for widget in widgets:
            self.content.addWidget(widget, 1 if _grows(widget) else 0, Qt.AlignmentFlag.AlignVCenter)
        self.content.addStretch(0)
        whole = row(self.label, gap=10, margins=(8, 4, 8, 4))
        whole.addLayout(self.content, 1)
        self.setLayout(whole)
        self.setMinimumHeight(look.px(35))
        if widgets and not isinstance(widgets[0], QLabel):  # a label's text is accessible by itself
            widgets[0].setAccessibleName(widgets[0].accessibleName() or shown(label))


def _grows(widget: QWidget) -> bool:
    policy = widget.sizePolicy().horizontalPolicy()
    wraps = isinstance(widget, PlainLabel) and widget.wordWrap()
    wide = (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Ignored)
    return wraps or policy in wide


class Lines(QWidget):
    """Lines below each other, separated by hairlines."""

    def __init__(self, *lines: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self._column = column(gap=0)
        self.setLayout(self._column)
        for line in lines:
            self.add(line)

    def add(self, line: QWidget) -> None:
        for widget in (Hairline(), line) if self._column.count() else (line,):
            self._column.addWidget(widget)
            widget.show()  # at once: until it is shown, layouts leave it out of every size

    def clear(self) -> None:
        clear(self._column)


class Scroll(QScrollArea):
    """A vertically scrolling column. Add children to `.body`; `width` limits the line length."""

    def __init__(
        self,
        width: int | None = None,
        margins: tuple[float, float, float, float] = (32, 4, 32, 24),
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = inside = QWidget()
        narrow = QWidget()
        paint_background(inside, "clear")
        # set explicitly: for Qt's own viewport PySide would first create the classes of all widgets
        background = QWidget()
        background.setProperty("ground", "clear")
        self.setViewport(background)
        self.body = column()
        narrow.setLayout(self.body)
        if width is not None:
            narrow.setMaximumWidth(look.px(width))
        outer = column(margins=margins)
        across = row(narrow)
        across.addStretch(0)
        across.setStretch(0, 1)
        outer.addLayout(across)
        outer.addStretch(1)
        inside.setLayout(outer)
        self.setWidget(inside)


class FlowLayout(QLayout):
    """A layout of widgets side by side that wraps to the next line."""

    def __init__(self, gap: float = 6, parent: QWidget | None = None):
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = look.px(gap)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> "Qt.Orientation":
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        y = rect.y()
        for line in self._wrapped(rect.width()):
            tallest = max(item.sizeHint().height() for item in line)
            if move:
                self._place_line(line, rect, y, tallest)
            y += tallest + self._gap
        return max(y - self._gap - rect.y(), 0)

    def _wrapped(self, width: int) -> list[list[QLayoutItem]]:
        """The visible items, line by line; one that is too wide gets a line of its own."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in (one for one in self._items if not one.isEmpty()):
            wanted = item.sizeHint().width()
            if not lines or used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines

    def _place_line(self, line: list[QLayoutItem], rect: QRect, y: int, tallest: int) -> None:
        x = rect.x()
        for item in line:
            size = item.sizeHint()
            top = y + (tallest - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), QSize(min(size.width(), rect.width()), size.height())))
            x += size.width() + self._gap


class Flow(QWidget):
    """A widget with a FlowLayout."""

    def __init__(self, *widgets: QWidget, gap: float = 6, parent: QWidget | None = None):
        super().__init__(parent)
        self.flow = FlowLayout(gap)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.flow.addWidget(widget)
