"""Ctrl+Z and Ctrl+Shift+Z in fields: first undo typing that is not saved yet, then steps of the book.

Qt's fields take both keys while they have the focus, even with nothing to undo.
"""

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def is_undo_of_book(field: QLineEdit | QPlainTextEdit, event: QEvent) -> bool:
    """Whether this ShortcutOverride is undo or redo, and the field has no typing to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    typed = field if isinstance(field, QLineEdit) else field.document()
    if event.matches(_UNDO):
        return not typed.isUndoAvailable()
    return event.matches(_REDO) and not typed.isRedoAvailable()


def clear_typing_undo(field: QLineEdit | QPlainTextEdit) -> None:
    """Clears the field's undo history after its text was saved."""
    if isinstance(field, QPlainTextEdit):
        field.document().clearUndoRedoStacks()
        return
    blocked, cursor = QSignalBlocker(field), field.cursorPosition()
    field.setText(field.text())
    field.setCursorPosition(cursor)
    blocked.unblock()


class TypingField(QLineEdit):
    """Leaves Ctrl+Z to the book if there is no typing to undo."""

    def event(self, event: QEvent) -> bool:
        if is_undo_of_book(self, event):
            event.ignore()
            return False
        return super().event(event)
