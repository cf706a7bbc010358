"""Asked to end by a signal or by the end of the session, the window closes as if its user had closed it.

Python runs the handler of a signal only between two of its own instructions, and while Qt waits for events there are
none. So Python is told to write each signal's number into a socket as it arrives, and Qt to listen to that socket.
"""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from ui.shell.main_window import MainWindow

# Windows raises SIGBREAK where a console is closed or its user logs off; a terminal that is closed sends SIGHUP.
_ASKED_TO_END = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Ending(QObject):
    """Lives until the book is closed, so that a second signal cannot cut that short; made in the main thread."""

    def __init__(self, app: QApplication, window: MainWindow):
        super().__init__(app)
        self._app, self._window = app, window
        self._told, self._hears = socket.socketpair()
        for end in (self._told, self._hears):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._hears.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _ASKED_TO_END if hasattr(signal, name)]
        # Ignored already, as under nohup: it stays ignored.
        numbers = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
        self._before = {number: signal.signal(number, _nothing_more) for number in numbers}
        # The session's end may still be called off by another program: everything is saved, and the window stays.
        app.commitDataRequest.connect(self._on_session_ending, Qt.ConnectionType.DirectConnection)
        app.saveStateRequest.connect(self._on_session_ending, Qt.ConnectionType.DirectConnection)

    def end(self) -> None:
        """Signals do again what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in (self._told, self._hears):
            end.close()

    def _on_session_ending(self, _manager: object) -> None:
        from ui.unsaved_text import keep_what_was_typed  # at the end

        context = self._window.context
        keep_what_was_typed(self._window, context.drafts if context is not None else None)

    def _on_signal(self) -> None:
        while _received(self._hears):
            pass
        try:
            self._window.quit()
        finally:
            self._app.exit(0)  # also where a menu or a dialog is open, which would hold up the end


def _received(hears: socket.socket) -> bool:
    try:
        return bool(hears.recv(64))
    except BlockingIOError:
        return False


def _nothing_more(_number: int, _frame: FrameType | None) -> None:
    """That there is a handler keeps the system from ending the process; the number in the socket does the rest."""
