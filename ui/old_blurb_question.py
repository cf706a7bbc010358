"""One quiet line that asks whether a person's blurb, over a year old, is still true: Yes, or Change."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm.people.blurb_age import old_blurb
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading


class OldBlurbQuestion(QWidget):
    """Hidden where nothing is to be asked. `on_change` opens the place where the line is written."""

    def __init__(self, context: Context, on_change: Callable[[int], object], parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person_id = 0
        self.words = sentence("")
        self.yes = Button("Yes", clicked=self._confirm)
        self.change = mark_reading(Button("Change", "quiet", clicked=lambda: on_change(self._person_id)))
        self.setLayout(column(self.words, Flow(self.yes, self.change, gap=8), gap=4))
        self.hide()

    def show_person(self, person_id: int) -> None:
        self._person_id = person_id
        old = old_blurb(self._context.read, person_id, self._context.today)
        self.words.setText(old.question if old else "")
        self.yes.setAccessibleDescription(self.words.text())
        self.change.setAccessibleDescription(self.words.text())
        self.setVisible(old is not None)

    def _confirm(self) -> None:
        if self._context.do(use_cases.people.blurb_age.confirm_blurb, self._person_id):
            self.hide()
