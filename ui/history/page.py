"""History: everything that was done, newest first; each step can be undone, also out of turn."""

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.errors import InTheWay
from crm.exchange.kept_report import KeptReport, report_of
from crm.people.merged import absorbed
from ui import doing
from ui.context import Context, Outcome
from ui.history.delegate import HistoryDelegate
from ui.history.rows import HistoryRow, rows, spoken
from ui.page import Page
from ui.theme.look import look
from ui.widgets.buttons import Button, SearchButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

_SHOWN = 500


class HistoryPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._labels: dict[int, str] = {}
        self._imported_at: dict[int, datetime] = {}
        self._moments: dict[int, str] = {}
        self._merge_id = 0
        header = PageHeader(
            "History",
            "Everything you did. Any step can be taken back.",
            SearchButton(context.one_box_asked.emit),
        )
        model = RowModel(spoken, selectable=lambda one: not one.is_heading)
        self.list = RowList("Steps", model, HistoryDelegate(), varied=True)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.row_opened.connect(lambda _row: self.take_back())
        self._button = Button("Undo", clicked=self.take_back)
        self._report = Button("Report", clicked=self._show_report)
        actions = QWidget()
        actions.setLayout(row(self._report, self._button))
        self.list.set_actions(actions)
        self._build_notice()
        empty = EmptyState(
            "Nothing was done yet. What you log appears here.", "Log a meeting", context.capture
        )
        self._switch = QStackedWidget()
        self._switch.addWidget(self.list)
        self._switch.addWidget(empty)
        body = column(self._notice, self._switch, gap=12, margins=(32, 4, 32, 24))
        whole = column(header, gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)
        self.add_action("Undo or redo this step", "U", self.take_back)
        self.add_action("Show the report of this import", "R", self._show_report)

    def reload(self, changes: Changes | None = None) -> None:
        steps = self.context.book.steps(_SHOWN)
        self._labels = {step.id: step.label for step in steps}
        self._imported_at = {step.id: step.at.astimezone() for step in steps if step.origin == "import"}
        self._moments = {step.id: step.at.strftime("%Y-%m-%dT%H:%M:%SZ") for step in steps}
        self.list.set_rows(rows(steps, self.context.today))
        self._switch.setCurrentIndex(0 if steps else 1)
        if self.list.chosen() is None:
            self.list.choose_first()

    def focus_first(self) -> None:
        self.list.setFocus()

    def go_back(self) -> bool:
        had_notice = self._notice.isVisible()
        self._notice.hide()
        return had_notice

    def take_back(self) -> None:
        """Undoes the step selected, or brings it back; says which later steps rest on it if it cannot go alone."""
        chosen: HistoryRow | None = self.list.chosen()
        if chosen is None or not isinstance(chosen.id, int):
            return
        self._notice.hide()
        reverse, step_id = (self.context.redo if chosen.undone else self.context.undo), chosen.id
        reverse(step_id, lambda outcome: self._on_reversed(step_id, outcome))

    def _on_reversed(self, step_id: int, outcome: Outcome) -> None:
        if isinstance(outcome.refused, InTheWay):
            self._show_in_the_way(step_id, outcome.refused.steps)

    def _build_notice(self) -> None:
        self._notice = Card()
        self._notice_words = PlainLabel("", "body", wrap=True)
        self._notice_steps = PlainLabel("", "small", wrap=True)
        self._all = Button("Undo all of them", clicked=self._undo_all)
        self._apart = Button("Take them apart instead", clicked=self._take_apart)
        buttons = row(self._apart, self._all, Button("Leave it", "quiet", clicked=self._notice.hide))
        buttons.addStretch(1)
        for widget in (self._notice_words, self._notice_steps):
            self._notice.body.addWidget(widget)
        self._notice.body.addLayout(buttons)
        self._notice.hide()
        self._in_the_way: list[int] = []

    def _show_in_the_way(self, step_id: int, later: list[int]) -> None:
        self._in_the_way = [*sorted(later, reverse=True), step_id]
        self._notice_words.setText(
            f"“{self._labels.get(step_id, '')}” cannot be undone alone: later steps rest on it."
        )
        self._notice_steps.setText(
            "\n".join(self._labels.get(one, f"Step {one}") for one in self._in_the_way[:-1])
        )
        merges = absorbed(self.context.read, at=self._moments.get(step_id, ""))
        self._merge_id = merges[0].id if merges else 0
        self._apart.setVisible(bool(merges))
        self._notice.show()
        (self._apart if merges else self._all).setFocus()

    def _take_apart(self) -> None:
        """What was merged becomes two again, and the later steps stay."""
        self._notice.hide()
        self.list.setFocus()
        self.context.do(doing.people.unmerging.take_apart, self._merge_id)

    def _undo_all(self) -> None:
        """Newest first, so that none is in the way of the next."""
        self._notice.hide()
        self.list.setFocus()
        self._undo_next(list(self._in_the_way))

    def _undo_next(self, left: list[int]) -> None:
        if left:
            self.context.undo(left[0], lambda outcome: self._undo_next(left[1:] if outcome else []))

    def _on_row_chosen(self, chosen: HistoryRow | None) -> None:
        if chosen is not None:
            self._button.set_text("Redo" if chosen.undone else "Undo")
            self._button.setMinimumWidth(look.px(64))
        self._report.setVisible(self._chosen_report() is not None)

    def _chosen_report(self) -> KeptReport | None:
        """What an import could not read or left out."""
        chosen: HistoryRow | None = self.list.chosen()
        at = self._imported_at.get(chosen.id) if chosen is not None and isinstance(chosen.id, int) else None
        return None if at is None else report_of(self.context.book.folder, at)

    def _show_report(self) -> None:
        if (report := self._chosen_report()) is not None:
            self.context.open_page("import", report)
