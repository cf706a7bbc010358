"""Advice both ways on a person's page, each with the next step of its loop."""

from PySide6.QtWidgets import QWidget

from crm.advice import next_step, queries, step_text
from crm.advice.queries import AdviceLine
from crm.people.records import PersonDetails
from crm.text.quotation import quoted
from ui.context import Context
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.elided_button import ElidedButton
from ui.widgets.layout import Flow, Lines, column, row
from ui.widgets.read_only_controls import mark_reading

_MOST_CLOSED = 2


class AdviceBetween(QWidget):
    """Loops first, and the latest closed ones; each opens on the page of advice."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._lines = Lines()
        self._more = mark_reading(Button("", "link", clicked=lambda: context.open_page("advice")))
        self.buttons: list[ElidedButton] = []
        self.setLayout(column(self._lines, Flow(self._more), gap=4))

    @property
    def has_something(self) -> bool:
        return bool(self.buttons)

    def show_person(self, person: PersonDetails) -> None:
        today = self._context.today
        every = next_step.in_order(queries.of_person(self._context.read, person.id), today)
        loops = [one for one in every if not one.is_closed]
        closed = [one for one in every if one.is_closed]
        shown = [*loops, *closed[:_MOST_CLOSED]]
        self._lines.clear()
        self.buttons = []
        for one in shown:
            self._lines.add(self._line(one))
        more = len(every) - len(shown)
        self._more.setVisible(more > 0)
        self._more.set_text(f"{more} more on the page of advice")

    def _line(self, advice: AdviceLine) -> QWidget:
        chip = step_text.chip(advice, self._context.today)
        lead = f"{advice.person.first_name}:" if advice.direction == "received" else "You:"
        key = f"advice-{advice.id}"
        words = ElidedButton("", lambda: self._context.open_page("advice", key))
        words.set_text(f"{lead} {quoted(advice.words)}")
        words.setAccessibleDescription(f"{chip.words}. Opens the advice")
        mark_reading(words)
        self.buttons.append(words)
        line = row(words, gap=10, margins=(8, 1, 0, 1))
        line.setStretch(0, 1)
        line.addWidget(Chip(chip.words, "warn" if chip.is_due else "ok" if advice.told_on else "plain"))
        whole = QWidget()
        whole.setMinimumHeight(look.px(32))  # the style sheet takes the height of the words for enough
        whole.setLayout(line)
        return whole
