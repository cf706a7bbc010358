"""The four counts at the top of a preview. A click shows what was counted."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.look import look
from ui.widgets.buttons import clicked_by_return
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column


class CountCard(QPushButton):
    def __init__(self, clicked: Callable[[], object], parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "choice")
        # all as high as the highest one
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number, self._words = PlainLabel("", "page"), PlainLabel("", "quiet", wrap=True)
        inside = column(self._number, self._words, gap=0, margins=(17, 13, 17, 13))
        inside.addStretch(1)
        self.setLayout(inside)
        for label in (self._number, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: clicked())

    def show_count(self, number: int, words: str, is_there: bool) -> None:
        """`is_there`: whether there is anything to show."""
        self._number.setText(f"{number:,}")
        self._words.setText(words)
        self.setAccessibleName(f"{number:,} {words}")
        self.setEnabled(is_there)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look.px(160), self.heightForWidth(max(self.width(), look.px(160))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # a narrower card needs more lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)
