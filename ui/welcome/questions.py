"""Three questions whose answers become the first entries of the book: normal steps that can be undone."""

from collections.abc import Callable

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.people_missed import parse_missed_people
from crm.capture.understand import understand
from crm.capture.vocabulary import one_of
from crm.promises.full_names import join_names
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines

_WIDTH = 250


class Questions(Card):
    def __init__(self, context: Context):
        super().__init__(padding=(16, 16))
        self._context = context
        self.just_answered = False
        self.met = _field("coffee with …", "Whom did you meet lately?")
        self.promised = _field("send …, introduce … to …", "What did you promise someone?")
        self.missed = _field("a name is enough", "Whom do you miss?")
        self._status = PlainLabel("", "small", wrap=True)
        self._status.hide()
        self.body.addWidget(Lines(*(self._line(field) for field in (self.met, self.promised, self.missed))))
        for field in (self.met, self.promised, self.missed):
            draft = FieldDraft(field, context.drafts, "Enter keeps it, Esc drops it.")
            self.body.addWidget(draft.offer)
            draft.show(f"answer to {field.accessibleName()}")
        self.body.addWidget(self._status)
        self.met.edited_text.connect(lambda text: self._log(self.met, text))
        self.promised.edited_text.connect(lambda text: self._log(self.promised, text))
        self.missed.edited_text.connect(self._miss)

    def _line(self, field: InlineField) -> Line:
        line = Line(field.accessibleName(), field, width=_WIDTH)
        line.label.set_role("body")
        return line

    def _log(self, field: InlineField, text: str) -> None:
        if text.strip():
            draft = self._met(text) if field is self.met else self._understood(text)
            self._answer(field, lambda: self._context.attempt(use_cases.meetings.logging.log, draft))

    def _met(self, text: str) -> Draft:
        """A name alone is a meeting with that person, and so is "my old boss Henrik Dahl"."""
        draft = self._understood(text)
        if draft.meeting is None and not draft.promises:
            draft = self._understood(f"met {text}")
        return draft if draft.meeting is not None or draft.promises else self._described(text) or draft

    def _described(self, text: str) -> Draft | None:
        """Names with a description; "walk with henrik" is no person called Walk."""
        found = parse_missed_people(text)
        tells = any(word in one_of("meetings", "all_nouns") for word in text.lower().split())
        if tells or not found or not all(one.name for one in found):
            return None
        draft = self._understood(f"met {join_names([one.name for one in found])}")
        if draft.meeting is None:
            return None
        if any(one.description for one in found):
            draft.meeting.note = draft.note = text
        return draft

    def _understood(self, text: str) -> Draft:
        return understand(text, self._context.today, Names.from_reader(self._context.read))

    def _miss(self, name: str) -> None:
        if name.strip():
            self._answer(
                self.missed,
                lambda: self._context.attempt(use_cases.people.people_missed.add_missed_people, name),
            )

    def _answer(self, field: InlineField, do: Callable[[], ActionResult[object]]) -> None:
        """Clears the field for another answer; a refused one stays, with the reason below."""
        self.just_answered = True
        outcome = do()
        self._status.set_role("small" if outcome else "error")
        self._status.setText(
            str(outcome.refused) if not outcome else "Kept. Another one? Today shows what comes of it."
        )
        self._status.show()
        if outcome:
            field.setText("")
            field.show_text("")


def _field(placeholder: str, question: str) -> InlineField:
    field = InlineField("", placeholder)
    field.setAccessibleName(question)
    return field
