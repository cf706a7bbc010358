"""Disables all writing controls of a read-only book, also those that a page creates or enables later.

Reading controls are marked (ui/widgets/read_only_controls.py): an unmarked control is disabled, never left to
write.
"""

from collections.abc import Callable

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.widgets.disabling import (
    disable,
    disable_action,
    is_control,
    is_disabled,
    restore,
    restore_action,
    would_type_letter,
)
from ui.widgets.read_only_controls import READS, only_reads

_Type = QEvent.Type
_HANDLED_EVENTS = frozenset(
    {
        *(_Type.Polish, _Type.Show, _Type.EnabledChange, _Type.ReadOnlyChange, _Type.ToolTipChange),
        *(_Type.ActionAdded, _Type.ActionChanged, _Type.DynamicPropertyChange, _Type.KeyPress),
    }
)


class WriteBlocker(QObject):
    """Active until `end`. `why` becomes the tooltip of disabled controls; `show_reason` is called when a disabled
    key is pressed."""

    def __init__(self, window: QWidget, why: str, show_reason: Callable[[], object]):
        super().__init__(window)
        self._window, self._why, self._show_reason = window, why, show_reason
        for widget in (window, *window.findChildren(QWidget)):
            self._apply_to(widget)
        _application().installEventFilter(self)

    def end(self) -> None:
        """Restores the shell; the pages are deleted with their book."""
        _application().removeEventFilter(self)
        for action in self._window.actions():
            restore_action(action)
        for widget in self._window.findChildren(QWidget):
            restore(widget)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if (
            kind not in _HANDLED_EVENTS
            or not isinstance(watched, QWidget)
            or watched.window() is not self._window
        ):
            return False
        if isinstance(event, QActionEvent):
            self._apply_to_action(event.action())
        elif isinstance(event, QKeyEvent):
            if would_type_letter(watched, event) or _is_of_disabled(watched, event):
                self._show_reason()
        elif not isinstance(event, QDynamicPropertyChangeEvent) or event.propertyName() == READS.encode():
            self._apply_to(watched)
        return False

    def _apply_to(self, widget: QWidget) -> None:
        """And its actions, which a page has before it is added to the window."""
        for action in widget.actions():
            self._apply_to_action(action)
        if is_control(widget):
            if only_reads(widget):
                restore(widget)
            else:
                disable(widget, self._why)

    def _apply_to_action(self, action: QAction) -> None:
        """Actions of a button's menu are skipped: they follow their button."""
        if not only_reads(action) and not isinstance(action.parent(), QMenu):
            disable_action(action, self._why)


def _is_of_disabled(widget: QWidget, event: QKeyEvent) -> bool:
    """An unhandled key travels from the focus widget up to the window, so it passes the widget with the
    action."""
    keys = QKeySequence(event.keyCombination())
    return any(keys in action.shortcuts() for action in widget.actions() if is_disabled(action))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
