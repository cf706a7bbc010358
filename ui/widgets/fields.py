"""Fields that save themselves on leaving: there are no Save buttons."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

from ui.theme.look import look
from ui.widgets.elided_field import ElidedField
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.typing_undo import TypingField, clear_typing_undo, is_undo_of_book

_IDLE_MS = 800


class InlineField(ElidedField):
    """Flat until hovered. `edited_text` is emitted once per change, on Enter or on leaving; Esc restores the
    old text.

    `taken_back`: Esc was pressed after the typed text had been refused.
    """

    edited_text = Signal(str)
    taken_back = Signal()

    def __init__(
        self, text: str = "", placeholder: str = "", flat: str = "true", parent: QWidget | None = None
    ):
        super().__init__(text, parent)
        self._kept = self._saved = text  # the text last set, and the text last saved
        self._was_refused = False
        self.setCursorPosition(0)  # a long value shows its beginning
        self.setProperty("flat", flat)
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.save)

    def show_text(self, text: str) -> None:
        """Sets the book's current text, unless the user is typing here. Where it is shown already, cursor and
        selection stay."""
        if self.hasFocus() and (self.isModified() or text == self.text() == self._saved):
            return
        self.take(text)

    def take(self, text: str) -> None:
        """Sets the text of another record, replacing anything typed."""
        self._kept = self._saved = text
        self._was_refused = False
        self.setText(text)
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.save()  # Qt emits editingFinished only if text was typed
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._saved:
            self._restore_text()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # saves only: a sheet around it must not handle Enter
            self.save()
            return
        super().keyPressEvent(event)

    def save(self) -> None:
        if self.text() != self._kept:
            self._kept, self._was_refused = self.text(), False
            self.edited_text.emit(self._kept)
            if not self._was_refused:
                self._saved = self._kept
                clear_typing_undo(self)
        self.setModified(False)

    def refuse(self) -> None:
        """The typed text was not saved: it stays, and the next Ctrl+Z reverts it here first."""
        self._was_refused = True

    def _restore_text(self) -> None:
        if self._was_refused:
            self.take(self._saved)
            self.taken_back.emit()
            return
        self.selectAll()  # as an edit of the field: Ctrl+Z brings back what Esc has dropped
        self.insert(self._saved)
        self.setModified(False)


class InlineNote(QPlainTextEdit):
    """Several lines; saves 800 ms after the last key and on leaving. Grows with its text; Tab moves the
    focus."""

    edited_text = Signal(str)
    taken_back = Signal()

    def __init__(
        self, text: str = "", placeholder: str = "", flat: str = "true", parent: QWidget | None = None
    ):
        super().__init__(text, parent)
        self._kept = self._text_at_focus = text
        self._was_refused = False
        self.setProperty("flat", flat)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.save)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._keep_cursor_in_view)
        self._fit()

    def show_text(self, text: str) -> None:
        """Sets the book's current text, unless text typed here is unsaved, or differs only by whitespace from
        the saved one."""
        if not self.hasFocus():
            self.take(text)
        elif self.toPlainText() == self._kept and text.split() != self._kept.split():
            self.take(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        if is_undo_of_book(self, event):
            event.ignore()
            return False
        return super().event(event)

    def take(self, text: str) -> None:
        """Sets the text of another record, replacing anything typed."""
        self._kept = self._text_at_focus = text
        self._was_refused = False
        self.setPlainText(text)
        self._idle.stop()

    def save(self) -> None:
        self._idle.stop()
        if self.toPlainText() != self._kept:
            self._kept, self._was_refused = self.toPlainText(), False
            self.edited_text.emit(self._kept)
            if not self._was_refused:
                clear_typing_undo(self)

    def refuse(self) -> None:
        """As InlineField.refuse."""
        self._was_refused = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._was_refused:
            self._text_at_focus = self._kept
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._text_at_focus:
            was_refused = self._was_refused
            if was_refused:
                self.take(self._text_at_focus)
                self.taken_back.emit()
            else:
                self._put_back()
            return
        super().keyPressEvent(event)

    def _put_back(self) -> None:
        """As an edit of the field: Ctrl+Z brings back what Esc has dropped."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._text_at_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._keep_cursor_in_view()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """It is as high as its text, so the page scrolls instead."""
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), look.px(28))

    def _on_text_changed(self) -> None:
        self._fit()
        if self.hasFocus() and self.toPlainText() != self._kept:
            self._idle.start()

    def _keep_cursor_in_view(self) -> None:
        """The column around it scrolls, as it does not scroll itself."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None and self.hasFocus():
            place = self.mapTo(inside, self.cursorRect().center())
            above.ensureVisible(0, place.y(), 0, look.px(24))

    def _fit(self) -> None:
        # The document's own size counts blocks not laid out yet as one line each.
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + look.px(16))


class SearchField(TypingField):
    """Filters a list as the user types. Down and Enter move to the list; Esc clears, then leaves."""

    left_downwards = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        mark_reading(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
