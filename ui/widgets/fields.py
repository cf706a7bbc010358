"""Fields that save themselves on leaving: no Save button anywhere."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.theme.look import look

_IDLE_MS = 800


class InlineField(QLineEdit):
    """Flat until pointed at. `edited_text` comes once a change, on Enter or on leaving; Esc brings the old text back."""

    edited_text = Signal(str)

    def __init__(
        self, text: str = "", placeholder: str = "", flat: str = "true", parent: QWidget | None = None
    ):
        super().__init__(text, parent)
        self._kept = text
        self.setCursorPosition(0)  # a value longer than the field shows its beginning
        self.setProperty("flat", flat)
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self._save)

    def show_text(self, text: str) -> None:
        """What the book says now; left alone while someone is typing here."""
        if not (self.hasFocus() and self.isModified()):
            self._kept = text
            self.setText(text)
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it saves, and does no more: a sheet around it must not take Enter for its own
            self._save()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        if self.text() != self._kept:
            self._kept = self.text()
            self.edited_text.emit(self._kept)
        self.setModified(False)


class InlineNote(QPlainTextEdit):
    """Several lines; saves 800 ms after the last key and on leaving, grows with its text, Tab goes on."""

    edited_text = Signal(str)

    def __init__(
        self, text: str = "", placeholder: str = "", flat: str = "true", parent: QWidget | None = None
    ):
        super().__init__(text, parent)
        self._kept = self._at_focus = text
        self.setProperty("flat", flat)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.save)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        if not self.hasFocus():
            self._kept = text
            self.setPlainText(text)

    def save(self) -> None:
        self._idle.stop()
        if self.toPlainText() != self._kept:
            self._kept = self.toPlainText()
            self.edited_text.emit(self._kept)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._at_focus = self._kept
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._at_focus:
            self.setPlainText(self._at_focus)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), look.px(28))

    def _on_text_changed(self) -> None:
        self._fit()
        if self.hasFocus() and self.toPlainText() != self._kept:
            self._idle.start()

    def _fit(self) -> None:
        # The document's own size counts blocks not laid out yet as one line each.
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + look.px(16))


class SearchField(QLineEdit):
    """Filters the list in view as you type. Down and Enter go to the list; Esc empties, then leaves."""

    left_downwards = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
