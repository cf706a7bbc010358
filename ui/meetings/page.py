"""The page of meetings: header, filters, the list or the month, and the panel of what is selected."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.meetings import filter_values
from crm.meetings.meeting_pages import MeetingPage, Position, meeting_page, proposed_count
from crm.meetings.meeting_rows import MeetingRow, meeting_rows
from crm.meetings.month import meetings_of_day
from ui.context import Context
from ui.meetings import row_text
from ui.meetings.body import MeetingsBody
from ui.meetings.commands import MeetingCommands
from ui.meetings.day_panel import MOST
from ui.meetings.filter_bar import FilterBar
from ui.meetings.items import Item, MoreProposals
from ui.meetings.list import MeetingList
from ui.meetings.month_view import MonthView
from ui.meetings.only_meeting import only_meeting
from ui.meetings.row_buttons import RowButtons
from ui.meetings.saved_view import LIST, MONTH, load_view, save_view
from ui.meetings.summary import summary
from ui.meetings.view_switch import ViewSwitch
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER

_SHOWN = ("meeting", "attendance", "person", "promise", "promise_person")


class MeetingsPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.commands = MeetingCommands(context, self)
        self._is_read = {LIST: False, MONTH: False}
        self._begins_at_top = False  # whatever was selected before
        self._build()
        self._arrange()
        self._connect()
        self.switch.show_value(load_view(context.book.folder))

    def open_at(self, target: PageTarget) -> None:
        """ "coming" shows the list from its beginning."""
        if target == "coming":
            self.filters.clear()
            self.switch.show_value(LIST)
            self._begins_at_top = True

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        in_day = self._body.focused_day
        self._is_read = {LIST: False, MONTH: False}
        words = summary(self.context.read, self.context.today)
        self._header.show_text("Meetings", words)
        self._show_view()
        if in_day is not None:
            self._open_day(in_day)
        elif (meeting_id := only_meeting(changes)) is not None:
            self._go_to(meeting_id)
        if self._begins_at_top:
            self._begins_at_top = False
            self.list.choose_first()
            self.list.scrollToTop()

    def focus_first(self) -> None:
        if self._body.focused_day is not None:
            self._body.enter_day()
        elif self.switch.value == MONTH:
            self.month.grid.setFocus()
        elif (button := self._way_out()) is not None:
            button.setFocus()
        else:
            if not self.list.currentIndex().isValid():
                self.list.choose_first()
            self.list.setFocus()

    def focus_filter(self) -> None:
        self.filters.field.setFocus()
        self.filters.field.selectAll()

    def go_back(self) -> bool:
        if self._body.covers_list:
            self._body.leave()
        elif self._body.focused_day is not None:
            self.month.grid.setFocus()
            return True
        elif self.filters.field.text():
            self.filters.clear()
        else:
            return False
        self.focus_first()
        return True

    def show_view(self, view: str) -> None:
        """The list or the month, remembered for the next time."""
        if self.context.read_only_reason is None:
            save_view(self.context.book.folder, view)
        self.switch.show_value(view)
        self._show_view()
        self.focus_first()

    def _build(self) -> None:
        context = self.context
        self.switch = ViewSwitch(self.show_view)
        self.plan = Button("Plan a meeting", clicked=self.plan_meeting)
        self._header = PageHeader("Meetings", "", self.switch, self.plan)
        self.filters = FilterBar(lambda: filter_values.filter_values(context.read), lambda: context.today)
        self.list = MeetingList(self._fetch, self._more_proposals, lambda: context.today)
        self.list.keep_gutter()
        self.buttons = RowButtons(
            partial(self._with_chosen, self.commands.happened),
            partial(self._with_chosen, self.commands.did_not_happen),
            partial(self._with_chosen, self.commands.put_aside),
            partial(self._with_chosen, self._move),
        )
        self.list.set_actions(self.buttons)
        self.month = MonthView(lambda: context.read, lambda: self.filters.chosen, lambda: context.today)
        self._none = EmptyState(row_text.NONE, "Plan a meeting", self.plan_meeting)
        self._none_fits = mark_reading(EmptyState(row_text.NONE_FITS, "Show all meetings", self._show_all))

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        for widget in (self.list, self.month, self._none, self._none_fits):
            self._stack.addWidget(widget)
        main = QWidget()
        inside = column(gap=12, margins=(32, 4, 32 - GUTTER, 12))
        inside.addLayout(row(self.filters, margins=(0, 0, GUTTER, 0)))
        inside.addWidget(self._stack, 1)
        main.setLayout(inside)
        self._body = MeetingsBody(self.context, self.commands, main)
        whole = column(self._header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.field.left_downwards.connect(self.focus_first)
        self.list.left_upwards.connect(self.focus_filter)
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.list.emptied.connect(self._on_emptied)
        self._body.meeting_opened.connect(self._open)
        self._body.plan_requested.connect(self.commands.plan)
        self.month.grid.day_chosen.connect(self._show_day_or_meeting)
        self.month.grid.day_opened.connect(self._open_day)
        self.month.grid.meeting_opened.connect(self._open)
        self.month.grid.meeting_dropped.connect(self.commands.move_to)
        self.commands.moved.connect(self._follow)
        for words, keys, do in (
            ("It happened", "H, Y", self.commands.happened),
            ("It did not happen", "N", self.commands.did_not_happen),
            ("It is no meeting", "D", self.commands.put_aside),
            ("Move to another day", "M", self._move),
            ("Call off", "C", self._call_off),
        ):
            self.add_action(words, keys, partial(self._with_chosen, do))
        self.add_action(
            "Open brief", "B", partial(self._with_chosen, self.commands.open_brief), only_reads=True
        )
        self.add_action("List or month", "V", self._turn_view, only_reads=True)
        self.add_action(
            "Proposed meetings", "P", lambda: self.context.open_page("proposals"), only_reads=True
        )

    def plan_meeting(self) -> None:
        """In the month, on the selected day."""
        day = self.month.grid.day if self.switch.value == MONTH else None
        self.commands.plan(day if day is not None and day > self.context.today else None)

    def chosen_meeting(self) -> MeetingRow | None:
        if self.switch.value == LIST:
            return self.list.chosen_meeting()
        day_panel = self._body.day_panel
        in_panel = day_panel.chosen_meeting() if day_panel is not None else None
        return in_panel or self.month.grid.chosen_meeting

    def _with_chosen(self, do: Callable[[MeetingRow], None]) -> None:
        meeting = self.chosen_meeting()
        if meeting is not None:
            do(meeting)
        else:
            self.context.show_message("Choose a meeting first.")

    def _move(self, meeting: MeetingRow) -> None:
        self.commands.move(meeting, self._anchor(self.buttons.move_day))

    def _go_to(self, meeting_id: int) -> None:
        """One that was planned, logged or brought back is selected, if the filters show it."""
        if self.switch.value == LIST:
            self.list.choose(meeting_id)
        elif found := meeting_rows(self.context.read, [meeting_id]):
            self.month.follow(found[0].on, meeting_id)

    def _follow(self, meeting_id: int, day: date) -> None:
        """In the month, the selection goes with a meeting that is moved."""
        if self.switch.value == MONTH:
            self.month.follow(day, meeting_id)
            self.month.grid.setFocus()

    def _call_off(self, meeting: MeetingRow) -> None:
        self.commands.call_off(meeting, self._anchor(self.buttons.move_day))

    def _anchor(self, button: QWidget) -> QWidget:
        """What a menu opens below."""
        if button.isVisible():
            return button
        return self.plan

    def _turn_view(self) -> None:
        self.show_view(LIST if self.switch.value == MONTH else MONTH)

    def _fetch(self, start: Position, most: int) -> MeetingPage:
        return meeting_page(self.context.read, self.context.today, self.filters.chosen, start, most)

    def _more_proposals(self, shown: int) -> int:
        return proposed_count(self.context.read, self.filters.chosen) - shown

    def _show_view(self) -> None:
        view = self.switch.value
        self._body.main.setFocusProxy(self.month.grid if view == MONTH else self.list)
        if view == MONTH:
            self._stack.setCurrentWidget(self.month)
        if not self._is_read[view]:
            self._is_read[view] = True
            (self.month if view == MONTH else self.list).reload()
        if view == LIST:
            self._on_emptied(self.list.rows.rowCount() == 0)
            self._show_chosen(self.list.chosen())
        else:
            self._show_day_or_meeting(self.month.grid.day, self.month.grid.chosen_meeting)

    def _on_filter_changed(self) -> None:
        self._is_read = {LIST: False, MONTH: False}
        if self.switch.value == LIST:
            self._is_read[LIST] = True
            self.list.show_from_start()
        else:
            self._show_view()

    def _on_emptied(self, is_empty: bool) -> None:
        if self.switch.value == LIST:
            nothing = self._none_fits if self.filters.is_narrowed else self._none
            self._stack.setCurrentWidget(nothing if is_empty else self.list)
            self.filters.setEnabled(self._stack.currentWidget() is not self._none)

    def _way_out(self) -> Button | None:
        current = self._stack.currentWidget()
        return current.button if isinstance(current, EmptyState) else None

    def _show_all(self) -> None:
        self.filters.clear()
        self.focus_first()

    def _open(self, item: Item) -> None:
        if isinstance(item, MoreProposals):
            self.context.open_page("proposals")
        elif isinstance(item, MeetingRow):
            self.commands.open(item)

    def _show_chosen(self, item: Item | None) -> None:
        if self.switch.value != LIST:
            return
        meeting = item if isinstance(item, MeetingRow) else None
        self.buttons.fit(meeting, self.context.today)
        self._body.show_meeting(meeting)

    def _show_day_or_meeting(self, day: date | None, meeting: MeetingRow | None) -> None:
        if self.switch.value != MONTH or day is None:
            return
        if meeting is not None:
            self._body.show_meeting(meeting)
        else:
            self._show_day(day)

    def _show_day(self, day: date) -> None:
        found = meetings_of_day(self.context.read, day, MOST, self.filters.chosen)
        self._body.show_day(day, found)

    def _open_day(self, day: date) -> None:
        self._show_day(day)
        self._body.enter_day()
