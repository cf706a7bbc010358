"""Reaches people while the window is closed or elsewhere: the tray, the morning's notification, the calendar file."""

import os
import sys
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm import settings
from crm.changes import Changes
from crm.reminders import morning
from crm.reminders.days_notified import NotifiedDays
from crm.reminders.notification_text import NotificationText, morning_notice
from crm.today import today
from crm.today.days_off import is_day_off
from crm.today.row import TodayList
from ui.context import Context
from ui.shell import tray
from ui.shell.calendar_file import CalendarFile
from ui.shell.main_window import MainWindow
from ui.shell.notices.notifier import Notifier
from ui.shell.tray import Tray
from ui.shell.watched_calendar import WatchedCalendar

_LOOK_EVERY_MS = (
    60_000  # asked anew each minute: one long timer stands still in sleep, and goes wrong with the clock
)


class Reaching(QObject):
    """Belongs to one open book. The sample's reminds of nobody: they are invented."""

    def __init__(
        self,
        window: MainWindow,
        context: Context,
        is_sample: bool = False,
    ):
        super().__init__(window)
        self._window, self._context = window, context
        self._reminds = not is_sample and context.why_not is None  # a day told must be marked first
        book = context.book
        self._shown = NotifiedDays(None if book.clock.on else book.folder)
        self._day: date | None = None
        self._has_ended = False
        self.calendar = CalendarFile(book, self)
        self.watched = WatchedCalendar(context, self)
        self.notifier = Notifier(self)
        self.tray: Tray | None = Tray(self) if tray.is_there() else None
        self._timer = QTimer(self)
        self._connect()
        self._timer.start(_LOOK_EVERY_MS)
        self.look()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.look)
        self._window.changed.connect(self._on_changed)
        self._window.stays = self.stays
        self._context.counted.connect(self._on_counted)
        self.notifier.clicked.connect(self._on_notice_clicked)
        self.notifier.not_shown.connect(self._tell_in_tray)
        QApplication.instance().applicationStateChanged.connect(self.look)  # type: ignore[union-attr]
        if self.tray is not None:
            self.tray.log_asked.connect(self._log)
            self.tray.today_asked.connect(self.open_today)
            self.tray.window_asked.connect(self._window.come_forward)
            self.tray.quit_asked.connect(self._quit)

    def end(self) -> None:
        if self._has_ended:
            return
        self._timer.stop()
        self._window.stays = lambda: False
        self._has_ended = True  # the application tells it once more, perhaps, before it is gone
        self._window.changed.disconnect(self._on_changed)
        self.notifier.end()
        if self.tray is not None:
            self.tray.end()
        self.watched.end()
        self.calendar.end()
        self.deleteLater()

    def stays(self) -> bool:
        """Whether closing the window leaves it running: only where the tray brings it back."""
        keeps = settings.value(self._context.read, settings.KEEP_IN_TRAY)
        return keeps and self.tray is not None and tray.is_there() and not _session_ends()

    def look(self, _state: object = None) -> None:
        """At the start, each minute, and when the user comes back: so soon after waking and after a clock change."""
        if self._has_ended:
            return
        on = self._context.today
        if on != self._day:
            self._begin_day(on)
        if self._reminds:
            self._remind(datetime.combine(on, self._context.book.clock.now().time()))

    def open_today(self) -> None:
        self.look()  # the window may have been closed since the day before
        self._window.come_forward()
        self._window.open_page("today")

    def _begin_day(self, on: date) -> None:
        if self._day is not None and self._window.stack is not None:
            self._window.stack.heard(Changes(0, "A new day", "user", {}))
        self._day = on
        self._show_count(len(self._list(on).rows))
        self.calendar.renew()
        self.watched.look()

    def _remind(self, now: datetime) -> None:
        read = self._context.read
        at = settings.value(read, settings.REMIND_AT)
        if not at:
            return
        waking = settings.value(read, settings.WAKING_FROM), settings.value(read, settings.WAKING_UNTIL)
        day = morning.due_day(now, morning.parse_hours(at, *waking), self._shown.days, self._is_off)
        if day is None:
            return
        self._shown.add(day)
        notice = morning_notice(self._list(day), settings.value(read, settings.HIDE_NAMES))
        if notice is not None:
            self._tell(notice)

    def _is_off(self, day: date) -> bool:
        return is_day_off(self._context.read, day)

    def _tell(self, notice: NotificationText) -> None:
        """Linux trays would pass it on to the same service, without saying what a click does."""
        if sys.platform.startswith("linux"):
            self.notifier.show(notice, "Open Today")
        else:
            self._tell_in_tray(notice)

    def _tell_in_tray(self, notice: NotificationText) -> None:
        """Without a tray either, the number beside Today is all there is."""
        if self.tray is not None:
            self.tray.tell(notice)

    def _list(self, on: date) -> TodayList:
        read = self._context.read
        return today.today_list(read, on, settings.value(read, settings.MOST_ROWS))

    def _on_changed(self, changes: Changes) -> None:
        self.calendar.renew()
        self.watched.on_changed(changes)

    def _on_counted(self, name: str, count: int) -> None:
        if name == "today":
            self._show_count(count)

    def _show_count(self, count: int) -> None:
        if self.tray is not None:
            self.tray.show_count(count)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(count)

    def _on_notice_clicked(self, token: str) -> None:
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = (
                token  # Qt shows it to the compositor, and takes it out again
            )
        self.open_today()

    def _log(self) -> None:
        self._window.come_forward()
        self._window.capture()

    def _quit(self) -> None:
        self._window.quit()
        QApplication.quit()  # a window that was closed already does not end the program


def _session_ends() -> bool:
    app = QApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
