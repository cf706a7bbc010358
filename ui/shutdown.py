"""Clean shutdown on signals and at the end of the session, as if the user had closed the window.

Python runs signal handlers between two bytecodes only, and none run while Qt waits for events. So
signal.set_wakeup_fd writes each signal's number into a socket, and a QSocketNotifier reads it.
"""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from ui.shell.main_window import MainWindow

# Windows raises SIGBREAK if a console is closed or the user logs off; closing a terminal sends SIGHUP.
_ASKED_TO_END = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Shutdown(QObject):
    """Lives until the book is closed, so that a second signal cannot interrupt that; to be created in the
    main thread."""

    def __init__(self, app: QApplication, window: MainWindow):
        super().__init__(app)
        self._app, self._window = app, window
        self._wakeup_writer, self._wakeup_reader = socket.socketpair()
        for end in (self._wakeup_writer, self._wakeup_reader):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._wakeup_reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._wakeup_writer.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _ASKED_TO_END if hasattr(signal, name)]
        # Signals ignored at the start stay ignored (nohup).
        numbers = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
        self._before = {number: signal.signal(number, _ignore) for number in numbers}
        # Another program may still cancel the end of the session: save everything and keep the window open.
        app.commitDataRequest.connect(self._on_session_ending, Qt.ConnectionType.DirectConnection)
        app.saveStateRequest.connect(self._on_session_ending, Qt.ConnectionType.DirectConnection)

    def end(self) -> None:
        """Restores the former signal handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in (self._wakeup_writer, self._wakeup_reader):
            end.close()

    def _on_session_ending(self, _manager: object) -> None:
        from ui.unsaved_text import save_unsaved_text  # late: needed at the end only

        context = self._window.context
        save_unsaved_text(self._window, context.drafts if context is not None else None)

    def _on_signal(self) -> None:
        while _read_signals(self._wakeup_reader):
            pass
        try:
            self._window.quit()
        finally:
            self._app.exit(0)  # also ends a nested event loop of an open menu or dialog


def _read_signals(hears: socket.socket) -> bool:
    try:
        return bool(hears.recv(64))
    except BlockingIOError:
        return False


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """A Python handler must exist, or the system ends the process; the wakeup socket does the rest."""
