"""How the day's list reaches you while the window is elsewhere: the morning, the tray, the calendar file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from crm import settings
from crm.exchange.calendar.feed import FILE_NAME
from crm.settings import Key
from crm.storage.reading import Reader
from ui.settings.today_card import clock_time
from ui.shell import tray
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice
from ui.widgets.fields import InlineField
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Line, Lines


class RemindersCard(Card):
    """`tell` says a sentence at the bottom of the window."""

    def __init__(self, keep: Callable[[Key[Any], Any], bool], tell: Callable[[str], object]):
        super().__init__()
        self._keep, self._tell = keep, tell
        self._at, self._file = "", Path()
        self.at = InlineField("", "none")
        self.at.setAccessibleName("Notification in the morning at")
        self.at.setFixedWidth(look.px(64))
        self.at.edited_text.connect(self._keep_time)
        self.names = _choice(
            "Names",
            ("shown", "hidden"),
            lambda hide: keep(settings.HIDE_NAMES, hide),
        )
        self.closed = _choice(
            "When the window is closed",
            ("Goodturn ends", "it stays in the tray"),
            lambda stays: keep(settings.KEEP_IN_TRAY, stays),
        )
        self.calendar = _choice(
            "Calendar file", ("none", "kept up to date"), lambda wanted: keep(settings.CALENDAR_FILE, wanted)
        )
        self.path = ElidedLabel("", "body")
        self.copy = Button("Copy", clicked=self._copy)
        self.copy.setAccessibleName("Copy the path of the calendar file")
        self._build()

    def show_choices(self, read: Reader, folder: Path) -> None:
        self._at = settings.value(read, settings.REMIND_AT)
        self.at.show_text(self._at)
        self.names.show_value(settings.value(read, settings.HIDE_NAMES))
        self.closed.show_value(settings.value(read, settings.KEEP_IN_TRAY))
        wanted = settings.value(read, settings.CALENDAR_FILE)
        self.calendar.show_value(wanted)
        self._file = folder / FILE_NAME
        self.path.setText(str(self._file))
        self._subscribe.setVisible(wanted)

    def _build(self) -> None:
        morning = Line(
            "morning", self.at, PlainLabel("one notification, never on a day off", "quiet", wrap=True)
        )
        morning.content.setStretch(0, 0)
        names = Line(
            "names", self.names, PlainLabel("in the notification and the calendar", "quiet", wrap=True)
        )
        self.names.setFixedWidth(self.names.flow.minimumSize().width() * 2 + 12)
        self._subscribe = Line("to subscribe to", self.path, self.copy)
        lines = [morning, names]
        if tray.is_there():  # elsewhere nothing would bring the window back
            lines.append(Line("when closed", self.closed))
        self.body.addWidget(Lines(*lines, Line("calendar file", self.calendar), self._subscribe))

    def _keep_time(self, text: str) -> None:
        """Takes "8", "8:30", "08.30"; nothing is never; anything else brings the old time back."""
        at = clock_time(text) if text.strip() else ""
        if at is not None:
            self._at = at
            self._keep(settings.REMIND_AT, at)
        self.at.setText(self._at)
        self.at.show_text(self._at)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._file))
        self._tell("Copied where the calendar file is. Your calendar asks for it when you subscribe.")


def _choice(name: str, words: tuple[str, str], chosen: Callable[[bool], object]) -> ChipChoice:
    return ChipChoice(name, list(zip((False, True), words, strict=True)), False, chosen)
