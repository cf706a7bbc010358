"""The one box (Ctrl+K): one field to find people, written text and commands."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from crm.fault_log.fault_description import describe
from ui import background
from ui.context import Context
from ui.shell.one_box.commands import Command
from ui.shell.one_box.delegate import BoxDelegate
from ui.shell.one_box.results import BoxRow, SearchResults, look_up, rows_for
from ui.theme.look import look
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Hairline
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel
from ui.widgets.sheet import Sheet

log = logging.getLogger(__name__)
_MOST_HEIGHT = 420


class OneBox(Sheet):
    def __init__(self, window: QWidget, context: Context, commands: Callable[[], list[Command]]):
        """`commands` returns the available commands; called at each opening."""
        super().__init__(window, "Find anyone or anything", width=600, padding=(8, 8))
        mark_reading(self)
        self._context, self._commands_now = context, commands
        self._commands: list[Command] = []
        self._searched_text = self._answer_when_found = False
        self.field = QLineEdit()
        self.field.setProperty("kind", "box")
        self.field.setPlaceholderText("Find anyone or anything")
        self.field.setAccessibleName("Find anyone or anything")
        self.field.textChanged.connect(self._on_text_changed)
        self._delegate = BoxDelegate()
        model = RowModel(_accessible_text, selectable=lambda row: row.kind != "heading")
        self.list = RowList("Found", model, self._delegate, varied=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _index: self._open_row())
        self._nothing = PlainLabel("Nothing fits. Fewer letters may find it.", "quiet")
        self._nothing.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        for widget in (self.field, Hairline(), self.list, self._nothing):
            self.body.addWidget(widget)

    def begin(self) -> None:
        self._commands = self._commands_now()
        self.field.clear()
        self._on_text_changed("")
        self.open()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        """Shows commands at once; the book is searched in a thread, one search at a time, for the newest
        text."""
        self._answer_when_found = False
        if not text.strip():
            self._show(text, SearchResults())
        elif not self._searched_text:
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        self._searched_text = True
        context, today = self._context, self._context.today
        background.run_in_background(
            lambda: look_up(context.read, text, today),
            lambda found: self._on_found(text, found),
            lambda fault: self._on_failed(text, fault),
        )

    def _on_failed(self, text: str, fault: Exception) -> None:
        log.error("Looking up failed: %s", describe(fault))
        self._on_found(text, SearchResults())

    def _on_found(self, text: str, found: SearchResults) -> None:
        if not isValid(self):  # the book was closed meanwhile
            return
        self._searched_text = False
        if not self.is_open or not self.field.text().strip():
            return
        if text != self.field.text():
            self._look_up(self.field.text())
            return
        self._show(text, found)
        if self._answer_when_found:
            self._open_row()

    def _show(self, text: str, found: SearchResults) -> None:
        rows = rows_for(found, text, self._commands)
        self._delegate.typed = text
        self.list.setCurrentIndex(self.list.rows.index(-1, 0))
        self.list.set_rows(rows)
        self.list.choose_first()
        self.list.setFixedHeight(min(self.list.verticalHeader().length(), look.px(_MOST_HEIGHT)))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.card.adjustSize()

    def _open_row(self) -> None:
        if self._searched_text:  # the rows shown belong to an older text
            self._answer_when_found = True
            return
        row: BoxRow | None = self.list.chosen()
        if row is None:
            return
        self.close_sheet()
        if row.action is not None:
            row.action.trigger()
        elif row.key is not None:
            self._context.open_thing(row.key)
        elif row.person_id is not None:
            self._context.open_person(row.person_id)


def _accessible_text(row: BoxRow) -> str:
    if row.kind == "heading":
        return row.title
    return ", ".join(part for part in (row.title, row.detail, row.keys) if part)
