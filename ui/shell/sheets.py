"""The sheets over the window: capture, one box, export, the fields of a thing, waiting. Each is loaded at its first use."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm.errors import NothingFound
from crm.things.key import Key
from ui.context import Context
from ui.note_source import NoteSource

if TYPE_CHECKING:
    from ui.shell.capture.sheet import CaptureSheet
    from ui.shell.one_box.commands import Command
    from ui.shell.one_box.sheet import OneBox
    from ui.shell.waiting_sheet import WaitingSheet
    from ui.thing_fields.sheet import ThingSheet


class WindowSheets:
    """Belongs to one open book."""

    def __init__(self, window: QWidget, context: Context, commands: "Callable[[], list[Command]]"):
        """`commands` returns what the one box offers when it opens."""
        self._window, self._context, self._commands = window, context, commands
        self._capture: CaptureSheet | None = None
        self._box: OneBox | None = None
        self._waiting: WaitingSheet | None = None
        self._thing: ThingSheet | None = None
        self._opening_things = context.thing_requested.connect(self.open_thing)

    def capture(self, words: str = "", source: NoteSource | None = None) -> None:
        if self._capture is None:
            from ui.shell.capture.sheet import CaptureSheet  # late: brings the parser's vocabulary

            self._capture = CaptureSheet(self._window, self._context)
        self._capture.begin(words, source)

    def plan(self) -> None:
        if self._context.may_write():
            from ui.planning.sheet import PlanSheet  # late: brings the parser's vocabulary

            PlanSheet(self._window, self._context).begin()

    def note_promise(self) -> None:
        if self._context.may_write():
            from ui.thing_fields.new_promise import NewPromiseSheet  # late: brings the parser's vocabulary

            NewPromiseSheet(self._window, self._context).begin()

    def open_box(self) -> None:
        if self._box is None:
            from ui.shell.one_box.sheet import OneBox  # late: not before the first paint

            self._box = OneBox(self._window, self._context, self._commands)
        self._box.begin()

    def open_thing(self, key: Key) -> None:
        """Replaces the sheet of another thing. One that is no longer there is only named."""
        from ui.thing_fields.sheet import ThingSheet  # late: not before the first paint

        try:
            sheet = ThingSheet(self._window, self._context, key)
        except NothingFound as error:
            self._context.show_message(str(error))
            return
        if self._thing is not None and isValid(self._thing):
            self._thing.close_sheet()
        self._thing = sheet
        sheet.begin()

    def export(self, people: Sequence[int], words: str) -> None:
        from ui.exporting.sheet import ExportSheet  # late: seldom needed

        ExportSheet(self._window, self._context, people, words).begin()

    def wait(self, words: str) -> None:
        """Blocks the window and shows `words`, until it is called with ""."""
        if self._waiting is None:
            from ui.shell.waiting_sheet import WaitingSheet  # late: seldom needed

            self._waiting = WaitingSheet(self._window)
        self._waiting.show_words(words)

    def discard(self) -> None:
        """The book is closed or the window rebuilt next; unsaved text is kept as a draft."""
        QObject.disconnect(self._opening_things)
        self._context.drafts.write_now()
        for sheet in (self._capture, self._box, self._waiting, self._thing):
            if sheet is not None and isValid(sheet):
                sheet.hide()
                sheet.deleteLater()
        self._capture = self._box = self._waiting = self._thing = None
