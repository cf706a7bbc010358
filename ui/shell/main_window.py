"""The main window: sidebar, pages, toast and sheets. It is shown before a book is open, and does no queries."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QWidget

from ui.lazy_qt import Qt
from ui.shell.actions import build_actions
from ui.shell.import_offer import offer_new_people
from ui.shell.pages import IN_SIDEBAR
from ui.shell.sidebar import Sidebar
from ui.shell.toast import Toast
from ui.theme.look import look
from ui.widgets.layout import paint_background, row
from ui.widgets.tab_order import focus_next, in_reading_order

if TYPE_CHECKING:
    from crm.changes import Changes  # modules that need an open book are loaded after the shell is painted
    from ui.context import Context
    from ui.note_source import NoteSource
    from ui.page import Page
    from ui.page_target import PageTarget
    from ui.shell.one_box.commands import Command
    from ui.shell.page_stack import PageStack
    from ui.shell.read_only.write_blocker import WriteBlocker
    from ui.shell.saved_state import StatusLink
    from ui.shell.sheets import WindowSheets

_TITLE_BAR = 40  # pixels of the window frame


class MainWindow(QMainWindow):
    changed = Signal(object)  # the Changes of a commit, after the pages were updated

    def __init__(self) -> None:
        super().__init__()
        self.context: Context | None = None
        self.stack: PageStack | None = None
        self.sheets: WindowSheets | None = None
        self._pages: QWidget | None = None  # the stack, below a banner for a read-only book
        self._replacement: QWidget | None = None
        self._write_blocker: WriteBlocker | None = None
        # whether closing hides the window, as the tray can show it again
        self.hides_on_close: Callable[[], bool] = lambda: False
        self._is_quitting = False
        self._state: tuple[str, bool, StatusLink | None] = ("", False, None)
        self.setWindowTitle("Goodturn")
        self.setMinimumSize(480, 360)
        room = self.screen().availableSize() - QSize(0, _TITLE_BAR)  # for the window without its frame
        self.resize(QSize(1280, 800).boundedTo(room))
        self.actions_by_name = build_actions(self, self._slots())
        self._build()
        look.size_changed.connect(self._rebuild)

    def attach(self, context: "Context", page: str = "today") -> None:
        """Shows the first page of an open book."""
        from ui.refresh import Refresh  # late: not before the first paint
        from ui.shell.drop_and_paste import DropAndPaste  # late, as above

        self.context = context
        self._refresh = Refresh(context.book, self._on_changed, self)
        context.page_requested.connect(self.open_page)
        context.capture_requested.connect(self.capture)
        context.one_box_requested.connect(self.open_box)
        context.back_requested.connect(self.back)
        context.message_requested.connect(self._on_message_requested)
        context.wait_text_changed.connect(lambda words: self.sheets.wait(words) if self.sheets else None)
        context.count_changed.connect(lambda name, count: self.sidebar.show_count(name, count))
        context.export_requested.connect(self._open_export)
        context.import_requested.connect(lambda file: self.open_page("import", file or "choose"))
        self._drop_and_paste = DropAndPaste(self, context)
        if context.read_only_reason is not None:
            from ui.shell.read_only.write_blocker import WriteBlocker  # late: seldom needed

            self._write_blocker = WriteBlocker(self, str(context.read_only_reason), context.may_write)
        self._add_pages(context)
        self.open_page(page)

    def detach(self) -> None:
        """Removes all that belongs to the open book, which is closed next; the shell stays."""
        if self.sheets is not None:
            self.sheets.discard()
        if self.context is not None:
            self.context.end()
            self._drop_and_paste.deleteLater()
        if self._write_blocker is not None:
            self._write_blocker.end()
        for widget in (self._pages, self._replacement):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.context = self.stack = self.sheets = self._pages = self._replacement = self._write_blocker = None
        for action in self.actions_by_name.values():
            action.setEnabled(True)

    def show_replacement(self, widget: QWidget) -> None:
        """Shows a widget in place of the pages: why there is no book."""
        self._replacement = widget
        self._body.addWidget(widget, 1)
        for name, action in self.actions_by_name.items():
            action.setEnabled(name in ("quit", "menu", "report"))
        self.show_state("")
        widget.setFocus()

    def open_page(self, name: str, target: "PageTarget | None" = None) -> None:
        if self.stack is not None:
            self.stack.open(name, target)

    def back(self) -> None:
        if self.stack is not None:
            self.stack.back()

    def capture(self, words: str = "", source: "NoteSource | None" = None) -> None:
        if self.sheets is not None and self.context is not None and self.context.may_write():
            self.sheets.capture(words, source)

    def open_box(self) -> None:
        if self.sheets is not None:
            self.sheets.open_box()

    def come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        """Closes the window, even if closing would only hide it."""
        self._is_quitting = True
        self.close()

    def show_state(self, words: str, is_sample: bool = False, link: "StatusLink | None" = None) -> None:
        """Status at the bottom of the sidebar; for the sample book with a button back to the user's own."""
        self._state = words, is_sample, link
        self.sidebar.show_state(words, link)
        self.sidebar.own_book.setVisible(is_sample)

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "log": self.capture,
            "plan": lambda: self.sheets.plan() if self.sheets is not None else None,
            "new_person": lambda: self.open_page("people", "new"),
            "import": lambda: self._in_book(lambda context: context.import_file()),
            "export": self._export,
            "backup": lambda: self._in_book(lambda context: context.back_up()),
            "quit": self.quit,
            "undo": lambda: self._in_book(lambda context: context.undo()),
            "redo": lambda: self._in_book(lambda context: context.redo()),
            "filter": self._filter,
            "find": self.open_box,
            **dict.fromkeys(("prepare_event", "event_people"), partial(self.open_page, "event", "choose")),
            "note_promise": lambda: self.sheets.note_promise() if self.sheets is not None else None,
            "note_advice": partial(self.open_page, "advice", "new"),
            "next_brief": lambda: self.open_page("brief", "next"),
            "back": self.back,
            "shortcuts": self._show_shortcuts,
            "report": self._report_problem,
            "menu": self._show_menu,
            **{
                name: partial(self.open_page, name)
                for name in ("settings", "sort", "proposals", "duplicates", "templates", "advice")
            },
            **{f"go_{entry.name}": partial(self.open_page, entry.name) for entry in IN_SIDEBAR},
        }

    def _in_book(self, do: "Callable[[Context], object]") -> None:
        if self.context is not None:
            do(self.context)

    def _build(self) -> None:
        self.sidebar = Sidebar(self.actions_by_name)
        self.sidebar.own_book.clicked.connect(
            lambda: self._in_book(lambda context: context.book_requested.emit("own"))
        )
        background = QFrame()
        paint_background(background, "window")
        self._body = row(self.sidebar, gap=0)
        self._body.addStretch()  # without it the sidebar is centred until there is a page
        background.setLayout(self._body)
        self.setCentralWidget(background)
        self.toast = Toast(self, lambda: self._pages)

    def _add_pages(self, context: "Context") -> None:
        from ui.shell.page_stack import PageStack  # late: not before the first paint
        from ui.shell.sheets import WindowSheets  # late, as above

        self.sheets = WindowSheets(self, context, self._commands)
        self.stack = PageStack(context)
        self.stack.page_opened.connect(self.sidebar.highlight)
        context.preparation_requested.connect(self.stack.prepare)
        self._pages = self.stack
        if context.read_only_reason is not None:
            from ui.shell.read_only.banner import Banner, below_banner  # late: seldom needed

            banner = Banner(str(context.read_only_reason), context.write_retry_requested.emit)
            self._pages = below_banner(banner, self.stack)
        self._body.addWidget(self._pages, 1)

    def _rebuild(self) -> None:
        """All lengths changed: rebuilds the window and reopens the same place."""
        place = self.stack.place if self.stack is not None else None
        if self.sheets is not None:
            self.sheets.discard()
        self.toast.deleteLater()
        if (background := self.takeCentralWidget()) is not None:
            background.deleteLater()  # later: a page may be handling a click just now
        self._build()
        self.show_state(*self._state)
        self.sidebar.fit(self.width())
        if self.context is not None and place is not None:
            self._add_pages(self.context)
            self.open_page(*place)

    def _on_changed(self, changes: "Changes") -> None:
        if self.stack is not None:
            self.stack.on_commit(changes)
            self.changed.emit(changes)

    def _on_message_requested(self, words: str, changes: "Changes | None") -> None:
        context = self.context
        if changes is None or context is None:
            self.toast.show_message(words)
        else:
            self.toast.show_message(
                words, lambda: context.undo(changes.step_id), offer_new_people(context, changes)
            )

    def page(self) -> "Page | None":
        return self.stack.page if self.stack is not None else None

    def _filter(self) -> None:
        if (page := self.page()) is not None:
            page.focus_filter()

    def _export(self) -> None:
        if (page := self.page()) is not None:
            self._open_export(*page.export_selection())

    def _open_export(self, people: Sequence[int], words: str) -> None:
        if self.sheets is not None:
            self.sheets.export(people, words)

    def _commands(self) -> "list[Command]":
        from ui.shell.one_box.commands import available_commands  # late: needed by the one box only

        of_page = page.actions() if (page := self.page()) is not None else ()
        return available_commands(self.actions_by_name, of_page, self.sidebar.status_action)

    def _show_shortcuts(self) -> None:
        from ui.shell.shortcuts import ShortcutsSheet  # late: seldom needed

        ShortcutsSheet(self, self.actions_by_name, self.page()).open()

    def _report_problem(self) -> None:
        """Also available without a book: then it is needed most."""
        from ui.shell.problem_report import report_problem  # late: seldom needed

        report_problem(self, self.context.book if self.context is not None else None)

    def _show_menu(self) -> None:
        from ui.shell.menus import build_menu  # late: not before it is opened

        corner = self.sidebar.mapToGlobal(QPoint(look.px(12), look.px(48)))
        build_menu(self, self.actions_by_name, self.page()).popup(corner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # not a shortcut: fields and panels would never get the key
            if self.stack is not None:
                self.stack.escape()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        chain = [*in_reading_order(self.centralWidget()), *in_reading_order(self.toast)]
        return focus_next(chain, self.focusWidget(), forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window itself handles no keys: moves the focus to the page."""
        super().focusInEvent(event)
        if self.stack is not None:
            self.stack.put_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        from ui.unsaved_text import save_unsaved_text  # late: needed at the end only

        save_unsaved_text(self, self.context.drafts if self.context is not None else None)
        if self._is_quitting or not self.hides_on_close():
            super().closeEvent(event)
        else:
            event.ignore()
            self.hide()
