"""Settings card of reminders: morning notification, tray, calendar file."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from crm import settings
from crm.children import start_command
from crm.commands.data_folders import SAMPLE
from crm.errors import FileNotWritten
from crm.exporting.due_file import FILE_NAME
from crm.reminders import at_login
from crm.storage.reading import Reader
from ui.settings.saving import SaveSetting
from ui.settings.today_card import clock_time
from ui.shell import tray
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Line, Lines
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.switch import Switch


class RemindersCard(Card):
    """`show_message` shows a sentence in the toast."""

    def __init__(self, save: SaveSetting, show_message: Callable[[str], object]):
        super().__init__()
        self._save, self._show_message = save, show_message
        self._at, self._file, self._own_folder = "", Path(), Path()
        self.at = InlineField("", "none")
        self.at.setAccessibleName("Notification in the morning at")
        self.at.setFixedWidth(look.px(64))
        self.at.edited_text.connect(self._save_time)
        self._build_switches()
        self.path = ElidedLabel("", "body")
        self.copy = mark_reading(Button("Copy", clicked=self._copy))
        self.copy.setAccessibleName("Copy the path of the calendar file")
        self._build()

    def _build_switches(self) -> None:
        save = self._save
        self.names = Switch(
            "Names",
            lambda hide: save(settings.HIDE_NAMES, hide),
            "hidden in the notification and the calendar",
        )
        self.closed = Switch(
            "When the window is closed",
            lambda hides_on_close: save(settings.KEEP_IN_TRAY, hides_on_close),
            "Goodturn stays in the notification area",
        )
        self._entry = at_login.entry_file(os.environ)
        self.at_login = Switch(
            "When you log in",
            self._start_at_login,
            "Goodturn starts in the notification area" if tray.is_there() else "Goodturn starts",
        )
        self.calendar = Switch(
            "Calendar file", lambda wanted: save(settings.CALENDAR_FILE, wanted), "kept up to date"
        )

    def show_choices(self, read: Reader, folder: Path) -> None:
        self._at = settings.value(read, settings.REMIND_AT)
        self.at.show_text(self._at)
        self.names.show_value(settings.value(read, settings.HIDE_NAMES))
        self.closed.show_value(settings.value(read, settings.KEEP_IN_TRAY))
        self.at_login.show_value(self._entry is not None and at_login.is_on(self._entry))
        wanted = settings.value(read, settings.CALENDAR_FILE)
        self.calendar.show_value(wanted)
        self._file = folder / FILE_NAME
        self._own_folder = folder.parent if folder.name == SAMPLE else folder
        self.path.setText(str(self._file))
        self._subscribe.setVisible(wanted)

    def _build(self) -> None:
        morning = Line(
            "morning", self.at, PlainLabel("one notification, never on a day off", "quiet", wrap=True)
        )
        morning.content.setStretch(0, 0)
        names = Line("names", self.names)
        self._subscribe = Line("to subscribe to", self.path, self.copy)
        lines = [morning, names]
        if tray.is_there():  # without a tray a hidden window could not be shown again
            lines.append(Line("when closed", self.closed))
        if self._entry is not None:
            lines.append(Line("at login", self.at_login))
        self.body.addWidget(Lines(*lines, Line("calendar file", self.calendar), self._subscribe))

    def _save_time(self, text: str) -> None:
        """Accepts "8", "8:30", "08.30"; empty for never; anything else restores the old time."""
        at = clock_time(text) if text.strip() else ""
        if at is not None:
            self._at = at
            self._save(settings.REMIND_AT, at)
        self.at.setText(self._at)
        self.at.show_text(self._at)

    def _start_at_login(self, wanted: bool) -> None:
        """A setting of this user account, so not stored in the book."""
        if self._entry is None:
            return
        try:
            if wanted:
                at_login.turn_on(self._entry, start_command("--data-dir", str(self._own_folder), "--in-tray"))
            else:
                at_login.turn_off(self._entry)
        except FileNotWritten as refused:
            self._show_message(str(refused))
        self.at_login.show_value(at_login.is_on(self._entry))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._file))
        self._show_message("Copied where the calendar file is. Your calendar asks for it when you subscribe.")
