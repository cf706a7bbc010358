"""The month: its name, the way to the months around it, the days of the week, and the days."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.meetings.meeting_filter import MeetingFilter
from crm.meetings.month import month_days, weeks_of_month
from crm.storage.reading import Reader
from crm.text.days_in_words import WEEKDAYS
from crm.text.months import months_after
from ui.meetings.items import month_name
from ui.meetings.month_grid import MonthGrid
from ui.meetings.month_model import MonthModel
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column, paint_background, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER

_MOST_A_DAY = 8  # no cell has room for more


class MonthView(QWidget):
    """`read` and `chosen` give the reader and the filter as they are now."""

    def __init__(
        self,
        read: Callable[[], Reader],
        chosen: Callable[[], MeetingFilter],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._read, self._chosen, self._today = read, chosen, today
        self._model = MonthModel(today)
        self.grid = MonthGrid(self._model, today)
        self.name = PlainLabel("", "strong")
        self.before = IconButton("chevron-left", "Month before", clicked=lambda: self._go(-1), keys="Page Up")
        self.after = IconButton("chevron-right", "Month after", clicked=lambda: self._go(1), keys="Page Down")
        self.to_today = Button("Today", "quiet", clicked=lambda: self.show_day(self._today()))
        self._arrange()
        mark_reading(self)
        self.grid.day_requested.connect(self.show_day)

    def show_day(self, day: date, meeting_id: int | None = None) -> None:
        """Goes there, and reads its month if another one is shown."""
        shown = self._model.month
        if not self._model.days or (day.year, day.month) != (shown.year, shown.month):
            self._show_month(day)
        self.grid.go_to(day, meeting_id)

    def follow(self, day: date, meeting_id: int) -> None:
        """Goes to a meeting that was moved to this day."""
        self._show_month(day)
        self.grid.go_to(day, meeting_id)

    def reload(self) -> None:
        """Keeps the day and the meeting."""
        day, meeting = self.grid.day or self._today(), self.grid.chosen_meeting
        self._show_month(self._model.month if self._model.days else day)
        self.grid.go_to(day, meeting.id if meeting is not None else None)

    def _show_month(self, month: date) -> None:
        days = weeks_of_month(month)
        self.name.setText(month_name(month))
        self.grid.setAccessibleName(month_name(month))
        self._model.show_days(month, days, month_days(self._read(), days, _MOST_A_DAY, self._chosen()))

    def _go(self, months: int) -> None:
        day = self.grid.day or self._today()
        self.show_day(months_after(day, months) or day)

    def _arrange(self) -> None:
        head = row(self.name, self.before, self.after, self.to_today, gap=6)
        head.insertStretch(1, 1)
        weekdays = QWidget()
        paint_background(weekdays, "surface")
        labels = [PlainLabel(day[:3], "caption") for day in WEEKDAYS]
        named = row(*labels, gap=0, margins=(0, 8, 0, 8))
        for place, (label, day) in enumerate(zip(labels, WEEKDAYS, strict=True)):
            label.setAccessibleName(day)
            label.setIndent(look.px(8))
            label.setMinimumWidth(1)
            named.setStretch(place, 1)
        weekdays.setLayout(named)
        weekdays.setFixedHeight(look.px(36))
        whole = column(gap=8, margins=(0, 0, GUTTER, 0))
        whole.addLayout(head)
        table = column(weekdays, gap=0)
        table.addWidget(self.grid, 1)
        whole.addLayout(table, 1)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
