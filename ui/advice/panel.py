"""The panel of one piece of advice: what it means, whether it was tried, what came of it, and closing the loop."""

from PySide6.QtWidgets import QWidget

from crm.advice import step_text
from crm.advice.queries import AdviceLine
from crm.text import days_in_words
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.advice.closing_mail import ClosingMail
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Flow, column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.segment_choice import Segment, SegmentChoice

_TRIED = (Segment("yes", "yes"), Segment("", "not yet"), Segment("no", "no, and that is fine"))
Field = InlineField | InlineNote


class AdvicePanel(QWidget):
    def __init__(self, context: Context, advice: AdviceLine, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self.advice = context, advice
        self.words = PlainLabel("", "strong", wrap=True)
        self._origin = PlainLabel("", "small", wrap=True)
        is_received = advice.direction == "received"
        self.applies = self._field(
            "applies", InlineNote("", "what of it, and when", flat="false"),
            "Does it apply to me?" if is_received else "What did they mean to do?",
        )  # fmt: skip
        self.tried = SegmentChoice("Tried?", _TRIED, lambda value: self._keep("tried", value))
        self.try_by = self._field(
            "try_by", InlineField("", "no day: 1 March, in two weeks", flat="false"), "Try it by" if is_received else "By when?"
        )  # fmt: skip
        self.came_of = self._field("came_of", InlineNote("", "how it went", flat="false"), "What came of it?")
        self.mail = ClosingMail(context, self.close_loop)
        self._arrange(is_received)
        self.show_advice(advice)

    def show_advice(self, advice: AdviceLine) -> None:
        """Fields being written in keep their text."""
        self.advice, today = advice, self._context.today
        self.words.setText(f"“{advice.words[:1].upper()}{advice.words[1:]}”")
        self._origin.setText(step_text.origin(advice, today))
        place = f"of advice {advice.id}"
        self.applies.show_text(f"applies {place}", advice.applies)
        self.came_of.show_text(f"what came {place}", advice.came_of)
        by = days_in_words.plain(advice.try_by, today) if advice.try_by else ""
        self.try_by.show_text(f"day to try {place}", by)
        self.tried.show_value(advice.tried)
        has_answer = bool(advice.tried or advice.came_of) or advice.direction == "given"
        for part in self._of_outcome:
            part.setVisible(has_answer)
        for part in self._of_day:
            part.setVisible(not advice.is_closed and not (advice.direction == "received" and advice.tried))
        self._let_go.setVisible(not advice.is_closed)
        self._chip.setVisible(advice.is_closed)
        self._chip.setText(step_text.chip(advice, today).words)
        self.mail.show_advice(advice)

    def focus_first(self) -> None:
        self.applies.field.setFocus()

    def close_loop(self) -> ActionResult[object]:
        return self._context.do(use_cases.advice.noting.mark_told, self.advice.id)

    def let_go(self) -> None:
        self._context.do(use_cases.advice.noting.let_go, self.advice.id)

    def edit(self) -> None:
        self._context.open_thing(Key("advice", self.advice.id))

    def _field(self, name: str, field: Field, spoken: str) -> KeptField[Field]:
        made: KeptField[Field] = KeptField(self._context, field)
        field.setAccessibleName(spoken)
        made.changed.connect(lambda text: made.settle(self._keep(name, text)))
        return made

    def _keep(self, name: str, text: str) -> ActionResult[object]:
        key = Key("advice", self.advice.id)
        return self._context.attempt_silently(use_cases.things.one.edit, key, [Assignment(name, "=", text)])

    def _arrange(self, is_received: bool) -> None:
        inside = column(gap=8)
        person = self.advice.person
        head = row(Avatar(person.name, person.uid or person.name), gap=10)
        head.addLayout(column(self.words, self._origin, gap=0), 1)
        inside.addLayout(head)
        self._chip = Chip("", "ok")
        inside.addWidget(Flow(self._chip))
        inside.addWidget(section(self.applies.field.accessibleName()))
        inside.addWidget(self.applies)
        if is_received:
            inside.addWidget(section("Tried?"))
            inside.addWidget(Flow(self.tried))
        self._of_day: list[QWidget] = [section(self.try_by.field.accessibleName()), self.try_by]
        self._of_outcome: list[QWidget] = [section("What came of it?"), self.came_of]
        for part in (*self._of_day, *self._of_outcome, self.mail):
            inside.addWidget(part)
        self._let_go = Button("Let it go", "quiet", clicked=self.let_go)
        inside.addSpacing(4)
        opening = mark_reading(Button(f"Open {person.name}", "link", clicked=self._open_person))
        editing = mark_reading(Button("Edit the advice", "link", clicked=self.edit))
        inside.addWidget(Flow(self._let_go, editing, opening, gap=8))
        self.setLayout(inside)

    def _open_person(self) -> None:
        if self.advice.person.id is not None:
            self._context.open_person(self.advice.person.id)
