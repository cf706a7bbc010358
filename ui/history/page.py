"""The history page: all steps, newest first, with their changes; each can be undone, in any order."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.errors import DependentStepsError
from crm.history.filtering import HistoryFilter, step_ids
from crm.importing.unread_report import KeptReport, report_of
from crm.steps import Step
from ui import background, use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.history.filter_bar import FilterBar
from ui.history.notice import Notice
from ui.history.panel import StepPanel
from ui.history.step_list import StepList
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import SearchButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_PAGE_SIZE = 500  # steps; more are loaded at the end of the list
_ANY = "Everything you did. Any step can be taken back."
_ONLY_READ = "Everything you did. No step can be taken back while the book can only be read."


class HistoryPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._most = _PAGE_SIZE
        self._shown = 0
        self._asked = HistoryFilter()
        self._build()
        self._connect()

    def open_at(self, target: PageTarget) -> None:
        """Filters by this person."""
        name = self.context.read.value("SELECT full_name FROM person WHERE id = :id", id=target)
        if name is not None:
            self.filter.show_person(int(str(target)), name, alone=True)

    def reload(self, changes: Changes | None = None) -> None:
        self._asked = wanted = self.filter.wanted
        if wanted == HistoryFilter():
            self._show(self.context.book.steps(self._most))
        else:
            background.run_in_background(
                lambda: step_ids(self.context.read, wanted), partial(self._on_found, wanted)
            )

    def focus_first(self) -> None:
        self.list.setFocus()

    def focus_filter(self) -> None:
        self.filter.words.setFocus()
        self.filter.words.selectAll()

    def go_back(self) -> bool:
        if self._notice.isVisible():
            self._notice.dismiss()
        elif self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.list.setFocus()
        else:
            return self.filter.empty()
        return True

    def take_back(self) -> None:
        """Undoes or redoes the selected step; shows what blocks it otherwise."""
        if (step := self.list.chosen_step) is not None:
            self._notice.hide()
            reverse = self.context.redo if step.undone else self.context.undo
            reverse(step.id, partial(self._on_reversed, step), shows_conflict=False)

    def open_person(self) -> None:
        """Opens the step's person; the details if there is none, or none that exists."""
        step = self.list.chosen_step
        if step is None:
            return
        there = next((one for one in self.list.changes_of(step).people if one.is_there), None)
        if there is not None:
            self.context.open_person(there.id)
        else:
            self._body.open_panel()

    def _build(self) -> None:
        words = _ANY if self.context.read_only_reason is None else _ONLY_READ
        self.header = PageHeader("History", words, SearchButton(self.context.one_box_requested.emit))
        self.filter = FilterBar()
        self.list = StepList(lambda: self.context.read, lambda: self.context.today)
        self._notice = Notice(self.context)
        nothing = "Nothing was done yet. What you log appears here."
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(EmptyState(nothing, "Log a meeting", self.context.capture))
        self._stack.addWidget(
            mark_reading(EmptyState("No step fits this.", "Show everything", self.filter.empty))
        )
        main = QWidget()
        inside = column(self.filter, gap=10, margins=(32, 0, 32 - GUTTER, 12))
        inside.addLayout(row(self._notice, margins=(0, 0, GUTTER, 0)))
        inside.addWidget(self._stack, 1)
        main.setLayout(inside)
        self._body = WithPanel(main)
        whole = column(self.header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.words.left_downwards.connect(self._go_to_list)
        self.list.left_upwards.connect(self.focus_filter)
        self.list.row_chosen.connect(lambda _row: self._show_chosen())
        self.list.row_opened.connect(lambda _row: self.open_person())
        self.list.undo_requested.connect(self.take_back)
        self.list.report_requested.connect(self._show_report)
        self.list.details_requested.connect(self._body.open_panel)
        self.list.end_reached.connect(self._show_more)
        self._notice.dismissed.connect(self.list.setFocus)
        self._notice.undo_all_requested.connect(self._on_undo_all_requested)
        self._notice.unmerge_requested.connect(self._on_unmerge_requested)
        self.add_action("Undo or redo this step", "U", self.take_back)
        self.add_action("Open the person", "O", self.open_person, only_reads=True)
        self.add_action("What it changed", "D", self._body.open_panel, only_reads=True)
        self.add_action("Show the report of this import", "R", self._show_report, only_reads=True)
        self.add_action("Show who came in with this import", "P", self._show_people, only_reads=True)

    def _on_filter_changed(self) -> None:
        self._most = _PAGE_SIZE
        self.reload()

    def _on_found(self, wanted: HistoryFilter, ids: list[int]) -> None:
        if wanted == self._asked:  # otherwise the filter was changed meanwhile
            self._show(self.context.book.steps_of(ids[: self._most]))

    def _show(self, steps: list[Step]) -> None:
        self._shown = len(steps)
        self.list.show_steps(steps)
        self._stack.setCurrentIndex(0 if steps else 1 if self._asked == HistoryFilter() else 2)

    def _show_more(self) -> None:
        if self._shown == self._most:
            self._most += _PAGE_SIZE
            self.reload()

    def _go_to_list(self) -> None:
        self.list.choose_first()
        self.list.setFocus()

    def _on_reversed(self, step: Step, outcome: ActionResult[object]) -> None:
        if isinstance(outcome.refused, DependentStepsError):
            self._notice.show_conflict(step, outcome.refused)

    def _on_undo_all_requested(self, step_id: int, redo: bool) -> None:
        (self.context.redo if redo else self.context.undo)(step_id, with_dependents=True)

    def _on_unmerge_requested(self, merge_id: int) -> None:
        """Splits the merged people again; later steps stay."""
        self.context.do(use_cases.people.unmerging.take_apart, merge_id)

    def _show_chosen(self) -> None:
        step = self.list.chosen_step
        if step is None:
            self._body.clear_panel()
            return
        together = len(self.context.book.undone_with(step.id)) if step.undone else 1
        self.list.show_buttons(step, together, self._report_of(step) is not None, self._body.is_overlay)
        shows_people = step.origin == "import" and not step.undone
        panel = StepPanel(self.context, step, self.list.changes_of(step), together, shows_people)
        panel.new_people_requested.connect(self._show_people)
        panel.person_requested.connect(self.context.open_person)
        panel.person_filter_requested.connect(self.filter.show_person)
        self._body.show_in_panel(panel)

    def _report_of(self, step: Step) -> KeptReport | None:
        """The report of an import, with what could not be read or was left out; None if there is none."""
        if step.origin != "import":
            return None
        return report_of(self.context.book.folder, step.at.astimezone())

    def _show_report(self) -> None:
        step = self.list.chosen_step
        if step is not None and (report := self._report_of(step)) is not None:
            self.context.open_page("import", report)

    def _show_people(self) -> None:
        step = self.list.chosen_step
        if step is None or step.origin != "import":
            return
        if step.undone:
            self.context.show_message("This import is undone: who came in with it is not in the book.")
        else:
            self.context.open_page("people", f"imported:{step.id}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.offer_details(self._body.is_overlay)
