"""Base class of all pages: a widget with a title that reloads after a change."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from ui.context import Context
from ui.page_target import PageTarget
from ui.widgets.layout import paint_background
from ui.widgets.read_only_controls import mark_reading


class ExportSelection(NamedTuple):
    """The people an export begins with; without ids, everyone."""

    ids: Sequence[int] = ()
    label: str = ""


class Page(QWidget):
    """Created at its first opening as `SomePage(context)`. Reads in `reload`, writes through `context.do`."""

    keeps_count = False  # whether the sidebar shows a count for it; then it also reloads while hidden

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.is_stale = True
        paint_background(self, "window")

    @property
    def is_passed(self) -> bool:
        """Whether there is nothing left to return to; Back then skips this page."""
        return False

    def export_selection(self) -> ExportSelection:
        return ExportSelection()

    def open_at(self, target: PageTarget) -> None:
        """Sets what to show, before `reload`. Most pages ignore it."""

    def reload(self, changes: Changes | None = None) -> None:
        """Reads what is shown. `changes` is None at the first opening and when stale. Keeps focus and
        selection."""

    def focus_first(self) -> None:
        """Sets the keyboard focus after the page was opened."""
        self.setFocus()

    def focus_filter(self) -> None:
        """The key / was pressed: focuses the page's filter if it has one."""

    def add_action(self, text: str, keys: str, do: Callable[[], object], only_reads: bool = False) -> QAction:
        """Adds an action of this page: a shortcut while it is open, and an entry of the menu "This page".

        Single letters ("E", "D") do not fire while a text field has the focus: the field takes the key first.
        Unless `only_reads`, it is disabled for a read-only book.
        """
        action = QAction(text.replace("&", "&&"), self)
        action.setShortcuts([QKeySequence(key) for key in keys.split(", ") if key])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(mark_reading(action, only_reads))
        return action

    def can_receive(self, mime: QMimeData) -> bool:
        """Whether `receive` would do something with what is dragged over this page, or pasted outside a field."""
        return False

    def receive(self, mime: QMimeData) -> None:
        """It was dropped or pasted here."""

    def go_back(self) -> bool:
        """Esc was pressed. Returns whether the page had something of its own to close."""
        return False
