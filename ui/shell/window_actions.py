"""What each action of the window does."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.shell.pages import IN_SIDEBAR
from ui.shell.sidebar import Sidebar
from ui.theme.look import look

if TYPE_CHECKING:
    from ui.context import Context  # loaded after the shell is painted
    from ui.page import Page
    from ui.page_target import PageTarget
    from ui.shell.sheets import WindowSheets


class Window(Protocol):
    """What the actions need of the main window, which imports this module."""

    context: "Context | None"
    sheets: "WindowSheets | None"
    sidebar: Sidebar
    actions_by_name: dict[str, QAction]

    def page(self) -> "Page | None": ...

    def open_page(self, name: str, target: "PageTarget | None" = None) -> None: ...

    def capture(self) -> None: ...

    def open_box(self) -> None: ...

    def open_export(self, people: Sequence[int], words: str) -> None: ...

    def back(self) -> None: ...

    def quit(self) -> None: ...


class WindowActions:
    """`parent` is the window as the parent of sheets and menus."""

    def __init__(self, window: Window, parent: QWidget):
        self._window, self._parent = window, parent

    def slots(self) -> dict[str, Callable[[], object]]:
        return {
            "log": self._window.capture,
            "plan": self._plan,
            "new_person": lambda: self._window.open_page("people", "new"),
            "import": lambda: self._in_book(lambda context: context.import_file()),
            "export": self._export,
            "backup": lambda: self._in_book(lambda context: context.back_up()),
            "settings": lambda: self._window.open_page("settings"),
            "quit": self._window.quit,
            "undo": lambda: self._in_book(lambda context: context.undo()),
            "redo": lambda: self._in_book(lambda context: context.redo()),
            "filter": self._filter,
            "find": self._window.open_box,
            "sort": lambda: self._window.open_page("sort"),
            **dict.fromkeys(
                ("prepare_event", "event_people"), partial(self._window.open_page, "event", "choose")
            ),
            "proposals": lambda: self._window.open_page("proposals"),
            "duplicates": lambda: self._window.open_page("duplicates"),
            "next_brief": lambda: self._window.open_page("brief", "next"),
            "back": self._window.back,
            "shortcuts": self._show_shortcuts,
            "report": self._report_problem,
            "menu": self._show_menu,
            **{f"go_{entry.name}": partial(self._window.open_page, entry.name) for entry in IN_SIDEBAR},
        }

    def _in_book(self, do: "Callable[[Context], object]") -> None:
        if self._window.context is not None:
            do(self._window.context)

    def _plan(self) -> None:
        if self._window.sheets is not None:
            self._window.sheets.plan()

    def _filter(self) -> None:
        if (page := self._window.page()) is not None:
            page.focus_filter()

    def _export(self) -> None:
        if (page := self._window.page()) is not None:
            self._window.open_export(*page.export_selection())

    def _show_shortcuts(self) -> None:
        from ui.shell.shortcuts import ShortcutsSheet  # late: seldom needed

        ShortcutsSheet(self._parent, self._window.actions_by_name, self._window.page()).open()

    def _report_problem(self) -> None:
        """Also available without a book: then it is needed most."""
        from ui.shell.problem_report import report_problem  # late: seldom needed

        context = self._window.context
        report_problem(self._parent, context.book if context is not None else None)

    def _show_menu(self) -> None:
        from ui.shell.menus import build_menu  # late: not before it is opened

        corner = self._window.sidebar.mapToGlobal(QPoint(look.px(12), look.px(48)))
        build_menu(self._parent, self._window.actions_by_name, self._window.page()).popup(corner)
