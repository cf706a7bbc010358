"""Ctrl+Z and Ctrl+Shift+Z in a field: first what was typed there and is not saved yet, then what was done in the book.

Qt's fields take both keys for themselves as long as they have the keyboard, also where they have nothing to undo.
"""

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def belongs_to_the_book(field: QLineEdit | QPlainTextEdit, event: QEvent) -> bool:
    """Whether this key, asked about before it is pressed, undoes or redoes and the field has no typing for it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    typed = field if isinstance(field, QLineEdit) else field.document()
    if event.matches(_UNDO):
        return not typed.isUndoAvailable()
    return event.matches(_REDO) and not typed.isRedoAvailable()


def forget_typing(field: QLineEdit | QPlainTextEdit) -> None:
    """What the field says is saved: there is nothing to undo in it from now on."""
    if isinstance(field, QPlainTextEdit):
        field.document().clearUndoRedoStacks()
        return
    blocked, cursor = QSignalBlocker(field), field.cursorPosition()
    field.setText(field.text())
    field.setCursorPosition(cursor)
    blocked.unblock()


class TypingField(QLineEdit):
    """One line that leaves Ctrl+Z to the book where nothing typed into it is left to undo."""

    def event(self, event: QEvent) -> bool:
        if belongs_to_the_book(self, event):
            event.ignore()
            return False
        return super().event(event)
