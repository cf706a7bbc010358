"""What can be done with a meeting. Each is one step of the book, shown with Undo."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm.capture.typed_day import parse_day
from crm.meetings.debriefing.offered import offered
from crm.meetings.meeting_rows import MeetingRow
from crm.things.key import Key
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.meeting_pages import open_brief, open_look_back
from ui.planning.same_day import move_meeting
from ui.planning.sheet import PlanSheet
from ui.widgets.choice import open_menu
from ui.widgets.day_choice import choose_day

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork  # late: brings SQLAlchemy

_NEAR = ("tomorrow", "next week", "in two weeks")
_ONLY_PLANNED = "Only a planned meeting can be moved or called off."
_CALLED_OFF, _DELETED = "called off", "deleted"


class MeetingCommands(QObject):
    moved = Signal(int, object)  # the id of a meeting and its new day

    def __init__(self, context: Context, page: QWidget):
        super().__init__(page)
        self._context, self._page = context, page

    def open(self, row: MeetingRow) -> None:
        self._context.open_thing(Key("meeting", row.id))

    def open_brief(self, row: MeetingRow) -> None:
        open_brief(self._context, row.id)

    def offers_look_back(self, row: MeetingRow) -> bool:
        now = f"{self._context.book.clock.now():%H:%M}"
        found = offered(self._context.read, self._context.today, now)
        return any(one.meeting_id == row.id for one in found)

    def look_back(self, row: MeetingRow) -> None:
        open_look_back(self._context, row.id)

    def plan(self, on: date | None = None) -> None:
        if self._context.may_write():
            PlanSheet(self._page.window(), self._context).begin(on=on)

    def move(self, row: MeetingRow, button: QWidget) -> None:
        """Asks for the day below the button."""
        if row.state != "planned":
            self._context.show_message(_ONLY_PLANNED)
            return
        today = self._context.today
        days = [(parse_day(words, today, forward=True) or today, words) for words in _NEAR]
        near = [(day, f"{words.capitalize()}, {format_full_day(day, today)}") for day, words in days]
        first = max(row.on, today)
        first += timedelta(days=first < date.max)
        choose_day(
            button, near, first, lambda text: parse_day(text, today, forward=True), lambda day: self.move_to(row, day)
        )  # fmt: skip

    def move_to(self, row: MeetingRow, day: date) -> None:
        if row.state != "planned":
            self._context.show_message(_ONLY_PLANNED)
        elif day != row.on and move_meeting(self._context, row.id, day):
            self.moved.emit(row.id, day)

    def call_off(self, row: MeetingRow, button: QWidget) -> None:
        if row.state != "planned":
            self._context.show_message(_ONLY_PLANNED)
            return
        options = [(_CALLED_OFF, "It was called off: keep it as missed"), (_DELETED, "Delete the plan")]

        def answer(chosen: str) -> None:
            planning = use_cases.meetings.planning
            self._context.do(planning.call_off if chosen == _CALLED_OFF else planning.delete_plan, row.id)

        open_menu(button, options, answer)

    def happened(self, row: MeetingRow) -> None:
        if row.state == "proposed":
            self._settle(use_cases.meetings.answering_proposals.confirm, row)
        elif row.state == "happened":
            self._context.show_message("It did happen: there is nothing to change.")
        elif row.on > self._context.today:
            self._context.show_message("This meeting is still ahead.")
        else:
            self._context.do(use_cases.meetings.planning.mark_happened, row.id)

    def did_not_happen(self, row: MeetingRow) -> None:
        if row.state == "proposed":
            self._settle(use_cases.meetings.answering_proposals.mark_missed, row)
        elif row.state == "planned" and row.on <= self._context.today:
            self._context.do(use_cases.meetings.planning.mark_missed, row.id)
        else:
            self._context.show_message("Only a meeting whose day has come can be missed.")

    def put_aside(self, row: MeetingRow) -> None:
        if row.state == "proposed":
            self._settle(use_cases.meetings.answering_proposals.dismiss, row)
        else:
            self._context.show_message("Only a proposal of your calendar can be no meeting.")

    def _settle(self, use_case: "Callable[[UnitOfWork, Sequence[int]], None]", row: MeetingRow) -> None:
        self._context.do(use_case, [row.id])
