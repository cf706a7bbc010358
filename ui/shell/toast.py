"""The toast: what was just done, at the bottom of the pages, with Undo for eight seconds. The page shrinks,
so nothing is covered."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from crm.text.outside_text import shown
from ui.lazy_qt import Qt
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, row

SHOWN_MS = 8000
_BELOW, _ABOVE, _BESIDE = 16, 8, 24


class Offer(NamedTuple):
    """Another action offered with the message, beside Undo."""

    words: str
    do: Callable[[], object]


class Toast(Card):
    def __init__(self, window: QWidget, pages: Callable[[], QWidget | None]):
        """`pages` returns the widget to place it in; None before there is a book."""
        super().__init__("toast", (0, 0), window)
        self._window, self._pages = window, pages
        self._undo: Callable[[], object] | None = None
        self._words = ElidedLabel("", "body")
        self._offered: Offer | None = None
        self._button = Button("Undo", "toast", clicked=self._on_undo_pressed)
        self.offer = Button("", "toast", clicked=self._on_offer_pressed)
        line = row(gap=12, margins=(16, 6, 10, 6))
        line.addWidget(self._words, 1)
        line.addWidget(self.offer)
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

    def show_message(
        self, words: str, undo: Callable[[], object] | None = None, offer: Offer | None = None
    ) -> None:
        """Replaces the former message; announced by screen readers."""
        self._undo, self._offered = undo, offer
        self.offer.set_text(offer.words if offer else "")
        self.offer.setVisible(offer is not None)
        self._words.setText(words)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(shown(words))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        # Late: creating its 150 names costs time before the first paint.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()  # it stays while the pointer is on it

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def _on_undo_pressed(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _on_offer_pressed(self) -> None:
        available_commands, self._offered = self._offered, None
        self.hide()
        if available_commands is not None:
            available_commands.do()

    def _place(self) -> None:
        pages = self._area()
        room = pages.width() - 2 * look.px(_BESIDE)
        wanted = self._words.sizeHint().width() + look.px(34)
        for button, is_there in ((self.offer, self._offered), (self._button, self._undo)):
            if is_there is not None:
                wanted += button.sizeHint().width() + look.px(12)
        width, height = min(wanted, room), max(self.sizeHint().height(), look.px(40))
        left, foot = pages.left() + (pages.width() - width) // 2, pages.bottom() + 1 - look.px(_BELOW)
        self.setGeometry(left, foot - height, width, height)
        self._take_room(height + look.px(_BELOW) + look.px(_ABOVE))

    def _area(self) -> QRect:
        pages = self._pages()
        if pages is None:
            return self._window.rect()
        return QRect(pages.mapTo(self._window, QPoint(0, 0)), pages.size())

    def _take_room(self, pixels: int) -> None:
        if (pages := self._pages()) is not None:
            pages.setContentsMargins(0, 0, 0, pixels)

    def hideEvent(self, event: QHideEvent) -> None:
        self._take_room(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
