"""The page of Today. Reads the day's list; actions on rows are in row_commands."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm import settings
from crm.changes import Changes
from crm.things.key import Key
from crm.today import today
from crm.today.row import MeetingToday, Row, TodayList
from ui.after_paint import after_first_paint
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.meeting_pages import open_brief
from ui.page import Page
from ui.today.empty_day import EmptyDay
from ui.today.list import TodayRowList
from ui.today.list_lines import Folded, Item, items
from ui.today.panel_of_item import meeting_to_brief, panel_of
from ui.today.row_commands import RowCommands
from ui.today.surroundings import Surroundings, build_surroundings, load_surroundings
from ui.widgets.buttons import SearchButton
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

if TYPE_CHECKING:
    from ui.today.came_in.beside_today import CameInBeside
    from ui.today.look_back_line import LookBackLine
    from ui.today.panel import RowPanel

_A_MINUTE = 60_000


class TodayPage(Page):
    keeps_count = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._shown: TodayList | None = None
        self._unfolded = False
        self._panel: RowPanel | None = None
        self._surroundings: Surroundings | None = None
        self._loads_surroundings = False
        self.commands = RowCommands(context, self)
        self._build()
        self._connect()

    @property
    def came_in(self) -> "CameInBeside | None":
        return self._surroundings.came_in if self._surroundings else None

    @property
    def look_back(self) -> "LookBackLine | None":
        return self._surroundings.look_back if self._surroundings else None

    def reload(self, changes: Changes | None = None) -> None:
        read, day = self.context.read, self.context.today
        self._shown = today.today_list(read, day, settings.value(read, settings.MOST_ROWS))
        self._show_heading()
        was_calm = self._stack.currentWidget() is self._empty_day
        self._show_items()
        if was_calm and self.list.hasFocus():
            self._choose_first_row()
        self.context.count_changed.emit("today", self._shown.due_count)
        self._look_soon(changes)

    def focus_first(self) -> None:
        if self.came_in is not None and self.came_in.is_shown and self._body.panel.isVisible():
            self.came_in.take_focus()
            return
        if self._shown is not None and self._shown.is_empty:
            self._empty_day.setFocus()  # the list takes the focus when it has rows again
            return
        if not self.list.currentIndex().isValid():
            after_first_paint(self.list.viewport(), self._choose_when_painted)
            self.list.viewport().update()
        self.list.setFocus()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.list.setFocus()
            return True
        return self.came_in is not None and self.came_in.go_back()

    def _build(self) -> None:
        self._header = PageHeader("", "", SearchButton(self.context.one_box_requested.emit))
        self.list = TodayRowList()
        self.list.keep_gutter()
        self._empty_day = EmptyDay()
        main = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty_day)
        self.inside = column(margins=(32, 10, 32 - GUTTER, 12))
        self.inside.addWidget(self._stack)
        main.setLayout(self.inside)
        self._body = WithPanel(main)
        whole = column(self._header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)
        self._midnight = QTimer(self, interval=_A_MINUTE)
        self._midnight.timeout.connect(self._on_minute_passed)
        self._midnight.start()

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_panel)
        self.list.main_action_requested.connect(self._do_main)
        self.list.done_requested.connect(self._done)
        self.list.snooze_requested.connect(self._snooze)
        self.list.meeting_requested.connect(lambda item: self._open_meeting())
        self.add_action("Why this?", "W", partial(self._with_chosen, self._toggle_why), only_reads=True)
        for words, keys, do in (
            ("Done", "D", self._done),
            ("Snooze", "S", self._snooze),
            ("Not this", "N", self.commands.not_this),
            ("Let rest", "R", self.commands.let_rest),
            ("Tell them later", "T", self._tell_later),
            ("Let it go", "L", self.commands.let_go),
            ("Moved to another day", "M", self._moved),
        ):
            self.add_action(words, keys, partial(self._with_chosen, do))
        self.add_action("Edit", "E", self._edit, only_reads=True)
        self.add_action("Open the meeting", "O", self._open_meeting, only_reads=True)
        self.add_action("Look back on a meeting", "V", lambda: self.look_back and self.look_back.open())
        self.add_action("Open brief", "B", self._open_brief, only_reads=True)
        self.add_action(
            "What came in", "P", lambda: self._with_what_came_in(lambda one: one.open()), only_reads=True
        )
        self.add_action("No to what came in", "X", lambda: self._with_what_came_in(lambda one: one.no()))
        self._empty_day.brief.clicked.connect(lambda _checked=False: self._open_brief())

    def _with_chosen(self, do: Callable[[Row], None]) -> None:
        chosen = self.list.chosen()
        if isinstance(chosen, Row):
            do(chosen)

    def _show_items(self) -> None:
        assert self._shown is not None
        rows = today.folded_rows(self.context.read, self._shown) if self._unfolded else None
        self.list.set_rows(items(self._shown, rows))
        self._empty_day.show_next(self._shown.upcoming, self._shown.upcoming_meeting_id is not None)
        self._stack.setCurrentWidget(self._empty_day if self._shown.is_empty else self.list)

    def _show_panel(self, item: Item | None) -> None:
        if item is None and self.came_in is not None and self.came_in.entries:
            self._panel = None
            self.came_in.show()
            self._show_actions()
            return
        self._panel = panel_of(self.context, self.commands, item)
        if self._panel is None:
            self._body.clear_panel()
        else:
            self._body.show_in_panel(self._panel)
        if self.came_in is not None:
            self.came_in.leave()
        self._show_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_actions()

    def _show_actions(self) -> None:
        self.list.primary = self._body.is_overlay
        self.list.show_actions()

    def _do_main(self, item: Item | None) -> None:
        if isinstance(item, Folded):
            self._unfolded = not self._unfolded
            self._show_items()
        elif isinstance(item, Row) and item.kind == "did_it_happen":
            self.commands.done(item)
        elif isinstance(item, Row) and item.kind == "not_now_over":
            self.commands.ask_again(item)
        elif isinstance(item, MeetingToday):
            open_brief(self.context, item.id)
        elif item is not None:
            self._body.open_panel()
            if self._panel is not None:
                self._panel.focus_draft()

    def _look_soon(self, changes: Changes | None) -> None:
        """What came in is nothing to do today: the rows are painted before its modules are even loaded."""
        if self._surroundings is not None:
            run_in_next_slice(self, lambda: self._look_around(changes))
        elif not self._loads_surroundings:
            self._loads_surroundings = True
            is_calm = self._stack.currentWidget() is self._empty_day
            after_first_paint(self._empty_day if is_calm else self.list.viewport(), self._load)

    def _load(self) -> None:
        load_surroundings(self._build_surroundings)

    def _build_surroundings(self, _value: None = None) -> None:
        if self.context.has_ended:
            return
        made = self._surroundings = build_surroundings(self.context, self._body, self.list, self.inside)
        made.came_in.arrived.connect(self._on_arrived)
        made.came_in.left.connect(self._leave_what_came_in)
        made.look(None)

    def _look_around(self, changes: Changes | None) -> None:
        if self._surroundings is not None and not self.context.has_ended:
            self._surroundings.look(changes)

    def _on_arrived(self) -> None:
        self._show_heading()
        is_calm = self._shown is not None and self._shown.is_empty
        if self.came_in is not None and is_calm and self._panel is None and not self._body.is_overlay:
            self.came_in.show()

    def _show_heading(self) -> None:
        if self._shown is not None:
            came_in = self.came_in.words if self.came_in is not None else ""
            self._header.show_text(self._shown.heading, f"{self._shown.subtitle} {came_in}".rstrip())

    def _leave_what_came_in(self) -> None:
        """Back to the list."""
        if self._shown is not None and self._shown.is_empty:
            self._empty_day.setFocus()
            return
        self.list.setFocus()
        self._choose_first_row()

    def _with_what_came_in(self, do: "Callable[[CameInBeside], None]") -> None:
        if self.came_in is not None:
            do(self.came_in)

    def _choose_when_painted(self) -> None:
        """The panel is filled after the rows are painted; the book may have been replaced by then."""
        if self.isVisible():
            self._choose_first_row()

    def _choose_first_row(self) -> None:
        """Selects the first row to act on; if there is none, the first line."""
        row_key = self._shown.rows[0].key if self._shown is not None and self._shown.rows else None
        if row_key is None or not self.list.choose(row_key):
            self.list.choose_first()
        self.list.scrollToTop()

    def _edit(self) -> None:
        """What the line is about: its promise, introduction, ask or meeting, or else the person. Without a line,
        what came in."""
        chosen = self.list.chosen()
        if isinstance(chosen, Row):
            self.commands.edit(chosen)
        elif isinstance(chosen, MeetingToday):
            self.context.open_thing(Key("meeting", chosen.id))
        elif self.context.read_only_reason is None:
            self._with_what_came_in(lambda one: one.edit())

    def _open_meeting(self) -> None:
        if isinstance(chosen := self.list.chosen(), MeetingToday):
            self.context.open_page("meeting", chosen.id)

    def _open_brief(self) -> None:
        meeting_id = meeting_to_brief(self.context, self.list.chosen(), self._shown)
        if meeting_id is None:
            self.context.show_message("No meeting is planned with them.")
        else:
            open_brief(self.context, meeting_id)

    def _toggle_why(self, _row: Row) -> None:
        self._body.open_panel()
        if self._panel is not None and self._panel.why is not None:
            self._panel.why.toggle()
            self._panel.why.asked.setFocus()

    def _done(self, item: Item | None) -> None:
        if isinstance(item, Row):
            self.commands.done(item)

    def _snooze(self, item: Item | None) -> None:
        if isinstance(item, Row):
            self.commands.snooze(item, self.list.row_actions.snooze)

    def _tell_later(self, row: Row) -> None:
        self.commands.tell_later(row, self.list.row_actions.snooze)

    def _moved(self, row: Row) -> None:
        self.commands.moved(row, self.list.row_actions.snooze)

    def _on_minute_passed(self) -> None:
        if self._shown is not None and self._shown.on != self.context.today and self.isVisible():
            self.reload()
