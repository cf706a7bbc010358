"""Reminders while the window is closed or hidden: tray, morning notification, calendar file."""

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
from ui.shell.desktop_notifications.notifier import Notifier
from ui.shell.main_window import MainWindow
from ui.shell.tray import Tray
from ui.shell.watched_calendar import WatchedCalendar

_CHECK_INTERVAL_MS = 60_000  # checked every minute: one long timer stops in sleep, and misses clock changes


class Reminders(QObject):
    """Belongs to one open book. The sample book shows no reminders, as its people are invented."""

    def __init__(
        self,
        window: MainWindow,
        context: Context,
        is_sample: bool = False,
    ):
        super().__init__(window)
        self._window, self._context = window, context
        # a shown reminder must be recorded first
        self._reminds = not is_sample and context.read_only_reason is None
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
        self._timer.start(_CHECK_INTERVAL_MS)
        self.check()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.check)
        self._window.changed.connect(self._on_changed)
        self._window.hides_on_close = self.hides_on_close
        self._context.count_changed.connect(self._on_counted)
        self.notifier.clicked.connect(self._on_notice_clicked)
        self.notifier.not_shown.connect(self._show_in_tray)
        QApplication.instance().applicationStateChanged.connect(self.check)  # type: ignore[union-attr]
        if self.tray is not None:
            self.tray.log_requested.connect(self._log)
            self.tray.today_requested.connect(self.open_today)
            self.tray.window_requested.connect(self._window.come_forward)
            self.tray.quit_requested.connect(self._quit)

    def end(self) -> None:
        if self._has_ended:
            return
        self._timer.stop()
        self._window.hides_on_close = lambda: False
        self._has_ended = True  # the application may emit its signal once more
        self._window.changed.disconnect(self._on_changed)
        self.notifier.end()
        if self.tray is not None:
            self.tray.end()
        self.watched.end()
        self.calendar.end()
        self.deleteLater()

    def hides_on_close(self) -> bool:
        """Whether closing the window only hides it: only if the tray can show it again."""
        keeps = settings.value(self._context.read, settings.KEEP_IN_TRAY)
        return keeps and self.tray is not None and tray.is_there() and not _session_ends()

    def check(self, _state: object = None) -> None:
        """Called at the start, each minute, and when the application becomes active: thus soon after sleep or
        a clock change."""
        if self._has_ended:
            return
        on = self._context.today
        if on != self._day:
            self._begin_day(on)
        if self._reminds:
            self._remind(datetime.combine(on, self._context.book.clock.now().time()))

    def open_today(self) -> None:
        self.check()  # the date may have changed while the window was hidden
        self._window.come_forward()
        self._window.open_page("today")

    def _begin_day(self, on: date) -> None:
        if self._day is not None and self._window.stack is not None:
            self._window.stack.on_commit(Changes(0, "A new day", "user", {}))
        self._day = on
        self._show_count(len(self._list(on).rows))
        self.calendar.renew()
        self.watched.check()

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
            self._show_notice(notice)

    def _is_off(self, day: date) -> bool:
        return is_day_off(self._context.read, day)

    def _show_notice(self, notice: NotificationText) -> None:
        """On Linux directly: the tray would use the same service, without an action on click."""
        if sys.platform.startswith("linux"):
            self.notifier.show(notice, "Open Today")
        else:
            self._show_in_tray(notice)

    def _show_in_tray(self, notice: NotificationText) -> None:
        """Without a tray, only the count beside Today remains."""
        if self.tray is not None:
            self.tray.show_notice(notice)

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
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt passes it to the compositor and removes it
        self.open_today()

    def _log(self) -> None:
        self._window.come_forward()
        self._window.capture()

    def _quit(self) -> None:
        self._window.quit()
        QApplication.quit()  # a window that is closed already does not end the application


def _session_ends() -> bool:
    app = QApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
