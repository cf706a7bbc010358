"""One promise of the draft: its words, who is new or assumed in it, its due date, and a way to say it is none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QSizePolicy

from crm.capture.draft import Draft, DraftPromise, NamedPerson
from crm.capture.typed_day import parse_day
from ui.shell.capture import wording
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.day_choice import choose_day
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Flow, Line


class PromiseLine(Line):
    """What does not fit beside the words stands under them: the words come first. `set_due` gets a day or None."""

    def __init__(
        self, promise: DraftPromise, draft: Draft, today: date, set_due: Callable[[date | None], object]
    ):
        self._promise, self._today, self._set_due = promise, today, set_due
        self.due = ChipButton(
            "no date" if promise.due is None else wording.day_words(promise.due, today), self._choose_due
        )
        self.due.setAccessibleName(f"Due: {self.due.text()}")
        parts = Flow(said(wording.promise_words(promise)), self.due, gap=10)
        for one in _only_here(promise, draft):
            parts.flow.addWidget(Chip(f"{wording.first_name(one)} is new", "warn"))
        if assumed := wording.assumed_words(promise.people):
            parts.flow.addWidget(PlainLabel(assumed, "caption"))
        super().__init__(wording.promise_label(promise), parts)

    def _choose_due(self) -> None:
        choose_day(
            self.due,
            wording.due_days(self._today),
            self._promise.due or self._today,
            lambda text: parse_day(text, self._today, forward=True),
            self._set_due,
        )


def said(words: str) -> ElidedLabel:
    """As wide as its words, and shorter only where the line is too narrow for them."""
    label = ElidedLabel(words)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label


def _only_here(promise: DraftPromise, draft: Draft) -> list[NamedPerson]:
    """New people whom the line "with" does not name."""
    met = draft.meeting.people if draft.meeting is not None else draft.people
    named = [*promise.people, *([promise.by] if promise.by is not None else [])]
    return [one for one in named if one.status == "new" and not any(one is other for other in met)]
