"""Every action of the shell as data; menus, shortcuts, tooltips, the one box and the F1 sheet all read it here."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.shell.pages import IN_SIDEBAR


class ActionEntry(NamedTuple):
    """`keys` in Qt's portable spelling; the first one is shown. An open sheet keeps them all to itself."""

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str


MENUS = ("Book", "Edit", "Go", "Help")

ACTIONS = (
    ActionEntry("log", "Log what happened", ("Ctrl+L",), "Book"),
    ActionEntry("new_person", "New person", ("Ctrl+N",), "Book"),
    ActionEntry("import", "Import contacts or a calendar…", ("Ctrl+I",), "Book"),
    ActionEntry("export", "Export…", ("Ctrl+E",), "Book"),
    ActionEntry("backup", "Back up now", (), "Book"),
    ActionEntry("settings", "Settings", ("Ctrl+,",), "Book"),
    ActionEntry("quit", "Quit", ("Ctrl+Q",), "Book"),
    ActionEntry("undo", "Undo", ("Ctrl+Z",), "Edit"),
    ActionEntry("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    ActionEntry("filter", "Filter this list", ("/",), "Edit"),
    ActionEntry("find", "Find anyone or anything", ("Ctrl+K",), "Go"),
    *(
        ActionEntry(f"go_{entry.name}", entry.title, (f"Ctrl+{number}",), "Go")
        for number, entry in enumerate(IN_SIDEBAR, 1)
    ),
    ActionEntry("sort", "Sort people", (), "Go"),
    ActionEntry("proposals", "Proposed meetings", (), "Go"),
    ActionEntry("duplicates", "Possible duplicates", (), "Go"),
    ActionEntry("back", "Back", ("Alt+Left",), "Go"),
    ActionEntry("shortcuts", "Keyboard shortcuts", ("F1", "?"), "Help"),
    ActionEntry("menu", "Menu", ("F10",), "Help"),
)


def build_actions(window: QWidget, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One QAction an entry, added to the window so that its shortcut works wherever the action is shown."""
    made = {}
    for entry in ACTIONS:
        action = QAction(entry.text, window)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(_calling(slots[entry.name]))
        window.addAction(action)
        made[entry.name] = action
    return made


def keys_in_words(action: QAction) -> str:
    """The first shortcut as it is shown: "Ctrl+L", or nothing."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _calling(slot: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        slot()

    return triggered
