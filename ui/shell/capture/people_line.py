"""The people of a draft: their names, which of them are new or assumed, and alternatives."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crm.capture.draft import NamedPerson
from ui.shell.capture import line_text
from ui.shell.capture.promise_line import fitted_label
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, Line, row


class PeopleLine(Line):
    """What does not fit beside the names is placed below them. `more` people are counted only."""

    def __init__(self, label: str, people: Sequence[NamedPerson], more: int):
        self._parts = Flow(gap=10)
        for place, one in enumerate(people, 1):
            self._parts.flow.addWidget(fitted_label(f"{one.name}," if place < len(people) else one.name))
        if more:
            self._parts.flow.addWidget(PlainLabel(f"and {more:,} more"))
        for one in people:
            if one.status == "new":
                self._parts.flow.addWidget(Chip(f"{line_text.first_name(one)} is new", "warn"))
        super().__init__(label, self._parts)

    def add_alternative(self, assumed: str, other: Button | None, letter: str) -> None:
        """Adds who was assumed, and the button for the alternative with its key, kept together."""
        words = [PlainLabel(assumed, "caption")] if assumed else []
        button = [other] if other is not None else []
        keys = [KeyHint(f"Alt {letter.upper()}")] if letter else []
        if words or button:
            together = QWidget()
            together.setLayout(row(*words, *button, *keys, gap=10))
            self._parts.flow.addWidget(together)
