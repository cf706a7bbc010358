"""The list of steps: changes are read when a row becomes visible; the selected row has buttons."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.history.changes import StepChanges, describe_step_changes
from crm.steps import Step
from crm.storage.reading import Reader
from ui.history.changes_in_view import StepChangesCache
from ui.history.delegate import HistoryDelegate
from ui.history.step_rows import HistoryRow, accessible_text, rows
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import set_tip
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel


class StepList(RowList[HistoryRow]):
    undo_requested = Signal()
    report_requested = Signal()
    details_requested = Signal()
    end_reached = Signal()

    def __init__(self, read: Callable[[], Reader], today: Callable[[], date]):
        self._steps: dict[int, Step] = {}
        self._changes_cache = StepChangesCache(read)
        self._today = today
        model = RowModel(self._accessible_text, selectable=lambda one: not one.is_heading)
        super().__init__("Steps", model, HistoryDelegate(self._words), varied=True)
        self.keep_gutter()
        self._build_buttons()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_steps(self, steps: Sequence[Step]) -> None:
        self._steps = {step.id: step for step in steps}
        self._changes_cache.show(list(self._steps))
        self.set_rows(rows(steps, self._today()))
        if self.chosen() is None:
            self.choose_first()

    @property
    def chosen_step(self) -> Step | None:
        chosen: HistoryRow | None = self.chosen()
        return self._steps.get(chosen.id) if chosen is not None and isinstance(chosen.id, int) else None

    def changes_of(self, step: Step) -> StepChanges:
        return self._changes_cache.of(step.id)

    def show_buttons(self, step: Step, together: int, has_report: bool, has_details: bool) -> None:
        """`together`: number of steps undone together with it, which are redone together."""
        words = f"Redo all {together:,}" if together > 1 else "Redo"
        self.button.set_text(words if step.undone else "Undo")
        self.button.setMinimumWidth(look.px(64))
        self.report.setVisible(has_report)
        self.details.setVisible(has_details)

    def offer_details(self, offered: bool) -> None:
        """Called when the window becomes narrower or wider."""
        self.details.setVisible(offered)
        self.place_actions()

    def _build_buttons(self) -> None:
        self.button = Button("Undo", clicked=self.undo_requested.emit)
        set_tip(self.button, "Undo or redo this step (U)")
        self.report = mark_reading(Button("Report", clicked=self.report_requested.emit))
        self.details = mark_reading(Button("Details", clicked=self.details_requested.emit))
        set_tip(self.details, "What it changed (D)")
        buttons = QWidget()
        buttons.setLayout(row(self.details, self.report, self.button))
        self.set_actions(buttons)

    def _words(self, one: HistoryRow) -> str:
        return (
            describe_step_changes(self._changes_cache.of(one.id), one.title, self._today())
            if isinstance(one.id, int)
            else ""
        )

    def _accessible_text(self, one: HistoryRow) -> str:
        return accessible_text(one, self._words(one))

    def _on_scrolled(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum():
            self.end_reached.emit()
