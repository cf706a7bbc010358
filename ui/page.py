"""What every page is: a widget with a title that reloads after a change."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from ui.context import Context
from ui.widgets.layout import paint_ground
from ui.widgets.read_only_controls import reads


class Page(QWidget):
    """Built at its first opening as `SomePage(context)`. Reads in `reload`, writes through `context.do`."""

    keeps_count = False  # whether the sidebar counts what is due here: then it reloads unseen, too

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.context = context
        self.is_stale = True
        paint_ground(self, "window")

    @property
    def is_passed(self) -> bool:
        """Whether there is nothing here any more to come back to: the way back leaves it out."""
        return False

    def people_here(self) -> tuple[Sequence[int], str]:
        """Whom an export begun here is about, and what they are called; nobody: everyone."""
        return (), ""

    def open_at(self, place: object) -> None:
        """What to show, before `reload`: a person's id, a file to import. Most pages show one thing only."""

    def reload(self, changes: Changes | None = None) -> None:
        """Read what is shown. `changes` is None at the first opening and when stale; keep focus and selection."""

    def focus_first(self) -> None:
        """Where the keyboard stands after the page was opened."""
        self.setFocus()

    def filter_asked(self) -> None:
        """The key / was pressed: focus the page's filter if it has one."""

    def add_action(self, text: str, keys: str, do: Callable[[], object], only_reads: bool = False) -> QAction:
        """Something this page does: a shortcut while it is open, and an entry of the menu "This page".

        Single letters ("E", "D") never fire while a text field has the focus: the field takes the key first.
        One that does not only read is greyed where the book cannot be written.
        """
        action = QAction(text.replace("&", "&&"), self)
        action.setShortcuts([QKeySequence(key) for key in keys.split(", ") if key])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(reads(action, only_reads))
        return action

    def go_back(self) -> bool:
        """Esc was pressed. True when the page had something of its own to close."""
        return False
