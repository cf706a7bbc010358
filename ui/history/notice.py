"""Notice above the list: which steps block undoing or redoing one, and what can be done about it."""

from PySide6.QtCore import Signal

from crm.errors import DependentStepsError
from crm.people.merged_entries import merged_entries
from crm.steps import Step
from ui.context import Context
from ui.history.step_rows import moment
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, row
from ui.widgets.read_only_controls import mark_reading

_NAMED = 6


class Notice(Card):
    """Hidden until `show_conflict`. `undo_all_requested` is emitted with the step's id and whether to redo it."""

    undo_all_requested = Signal(int, bool)
    unmerge_requested = Signal(int)  # id of the merge to be split
    dismissed = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._step_id, self._redo, self._merge_id = 0, False, 0
        self.words = PlainLabel("", "body", wrap=True)
        self.steps = PlainLabel("", "small", wrap=True)
        self.all = Button("", clicked=self._on_all_pressed)
        self.apart = Button("Take them apart instead", clicked=lambda: self._request_unmerge())
        buttons = row(self.apart, self.all, mark_reading(Button("Leave it", "quiet", clicked=self.dismiss)))
        buttons.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.steps)
        self.body.addLayout(buttons)
        self.hide()

    def show_conflict(self, step: Step, refused: DependentStepsError) -> None:
        self._step_id, self._redo = step.id, step.undone
        self.words.setText(str(refused))
        self.steps.setText("\n".join(self._lines(refused.steps)))
        self.all.set_text(_all_words(step, refused.steps))
        merges = merged_entries(self._context.read, at=step.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._merge_id = merges[0].id if merges else 0
        self.apart.setVisible(bool(merges))
        self.show()
        (self.apart if merges else self.all).setFocus()

    def dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _lines(self, steps: tuple[Step, ...]) -> list[str]:
        lines = [
            f"{moment(one, self._context.today)}: {one.label}{', which is undone' if one.undone else ''}"
            for one in steps[:_NAMED]
        ]
        more = len(steps) - _NAMED
        return [*lines, f"and {more:,} more"] if more > 0 else lines

    def _on_all_pressed(self) -> None:
        self.dismiss()
        self.undo_all_requested.emit(self._step_id, self._redo)

    def _request_unmerge(self) -> None:
        self.dismiss()
        self.unmerge_requested.emit(self._merge_id)


def _all_words(step: Step, others: tuple[Step, ...]) -> str:
    """ "Undo all 3"; "Undo" is left out if some are to be undone and some redone."""
    if any(one.undone != step.undone for one in others):
        return f"Do this for all {len(others) + 1:,}"
    return f"{'Bring back' if step.undone else 'Undo'} all {len(others) + 1:,}"
