"""The line that adds a promise, a topic or advice to a meeting: whose it is, and its words."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.meetings.whole_meeting import WholeMeeting
from crm.people.short_names import PersonRef
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import clear, column
from ui.widgets.typing_undo import TypingField

_MOST_PEOPLE = 6
_HINTS = {
    "promise": "introduce Ana to Ben by Friday",
    "topic": "packaging designer",
    "advice": "ask for a break clause before the rent",
}
_NOBODY = "Nobody is noted as having been there: add them to the meeting first."
_TOPICS = (("looking_for", "looks for"), ("can_help_with", "can help with"), ("cares_about", "cares about"))


class Whose(NamedTuple):
    """`person_id` is None for the user; `what` is the kind of a topic or the direction of advice."""

    person_id: int | None
    what: str = ""


class NewOutcome(QWidget):
    """Enter adds it and stays for another one; Esc drops what is typed, then closes the line."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._meeting: WholeMeeting | None = None
        self.kind = ""
        self.whose: ChipChoice[Whose] | None = None
        self.field = TypingField()
        self.field.returnPressed.connect(self.add)
        self.problem = PlainLabel("", "error", wrap=True)
        self.draft = FieldDraft(self.field, context.drafts, "Enter adds it, Esc drops it.")
        self._choice: QVBoxLayout = column(gap=0)
        inside = column(gap=6)
        inside.addLayout(self._choice)
        for widget in (self.field, self.draft.offer, self.problem):
            inside.addWidget(widget)
        self.setLayout(inside)
        self.hide()

    def show_meeting(self, meeting: WholeMeeting) -> None:
        changed = self._meeting is None or self._meeting.people != meeting.people
        self._meeting = meeting
        if changed and self.kind:
            if _options(self.kind, meeting.people):
                self._show_choice()
            else:
                self.close_line()

    def begin(self, kind: str) -> None:
        assert self._meeting is not None
        if not _options(kind, self._meeting.people):
            self._context.show_message(_NOBODY)
            return
        self.kind = kind
        self._show_choice()
        self.field.setPlaceholderText(_HINTS[kind])
        self.field.setAccessibleName(f"New {kind}")
        self.draft.show(f"new {kind} of meeting {self._meeting.uid}")
        self._show_problem("")
        self.show()
        self.field.setFocus()

    def close_line(self) -> None:
        self.kind = ""
        self.hide()

    def add(self) -> None:
        words = self.field.text().strip()
        if not words or self._meeting is None or self.whose is None:
            return
        self.draft.secure()
        outcome = self._add(self._meeting.id, self.whose.value, words)
        if outcome:
            self.field.setText("")
            self.draft.settle()
        self._show_problem("" if outcome else str(outcome.refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.text():
            self.field.clear()
            self._show_problem("")
        else:
            self.close_line()
            if (above := self.parentWidget()) is not None:
                above.setFocus()

    def _add(self, meeting_id: int, whose: Whose, words: str) -> ActionResult[object]:
        adding, attempt = use_cases.meetings.adding_outcomes, self._context.attempt
        if self.kind == "promise":
            return attempt(adding.add_promise, meeting_id, words, whose.person_id)
        assert whose.person_id is not None
        do: Callable[..., None] = adding.add_topic if self.kind == "topic" else adding.add_advice
        return attempt(do, meeting_id, whose.person_id, whose.what, words)

    def _show_choice(self) -> None:
        assert self._meeting is not None
        options = _options(self.kind, self._meeting.people[:_MOST_PEOPLE])
        before = self.whose.value if self.whose is not None else None
        values = [value for value, _ in options]
        clear(self._choice)
        chosen = before if before in values else values[0]
        self.whose = ChipChoice("Whose it is", options, chosen, lambda _value: self.field.setFocus())
        self._choice.addWidget(self.whose)
        self.whose.show()

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


def _options(kind: str, people: tuple[PersonRef, ...]) -> list[tuple[Whose, str]]:
    if kind == "promise":
        return [
            (Whose(None), "I promised"),
            *((Whose(one.id), f"{one.first_name} promised") for one in people),
        ]
    if kind == "topic":
        return [
            (Whose(one.id, topic), f"{one.first_name} {words}") for one in people for topic, words in _TOPICS
        ]
    received = [(Whose(one.id, "received"), f"{one.first_name} advised") for one in people]
    return received + [(Whose(one.id, "given"), f"I advised {one.first_name}") for one in people]
