"""The body of the page: the list or month, and at its right the panel of the selected meeting or day."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.meetings.meeting_rows import MeetingRow
from ui.context import Context
from ui.meetings.commands import MeetingCommands
from ui.meetings.day_panel import DayPanel
from ui.meetings.panel import MeetingPanel
from ui.widgets.side_panel import WithPanel


class MeetingsBody(WithPanel):
    meeting_opened = Signal(object)
    plan_requested = Signal(object)  # a date

    def __init__(self, context: Context, commands: MeetingCommands, main: QWidget):
        super().__init__(main)
        self._context, self._commands = context, commands
        self.day_panel: DayPanel | None = None

    @property
    def covers_list(self) -> bool:
        return self.is_overlay and self.panel.isVisible()

    @property
    def focused_day(self) -> date | None:
        """The day in whose list the keyboard is."""
        panel, focused = self.day_panel, self.window().focusWidget()
        if panel is None or focused is None or not panel.isAncestorOf(focused):
            return None
        return panel.day

    def show_meeting(self, meeting: MeetingRow | None) -> None:
        self.day_panel = None
        if meeting is None:
            self.clear_panel()
        else:
            self.show_in_panel(MeetingPanel(self._context, self._commands, meeting))

    def show_day(self, day: date, meetings: list[MeetingRow]) -> None:
        self.day_panel = panel = DayPanel(day, meetings, lambda: self._context.today)
        panel.meeting_opened.connect(self.meeting_opened)
        panel.plan_requested.connect(self.plan_requested)
        self.show_in_panel(panel)
        panel.show()  # at once, so that it can take the keyboard

    def enter_day(self) -> None:
        """The keyboard goes into the list of the day that is shown."""
        self.open_panel()
        if self.day_panel is not None:
            self.day_panel.focus_first()

    def leave(self) -> None:
        self.close_panel()
        if self.is_overlay:
            self.day_panel = None
