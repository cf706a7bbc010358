"""Disabling controls temporarily, with the reason as tooltip and accessible description, and restoring their
former state."""

from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.widgets.labels import as_tip

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, *_FIELDS)
_STATE_PROPERTY = "before_greying"  # tooltip, description, and whether it was enabled


def is_control(widget: QWidget) -> bool:
    return isinstance(widget, _CONTROLS)


def disable(widget: QWidget, why: str) -> None:
    """Disables a button; makes a field read-only, so that its text can still be selected and copied."""
    if widget.property(_STATE_PROPERTY) is None:
        can_be_used = not widget.isReadOnly() if isinstance(widget, _FIELDS) else widget.isEnabled()
        widget.setProperty(_STATE_PROPERTY, [widget.toolTip(), widget.accessibleDescription(), can_be_used])
        widget.setAccessibleDescription(why)
    if not isinstance(widget, _FIELDS):
        if widget.isEnabled():
            widget.setEnabled(False)
    elif not widget.isReadOnly():
        widget.setReadOnly(True)
    if widget.toolTip() != as_tip(why):  # avoids needless change events
        widget.setToolTip(as_tip(why))


def restore(widget: QWidget) -> None:
    """Does nothing if it was not disabled by `disable`."""
    before = widget.property(_STATE_PROPERTY)
    if before is None:
        return
    tip, description, could_be_used = before
    widget.setProperty(_STATE_PROPERTY, None)
    widget.setToolTip(tip)
    widget.setAccessibleDescription(description)
    if could_be_used and isinstance(widget, _FIELDS):
        widget.setReadOnly(False)
    elif could_be_used:
        widget.setEnabled(True)


def disable_action(action: QAction, why: str) -> None:
    if action.property(_STATE_PROPERTY) is None:
        action.setProperty(_STATE_PROPERTY, action.toolTip())
    if action.isEnabled():
        action.setEnabled(False)
    if action.toolTip() != as_tip(why):
        action.setToolTip(as_tip(why))


def restore_action(action: QAction) -> None:
    before = action.property(_STATE_PROPERTY)
    if before is not None:
        action.setProperty(_STATE_PROPERTY, None)
        action.setToolTip(before)
        action.setEnabled(True)


def is_disabled(thing: QWidget | QAction) -> bool:
    return thing.property(_STATE_PROPERTY) is not None


def would_type_letter(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether this key would type a letter into a disabled field."""
    return (
        isinstance(widget, _FIELDS)
        and is_disabled(widget)
        and bool(event.text())
        and event.text().isprintable()
    )
