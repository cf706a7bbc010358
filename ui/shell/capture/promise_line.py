"""One promise of a draft: its text, new or assumed people, its due date, and a button to remove it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QSizePolicy

from crm.capture.draft import Draft, DraftPromise, NamedPerson
from crm.capture.typed_day import parse_day
from ui.shell.capture import line_text
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.day_choice import choose_day
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Flow, Line


class PromiseLine(Line):
    """What does not fit beside the text is placed below it. `set_due` gets a day or None."""

    def __init__(
        self, promise: DraftPromise, draft: Draft, today: date, set_due: Callable[[date | None], object]
    ):
        self._promise, self._today, self._set_due = promise, today, set_due
        self.due = ChipButton(
            "no date" if promise.due is None else line_text.day_words(promise.due, today), self._choose_due
        )
        self.due.setAccessibleName(f"Due: {self.due.text()}")
        parts = Flow(fitted_label(line_text.promise_words(promise)), self.due, gap=10)
        for one in _new_people(promise, draft):
            parts.flow.addWidget(Chip(f"{line_text.first_name(one)} is new", "warn"))
        if assumed := line_text.assumed_words(promise.people):
            parts.flow.addWidget(PlainLabel(assumed, "caption"))
        super().__init__(line_text.promise_label(promise), parts)

    def _choose_due(self) -> None:
        choose_day(
            self.due,
            line_text.due_days(self._today),
            self._promise.due or self._today,
            lambda text: parse_day(text, self._today, forward=True),
            self._set_due,
        )


def fitted_label(words: str) -> ElidedLabel:
    """As wide as its text, and wrapped only if the line is too narrow."""
    label = ElidedLabel(words)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label


def _new_people(promise: DraftPromise, draft: Draft) -> list[NamedPerson]:
    """New people who are not in the line "with"."""
    met = draft.meeting.people if draft.meeting is not None else draft.people
    named = [*promise.people, *([promise.by] if promise.by is not None else [])]
    return [one for one in named if one.status == "new" and not any(one is other for other in met)]
