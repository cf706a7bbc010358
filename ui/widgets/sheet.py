"""A modal sheet inside the window: the window is dimmed, the focus stays in the sheet and returns afterwards."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.layout import Card, column
from ui.widgets.tab_order import in_reading_order


class Sheet(QWidget):
    """Add children to `.body`, then call `open()`. Esc or a click outside closes it and emits `closed`."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        name: str,
        width: int = 720,
        top: int = 96,
        padding: tuple[float, float] = (20, 20),
    ):
        super().__init__(window)
        self._width, self._top = width, top
        self._window = window
        self._focus_before: QWidget | None = None
        self._is_closing = False
        self.setAccessibleName(shown(name))
        self.card = Card("sheet", padding, self)
        self.card.setAccessibleName(shown(name))
        self.body = self.card.body
        outer = self._outer = column(gap=0, margins=(16, top, 16, 16))
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setLayout(outer)
        self.hide()
        window.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    def open(self) -> None:
        if not self.is_open:
            self._focus_before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.opened.emit()

    def close_sheet(self) -> None:
        if not self.is_open:
            return
        self._is_closing = True
        self.hide()
        self._is_closing = False
        self._restore_focus()
        self.closed.emit()

    def _restore_focus(self) -> None:
        before, self._focus_before = self._focus_before, None
        try:
            if before is not None and before.isVisible():
                before.setFocus()
        except RuntimeError:  # the C++ widget was deleted meanwhile
            pass
        focused = QApplication.focusWidget()
        if focused is None or self.isAncestorOf(focused):  # a focus left inside would take all keys
            self._window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Compare with parent(), not an attribute: events still arrive while Python destroys this object.
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no action of the window fires while the sheet is open
            return True
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        if self._is_closing:  # hiding asks for the next widget; the focus returns to the former one instead
            return False
        at = QApplication.focusWidget()
        chain = list(in_reading_order(self.card))
        if not chain:
            return True
        place = chain.index(at) if at in chain else -1
        step = 1 if forwards else -1
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        chain[(place + step) % len(chain)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Its first click has opened the sheet: the second one does not close it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        dim = QColor(33, 29, 24, 71) if not look.tokens.is_dark else QColor(0, 0, 0, 130)
        QPainter(self).fillRect(self.rect(), dim)

    def place(self) -> None:
        """Covers the window, with the card in its upper part; called again when the card has grown."""
        whole = self._window.rect()
        self.setGeometry(whole)
        self.card.setFixedWidth(min(look.px(self._width), whole.width() - look.px(32)))
        spare = whole.height() - self.card.sizeHint().height() - look.px(16)
        top = max(min(look.px(self._top), whole.height() // 8, spare), look.px(8))
        self._outer.setContentsMargins(look.px(16), top, look.px(16), look.px(16))
