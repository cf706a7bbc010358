"""The panel of one day: its meetings as a list, and a button to plan another."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.meetings.meeting_rows import MeetingRow
from ui.counts_and_days import format_full_day
from ui.meetings import items, row_text
from ui.meetings.delegate import ROW, MeetingDelegate
from ui.meetings.items import Item
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

MOST = 200
_ROWS_AT_ONCE = 6


class DayPanel(QWidget):
    meeting_opened = Signal(object)
    plan_requested = Signal(object)  # the date

    def __init__(
        self, day: date, meetings: list[MeetingRow], today: Callable[[], date], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.day = day
        model: RowModel[Item] = RowModel(lambda item: row_text.accessible_text(item, today()), items.key)
        self.list: RowList[Item] = RowList("Meetings of this day", model, MeetingDelegate(today))
        self.list.set_rows(meetings)
        self.list.setFixedHeight(look.px(ROW) * min(len(meetings), _ROWS_AT_ONCE))
        self.list.row_opened.connect(self.meeting_opened.emit)
        words = sentence(
            "Nothing is planned on this day." if day >= today() else "Nothing is noted of this day."
        )
        self.plan = Button("Plan a meeting on this day", clicked=lambda: self.plan_requested.emit(day))
        title = PlainLabel(format_full_day(day, today()), "strong", wrap=True)
        self.setLayout(column(title, words, self.list, Flow(self.plan), gap=12))
        self.list.setVisible(bool(meetings))  # from here on they have a parent, and become no windows
        words.setVisible(not meetings)
        self.plan.setVisible(day >= today())

    def focus_first(self) -> None:
        if not self.list.isHidden():
            self.list.choose_first()
            self.list.setFocus()
        else:
            self.plan.setFocus()

    def chosen_meeting(self) -> MeetingRow | None:
        item = self.list.chosen() if self.list.hasFocus() else None
        return item if isinstance(item, MeetingRow) else None
