"""After another program was opened to reach a person: offers to log it. Enter logs, Esc leaves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.people.ways_to_reach import Way
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, row

_LOG = {"message": "Log a message", "email": "Log an e-mail", "call": "Log a call"}


class LogOffer(Card):
    left = Signal()  # the offer had the focus and is gone

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__("outline", (12, 6), parent)
        self._context = context
        self._person_id, self._kind = 0, "message"
        self.words = PlainLabel("", "body")
        self.log = Button("Log it", "plain", clicked=self._log)
        self.leave = Button("Leave it", "quiet", clicked=self.dismiss)
        line = row(self.words, self.log, self.leave, gap=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.hide()

    def offer(self, person_id: int, first_name: str, way: Way) -> None:
        self._person_id, self._kind = person_id, way.kind
        self.words.setText(f"Did you reach {first_name}?")
        self.log.set_text(_LOG[way.kind])
        self.show()
        self.log.setFocus()

    def show_person(self, person_id: int) -> None:
        """An offer about someone else is out of date."""
        if person_id != self._person_id:
            self.hide()

    def dismiss(self) -> None:
        self.hide()
        self.left.emit()

    def _log(self) -> None:
        self.dismiss()
        self._context.do(use_cases.meetings.reaching_out.reach_out, self._person_id, self._kind)
