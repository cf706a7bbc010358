"""Small rounded words: a due date, a topic, a filter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.widgets.buttons import clicked_by_return


class Chip(QLabel):
    """`tone`: plain, good, warn, danger, ok, info. Colour is never alone: the words say the same."""

    def __init__(self, text: str, tone: str = "plain", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ChipButton(QPushButton):
    """A chip to press: a filter when checkable, else a suggestion."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        checkable: bool = False,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.set_text(text)
        self.setProperty("chip", "true")
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_text(self, text: str) -> None:
        """Shown as it is: an ampersand in a name is no access key."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)
