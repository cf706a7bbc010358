"""The sheet "Note advice": whose it is, its words, what it means, and a day to try it by."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.capture.typed_day import parse_day
from crm.people.short_names import PersonRef
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.field_draft import FieldDraft
from ui.lazy_qt import Qt
from ui.planning.people_field import PeopleField
from ui.planning.plan_fields import PlanPerson
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Line, Lines, row
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet
from ui.widgets.typing_undo import TypingField

_LABELS = 96
_DIRECTIONS = (("received", "I was told"), ("given", "I told them"))
_WHOM = {"received": "by whom", "given": "whom"}
_APPLIES = {"received": "for me", "given": "they mean to"}
_HINTS = {"received": "what of it, and when: new clients only", "given": "she means to post it by the 15th"}


class NoteAdviceSheet(Sheet):
    """Typed words stay as a draft where it is closed without noting them. `noted` has the key of the new advice."""

    noted = Signal(str)

    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Note advice", width=640, top=64)
        self._context = context
        self.direction = ChipChoice("Whose advice", _DIRECTIONS, "received", self._show_direction)
        self.people = PeopleField(context, "the advice")
        self.words = _field("Advice", "raise the day rate by a fifth")
        self.applies = _field("For me", "")
        self.try_by = _field("Try it by", "no day: 1 March, in two weeks")
        self.try_by.setFixedWidth(look.px(220))
        self._day = ElidedLabel("", "caption")
        self._problem = PlainLabel("", "error", wrap=True)
        self._drafts = [FieldDraft(one, context.drafts) for one in (self.words, self.applies)]
        self._arrange()
        self.try_by.textChanged.connect(self._show_day)
        self.people.changed.connect(self._place_again)
        self.closed.connect(self.deleteLater)

    def begin(self, people: Sequence[PersonRef] = (), direction: str = "received") -> None:
        self.direction.show_value(direction)
        self._show_direction(direction)
        self.people.set_people([PlanPerson(one.id, one.name) for one in people])
        place = f"advice with {' '.join(one.uid for one in people)}" if people else "new advice"
        for draft, part in zip(self._drafts, ("words", "for me"), strict=True):
            draft.show(f"{part} of {place}")
        self._say("")
        self.open()
        self._place_again()
        (self.words if people else self.people.field).setFocus()

    def note(self) -> None:
        """As one step; what is missing is said in the sheet."""
        if self.people.field.text().strip():
            self.people.take_first()
        words, day = (
            self.try_by.text().strip(),
            parse_day(self.try_by.text(), self._context.today, forward=True),
        )
        if words and day is None:
            self._say(f"“{words}” is no day Goodturn knows: try 1 March, or in two weeks.")
            return
        noting = use_cases.advice.noting
        advice = noting.NewAdvice(self.direction.value, self.words.text(), self.applies.text(), day)
        known = [one.id for one in self.people.people if one.id is not None]
        new = [one.name for one in self.people.people if one.id is None]
        for draft in self._drafts:
            draft.secure()
        outcome = self._context.attempt(noting.note_for, known, new, advice)
        if not outcome:
            self._say(str(outcome.refused))
            return
        for draft in self._drafts:
            draft.settle()
        self.close_sheet()
        if outcome.value:
            self.noted.emit(f"advice-{outcome.value[0]}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        self._whom = Line("", self.people, width=_LABELS)
        self._applies = Line("", self.applies, width=_LABELS)
        by = QWidget()
        inside = row(self.try_by, self._day, gap=8)
        inside.setStretch(1, 1)
        by.setLayout(inside)
        for widget in (self.people, by):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lines = Lines(
            Line("whose", self.direction, width=_LABELS),
            self._whom,
            Line("advice", self.words, width=_LABELS),
            self._applies,
            Line("try it by", by, width=_LABELS),
        )
        for one in (PlainLabel("Note advice", "title"), lines, *(draft.offer for draft in self._drafts)):
            self.body.addWidget(one)
        self.body.addWidget(self._problem)
        cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        self.body.addWidget(
            button_row([], [cancel, Button("Note it", "primary", clicked=self.note, keys="Enter")])
        )

    def _show_direction(self, direction: str) -> None:
        self._whom.label.setText(_WHOM[direction])
        self._applies.label.setText(_APPLIES[direction])
        self.applies.setAccessibleName(_APPLIES[direction].capitalize())
        self.applies.setPlaceholderText(_HINTS[direction])

    def _show_day(self, text: str) -> None:
        day = parse_day(text, self._context.today, forward=True)
        self._day.setText(format_full_day(day, self._context.today) if day else "")
        self._say("")

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._place_again()

    def _place_again(self) -> None:
        if self.is_open:
            self.card.adjustSize()
            self.place()


def _field(name: str, placeholder: str) -> TypingField:
    made = TypingField()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made
