"""Disables all writing controls of a read-only book, also those that a page creates or enables later.

Reading controls are marked (ui/widgets/read_only_controls.py): an unmarked control is disabled, never left to
write.
"""

from collections.abc import Callable

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.widgets.disabling import grey, grey_action, is_control, is_greyed, ungrey, ungrey_action, would_type
from ui.widgets.read_only_controls import READS, only_reads

_Type = QEvent.Type
_HEARD = frozenset(
    {
        *(_Type.Polish, _Type.Show, _Type.EnabledChange, _Type.ReadOnlyChange, _Type.ToolTipChange),
        *(_Type.ActionAdded, _Type.ActionChanged, _Type.DynamicPropertyChange, _Type.KeyPress),
    }
)


class Greying(QObject):
    """Active until `end`. `why` becomes the tooltip of disabled controls; `say_why` is called when a disabled
    key is pressed."""

    def __init__(self, window: QWidget, why: str, say_why: Callable[[], object]):
        super().__init__(window)
        self._window, self._why, self._say_why = window, why, say_why
        for widget in (window, *window.findChildren(QWidget)):
            self._look_at(widget)
        _application().installEventFilter(self)

    def end(self) -> None:
        """Restores the shell; the pages are deleted with their book."""
        _application().removeEventFilter(self)
        for action in self._window.actions():
            ungrey_action(action)
        for widget in self._window.findChildren(QWidget):
            ungrey(widget)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _HEARD or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if isinstance(event, QActionEvent):
            self._look_at_action(event.action())
        elif isinstance(event, QKeyEvent):
            if would_type(watched, event) or _is_of_greyed(watched, event):
                self._say_why()
        elif not isinstance(event, QDynamicPropertyChangeEvent) or event.propertyName() == READS.encode():
            self._look_at(watched)
        return False

    def _look_at(self, widget: QWidget) -> None:
        """And its actions, which a page has before it is added to the window."""
        for action in widget.actions():
            self._look_at_action(action)
        if is_control(widget):
            if only_reads(widget):
                ungrey(widget)
            else:
                grey(widget, self._why)

    def _look_at_action(self, action: QAction) -> None:
        """Actions of a button's menu are skipped: they follow their button."""
        if not only_reads(action) and not isinstance(action.parent(), QMenu):
            grey_action(action, self._why)


def _is_of_greyed(widget: QWidget, event: QKeyEvent) -> bool:
    """An unhandled key travels from the focus widget up to the window, so it passes the widget with the
    action."""
    keys = QKeySequence(event.keyCombination())
    return any(keys in action.shortcuts() for action in widget.actions() if is_greyed(action))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
