"""Shows notifications from a thread, and emits a signal when one is clicked."""

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm.fault_log.fault_description import describe
from crm.reminders.notification_text import NotificationText

if TYPE_CHECKING:
    from ui.shell.desktop_notifications.dbus import BusNotice

log = logging.getLogger(__name__)
_END_WITHIN = 2.0  # seconds


class Notifier(QObject):
    """One notification at a time: each replaces the one before."""

    clicked = Signal(str)  # activation token for the window, or ""
    not_shown = Signal(object)  # the Notice that no service accepted
    _clicked = Signal(str)
    _failed = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._clicked.connect(self.clicked, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self.not_shown, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = None
        self._bus: BusNotice | None = None
        self._ended = threading.Event()

    def show(self, notice: NotificationText, action: str) -> None:
        self.end()
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(notice, action, self._ended), name="notification", daemon=True
        )
        self._thread.start()

    def end(self) -> None:
        """Ends the thread, so that it no longer refers to this object."""
        self._ended.set()
        if self._bus is not None:
            self._bus.interrupt()
        if self._thread is not None:
            self._thread.join(_END_WITHIN)
        self._thread = self._bus = None

    def _run(self, notice: NotificationText, action: str, ended: threading.Event) -> None:
        """Closes the connection in this thread, whichever comes first: the end, or the connection."""
        bus = None
        try:
            # late: the first notification loads the D-Bus library
            from ui.shell.desktop_notifications.dbus import BusNotice

            bus = self._bus = BusNotice()
            shown = bus.show(notice, action)
        except Exception as fault:  # no bus, or an unusual one: the tray and the badge remain
            log.info("No notification service: %s", describe(fault))
            shown = False
        if shown and bus is not None and not ended.is_set():
            bus.listen(lambda token: None if ended.is_set() else self._clicked.emit(token))
        if bus is not None:
            bus.close()
        if not shown and not ended.is_set():
            self._failed.emit(notice)
