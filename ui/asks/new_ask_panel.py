"""The panel of a new ask: first, whom to ask."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import column
from ui.widgets.person_field import PersonField


class NewAskPanel(QWidget):
    person_chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.field = PersonField(context, "Whom do you want to ask?", "A name")
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        self.field.person_chosen.connect(self._on_person_chosen)
        self.field.refused.connect(self._show_problem)
        hint = sentence("Someone you hope for is fine, too: meet, be useful once, then ask.")
        self.setLayout(
            column(PlainLabel("Whom do you want to ask?", "strong"), self.field, self._problem, hint, gap=8)
        )

    def _on_person_chosen(self, person_id: int) -> None:
        """Closes the list of people who fit: closing later, it would take the keyboard back to the field."""
        if (popup := self.field.completer().popup()) is not None:
            popup.hide()
        self.person_chosen.emit(person_id)

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
