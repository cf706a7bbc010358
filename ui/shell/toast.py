"""What was just done, at the bottom of the window, with Undo for eight seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ui.late import Qt
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, row

SHOWN_MS = 8000


class Toast(Card):
    def __init__(self, window: QWidget):
        super().__init__("toast", (0, 0), window)
        self._window = window
        self._undo: Callable[[], object] | None = None
        self._words = ElidedLabel("", "body")
        self._button = Button("Undo", "toast", clicked=self._on_undo_pressed)
        line = row(gap=12, margins=(16, 6, 10, 6))
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.body.addLayout(line)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(33, 29, 24, 60))
        self.setGraphicsEffect(shadow)
        self.hide()
        window.installEventFilter(self)

    def tell(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Replaces what stood there; screen readers say it."""
        self._undo = undo
        self._words.setText(words)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        # Here, because its 150 names would be made objects of before the first paint.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()  # it waits while it is being read

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def _on_undo_pressed(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        room = self._window.width() - look.px(48)
        wanted = self._words.sizeHint().width() + look.px(34)
        if self._undo is not None:
            wanted += self._button.sizeHint().width() + look.px(12)
        width, height = min(wanted, room), max(self.sizeHint().height(), look.px(40))
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._window.height() - height - look.px(24), width, height)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
