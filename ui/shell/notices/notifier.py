"""Shows a notification without keeping the window waiting, and says when it was clicked."""

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm.fault_log.fault_description import describe
from crm.reminders.notification_text import NotificationText

if TYPE_CHECKING:
    from ui.shell.notices.bus import BusNotice

log = logging.getLogger(__name__)
_END_WITHIN = 2.0  # seconds


class Notifier(QObject):
    """One notification at a time: the next takes the place of the one before."""

    clicked = Signal(str)  # a token that lets the window come forward, or ""
    not_shown = Signal(object)  # the Notice nobody took
    _heard = Signal(str)
    _failed = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._heard.connect(self.clicked, Qt.ConnectionType.QueuedConnection)
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
        """The thread holds on to this object no longer."""
        self._ended.set()
        if self._bus is not None:
            self._bus.interrupt()
        if self._thread is not None:
            self._thread.join(_END_WITHIN)
        self._thread = self._bus = None

    def _run(self, notice: NotificationText, action: str, ended: threading.Event) -> None:
        """Whatever happens first, the end or the bus: the thread closes what it opened."""
        bus = None
        try:
            from ui.shell.notices.bus import BusNotice  # the first notification loads what speaks D-Bus

            bus = self._bus = BusNotice()
            shown = bus.show(notice, action)
        except Exception as fault:  # no bus, or one that speaks otherwise: there is the tray, and the badge
            log.info("No notification service: %s", describe(fault))
            shown = False
        if shown and bus is not None and not ended.is_set():
            bus.listen(lambda token: None if ended.is_set() else self._heard.emit(token))
        if bus is not None:
            bus.close()
        if not shown and not ended.is_set():
            self._failed.emit(notice)
