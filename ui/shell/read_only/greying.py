"""Greys everything that writes while the book can only be read, also what a page makes or enables later.

What reads is marked (ui/widgets/read_only_controls.py), so that a control that is forgotten is greyed, never left to write.
"""

from collections.abc import Callable

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.widgets.greyed import grey, grey_action, is_control, is_greyed, ungrey, ungrey_action, would_type
from ui.widgets.read_only_controls import READS, only_reads

_Type = QEvent.Type
_HEARD = frozenset(
    {
        *(_Type.Polish, _Type.Show, _Type.EnabledChange, _Type.ReadOnlyChange, _Type.ToolTipChange),
        *(_Type.ActionAdded, _Type.ActionChanged, _Type.DynamicPropertyChange, _Type.KeyPress),
    }
)


class Greying(QObject):
    """From now until `end`. `why` is every greyed control's tooltip; `say_why` is called where a greyed key is pressed."""

    def __init__(self, window: QWidget, why: str, say_why: Callable[[], object]):
        super().__init__(window)
        self._window, self._why, self._say_why = window, why, say_why
        for widget in (window, *window.findChildren(QWidget)):
            self._look_at(widget)
        _application().installEventFilter(self)

    def end(self) -> None:
        """The shell is as before; pages go with their book."""
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
        """Its actions, too: a page has them before it is put into the window."""
        for action in widget.actions():
            self._look_at_action(action)
        if is_control(widget):
            if only_reads(widget):
                ungrey(widget)
            else:
                grey(widget, self._why)

    def _look_at_action(self, action: QAction) -> None:
        """Those of a menu under a button come only where the button may be pressed."""
        if not only_reads(action) and not isinstance(action.parent(), QMenu):
            grey_action(action, self._why)


def _is_of_greyed(widget: QWidget, event: QKeyEvent) -> bool:
    """A key that nobody took goes from the focus up to the window, and so passes what has the action."""
    keys = QKeySequence(event.keyCombination())
    return any(keys in action.shortcuts() for action in widget.actions() if is_greyed(action))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
