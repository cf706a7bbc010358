"""Three questions whose answers are the first entries of the book: logged as they are given, undone like any other."""

from crm.capture.names import Names
from crm.capture.understand import understand
from ui import doing
from ui.context import Context, Outcome
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
        self._said = PlainLabel("", "small", wrap=True)
        self._said.hide()
        self.body.addWidget(Lines(*(self._line(field) for field in (self.met, self.promised, self.missed))))
        self.body.addWidget(self._said)
        self.met.edited_text.connect(lambda text: self._log(self.met, text))
        self.promised.edited_text.connect(lambda text: self._log(self.promised, text))
        self.missed.edited_text.connect(self._miss)

    def _line(self, field: InlineField) -> Line:
        line = Line(field.accessibleName(), field, width=_WIDTH)
        line.label.set_role("body")
        return line

    def _log(self, field: InlineField, text: str) -> None:
        """A bare name in answer to "whom did you meet" is a meeting with that person."""
        if text.strip():
            draft = understand(text, self._context.today, Names.from_reader(self._context.read))
            if draft.meeting is None and not draft.promises and field is self.met:
                draft = understand(f"met {text}", self._context.today, Names.from_reader(self._context.read))
            self._answer(
                field, lambda: self._context.do(doing.meetings.logging.log, draft, tell_refusal=False)
            )

    def _miss(self, name: str) -> None:
        if name.strip():
            self._answer(
                self.missed, lambda: self._context.do(doing.people.missed.miss, name, tell_refusal=False)
            )

    def _answer(self, field: InlineField, do) -> None:  # type: ignore[no-untyped-def]
        """The field is emptied for one more answer; a refused one stays in it, with the reason below."""
        self.just_answered = True
        outcome: Outcome = do()
        self._said.set_role("small" if outcome else "error")
        self._said.setText(
            str(outcome.refused) if not outcome else "Kept. Another one? Today shows what comes of it."
        )
        self._said.show()
        if outcome:
            field.setText("")
            field.show_text("")


def _field(placeholder: str, question: str) -> InlineField:
    field = InlineField("", placeholder)
    field.setAccessibleName(question)
    return field
