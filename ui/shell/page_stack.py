"""The stack of pages: created at the first opening, reloaded when stale, with a history for Back."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QStackedWidget, QTextEdit, QWidget

from crm.changes import Changes
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.page import Page
from ui.page_target import PageTarget
from ui.shell.pages import BY_NAME
from ui.widgets.sheet import Sheet
from ui.widgets.tab_order import in_reading_order

_HISTORY_LENGTH = 50


class Place(NamedTuple):
    """A page, and what it shows if that can be reopened: a person's id."""

    page: str
    target: int | None


class PageStack(QStackedWidget):
    page_opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, Page] = {}
        self._history: list[Place] = []

    @property
    def page(self) -> Page | None:
        current = self.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def place(self) -> Place | None:
        return self._history[-1] if self._history else None

    def open(self, name: str, target: PageTarget | None = None) -> None:
        # only a person's id can be reopened, not a file or a question
        place = Place(name, target if isinstance(target, int) else None)
        if self.place != place:
            self._history = [*self._history[-_HISTORY_LENGTH:], place]
        self._show(name, target)

    def escape(self) -> None:
        """Esc: closes something within the page, or leaves a text field, or goes back.

        Does not leave a page of the sidebar, as nothing was opened there that could be closed.
        """
        page = self.page
        if page is None or page.go_back():
            return
        if isinstance(page.window().focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit) and _holds_focus(
            page
        ):
            _leave_field(page)
        elif not BY_NAME[self._history[-1].page].in_sidebar:
            self.back(asks_page=False)

    def back(self, asks_page: bool = True) -> None:
        """Lets the page close something of its own first; does nothing at the start of the history."""
        if asks_page and self.page is not None and self.page.go_back():
            return
        history = self._history[:-1]
        while history and self._page_for(history[-1].page).is_passed:
            history.pop()
        if history:
            self._history = history
            self._show(*history[-1])

    def put_focus(self) -> None:
        """Focuses the open page, unless the focus is on it already."""
        if self.page is not None and not _holds_focus(self.page):
            _put_focus(self.page)

    def showEvent(self, event: QShowEvent) -> None:
        """A window activated before there was a page has its focus in the sidebar."""
        super().showEvent(event)
        if not event.spontaneous() and not _in_open_sheet(self.window().focusWidget()):
            self.put_focus()

    def on_commit(self, changes: Changes) -> None:
        """Reloads the page in view and those with a count in the sidebar; marks the others stale."""
        for page in self._pages.values():
            page.is_stale = page is not self.page and not page.keeps_count
            if page is not self.page and page.keeps_count:
                page.reload(changes)
        if self.page is not None:
            _reload_in_view(self.page, changes)
        self._context.changed.emit(changes)  # to what is open over the page

    def prepare(self, name: str) -> None:
        """Does one step of opening a page while hidden: creates it, or else fills it; each in a slice of the
        event loop."""
        if name in self._pages:
            self._fill(self._page_for(name))
        else:
            self._pages[name] = BY_NAME[name].build(self._context)
            run_in_next_slice(self, lambda: self._page_for(name))

    def _page_for(self, name: str) -> Page:
        """The page, added to the stack, where it gets the window's style."""
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = BY_NAME[name].build(self._context)
        if self.indexOf(page) < 0:
            self.addWidget(page)
        return page

    def _fill(self, page: Page) -> None:
        if page.is_stale:
            page.is_stale = False
            page.reload()

    def _show(self, name: str, target: PageTarget | None) -> None:
        page = self._page_for(name)
        if target is not None:
            page.open_at(target)
            page.is_stale = True
        self.setCurrentWidget(page)
        self._fill(page)
        self.page_opened.emit(name)
        self._take_focus(page)

    def _take_focus(self, page: Page) -> None:
        """Moves the focus from the former page or the sidebar; an open sheet keeps it until it closes."""
        focused = self.window().focusWidget()
        if _in_open_sheet(focused):
            return
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # the stack focused its first field, wherever the page wants the focus
        _put_focus(page)


def _leave_field(page: Page) -> None:
    """Moves the focus to the page's default widget, or to the page itself if that is a field, too."""
    field = page.window().focusWidget()
    page.focus_first()
    if isinstance(page.window().focusWidget(), type(field)):
        page.setFocus()


def _in_open_sheet(widget: QWidget | None) -> bool:
    above = widget
    while above is not None and not isinstance(above, Sheet):
        above = above.parentWidget()
    return above is not None and above.isVisible()


def _reload_in_view(page: Page, changes: Changes) -> None:
    """Keeps the focus on the page, also if the focused widget was rebuilt."""
    had_focus = _holds_focus(page)
    page.reload(changes)
    if had_focus and page.isVisible() and not _holds_focus(page):  # reloading may have opened another page
        _put_focus(page)


def _put_focus(page: Page) -> None:
    """On the page's default widget; if that is hidden, on the first button: in a field, shortcuts would type
    letters."""
    page.focus_first()
    focused = page.window().focusWidget()
    if not page.isVisible():
        return  # it gets the focus when it is shown
    if not _holds_focus(page) and not _in_open_sheet(focused):  # the default widget may be hidden
        buttons = (one for one in in_reading_order(page) if isinstance(one, QAbstractButton))
        next(buttons, page).setFocus()


def _holds_focus(page: Page) -> bool:
    focused = page.window().focusWidget()  # also valid while another window is active
    # a hidden widget may be the focus widget without getting keys
    if focused is None or not focused.isVisible():
        return False
    return focused is page or page.isAncestorOf(focused)
