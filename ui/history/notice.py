"""Above the list: which steps stand in the way of undoing one, or of bringing it back, and what can be done about it."""

from PySide6.QtCore import Signal

from crm.errors import InTheWay
from crm.people.merged_entries import merged_entries
from crm.steps import Step
from ui.context import Context
from ui.history.step_rows import moment
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, row
from ui.widgets.read_only_controls import reads

_NAMED = 6


class Notice(Card):
    """Hidden until `tell`. `together_asked` comes with the step and whether it is to be brought back."""

    together_asked = Signal(int, bool)
    apart_asked = Signal(int)  # the merge to be taken apart
    left = Signal()

    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._step_id, self._redo, self._merge_id = 0, False, 0
        self.words = PlainLabel("", "body", wrap=True)
        self.steps = PlainLabel("", "small", wrap=True)
        self.all = Button("", clicked=self._on_all_pressed)
        self.apart = Button("Take them apart instead", clicked=lambda: self._ask_apart())
        buttons = row(self.apart, self.all, reads(Button("Leave it", "quiet", clicked=self.leave)))
        buttons.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.steps)
        self.body.addLayout(buttons)
        self.hide()

    def tell(self, step: Step, refused: InTheWay) -> None:
        self._step_id, self._redo = step.id, step.undone
        self.words.setText(str(refused))
        self.steps.setText("\n".join(self._lines(refused.steps)))
        self.all.set_text(_all_words(step, refused.steps))
        merges = merged_entries(self._context.read, at=step.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._merge_id = merges[0].id if merges else 0
        self.apart.setVisible(bool(merges))
        self.show()
        (self.apart if merges else self.all).setFocus()

    def leave(self) -> None:
        self.hide()
        self.left.emit()

    def _lines(self, steps: tuple[Step, ...]) -> list[str]:
        lines = [
            f"{moment(one, self._context.today)}: {one.label}{', which is undone' if one.undone else ''}"
            for one in steps[:_NAMED]
        ]
        more = len(steps) - _NAMED
        return [*lines, f"and {more:,} more"] if more > 0 else lines

    def _on_all_pressed(self) -> None:
        self.leave()
        self.together_asked.emit(self._step_id, self._redo)

    def _ask_apart(self) -> None:
        self.leave()
        self.apart_asked.emit(self._merge_id)


def _all_words(step: Step, others: tuple[Step, ...]) -> str:
    """ "Undo all 3"; where some are to be undone and some to come back, it says neither."""
    if any(one.undone != step.undone for one in others):
        return f"Do this for all {len(others) + 1:,}"
    return f"{'Bring back' if step.undone else 'Undo'} all {len(others) + 1:,}"
