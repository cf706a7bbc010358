"""Services of the open book: command server, tray and reminders, retrying of a read-only book."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm.book import Book
from ui import command_server
from ui.context import Context
from ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from crm.commands.handover import HandoverServer
    from ui.shell.read_only.write_retry import WriteRetry
    from ui.shell.reminders import Reminders


class BookServices(QObject):
    """`open_files` is called with the files of a second start."""

    _second_start_requested = Signal(list)  # emitted in a server thread

    def __init__(self, window: MainWindow, open_files: Callable[[list[Path]], object]):
        super().__init__(window)
        self._window, self._open_files = window, open_files
        self._server: HandoverServer | None = None
        self._reminders: Reminders | None = None
        self.write_retry: WriteRetry | None = None
        self._second_start_requested.connect(self._on_second_start, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._server is not None

    def begin(self, book: Book, is_sample: bool) -> None:
        self._server = command_server.serve(book, self._second_start_requested.emit)
        if self._window.context is not None:
            # Late: tray and reminders are not needed for the first paint.
            from ui.shell import reminders

            self._reminders = reminders.Reminders(self._window, self._window.context, is_sample)

    def retry_writing(self, context: Context, open_again: Callable[[], object]) -> None:
        """The book is read-only for now."""
        from ui.shell.read_only import write_retry  # late: seldom needed

        self.write_retry = write_retry.WriteRetry(context.book, open_again, context.show_message, self)
        context.write_retry_requested.connect(self.write_retry.retry)

    def end(self) -> None:
        if self.write_retry is not None:
            self.write_retry.end()
            self.write_retry = None
        if self._reminders is not None:
            self._reminders.end()
            self._reminders = None
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _on_second_start(self, files: list[str]) -> None:
        self._window.come_forward()
        self._open_files([Path(file) for file in files])
