"""One difference between a meeting and its corrected words, with its own yes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm.meetings.reading_again.difference import Difference
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Card, row

_MOST_KEYS = 9


class DifferenceCard(Card):
    """`number` counts from 1; Alt and the number says yes."""

    def __init__(
        self,
        difference: Difference,
        number: int,
        on_yes: Callable[[], object],
        on_leave: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__("true", (12, 10), parent)
        self.difference = difference
        about = f"{difference.about}: {difference.words}"
        self.yes = Button("Yes", clicked=on_yes, keys=f"Alt+{number}" if number <= _MOST_KEYS else "")
        self.yes.setAccessibleName(f"Yes: {about}")
        self.leave = Button("Leave it", "quiet", clicked=on_leave)
        self.leave.setAccessibleName(f"Leave it: {about}")
        self.body.addWidget(in_scroll(PlainLabel(difference.about, "caption", wrap=True)))
        self.body.addWidget(in_scroll(PlainLabel(difference.words, "body", wrap=True)))
        answers = row(self.yes, self.leave, gap=8)
        answers.addStretch(1)
        self.body.addLayout(answers)
