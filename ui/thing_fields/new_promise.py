"""The sheet "Note a promise": whose it is, its kind, to whom, what, and the day it is due."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.capture.typed_day import parse_day
from crm.people.short_names import PersonRef
from crm.promises.kinds import default_due
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.field_draft import FieldDraft
from ui.lazy_qt import Qt
from ui.planning.people_field import PeopleField
from ui.planning.plan_fields import PlanPerson
from ui.theme.look import look
from ui.thing_fields.field_table import PROMISE_KINDS
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Line, Lines, row
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet
from ui.widgets.typing_undo import TypingField

_LABELS = 84
_MINE, _THEIRS = "mine", "theirs"
_WHOSE = ((_MINE, "I promised"), (_THEIRS, "they promised me"))
_HINTS = {
    "share": "the pricing article",
    "thank": "the introduction to Ben",
    "favour": "a lift to the fair",
    "recommend": "their studio to Lena",
    "report_back": "what came of their advice",
    "ask_after": "how the launch went",
    "meet_again": "in March",
    "inform": "the new partner, before it is public",
}


class NewPromiseSheet(Sheet):
    """Typed words stay as a draft where it is closed without noting them."""

    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Note a promise", width=640, top=64)
        self._context = context
        self.whose = ChipChoice("Whose promise", _WHOSE, _MINE, lambda _: self._show_kind())
        kinds = [(one.value, one.label) for one in PROMISE_KINDS]
        self.kind = ChipChoice("Kind", kinds, "share", lambda _: self._show_kind())
        self.people = PeopleField(context, "the promise")
        self.words = _field("What was promised")
        self.due = _field("Due")
        self.due.setPlaceholderText("Friday, in two weeks")
        self.due.setFixedWidth(look.px(180))
        self._day = ElidedLabel("", "caption")
        self._problem = PlainLabel("", "error", wrap=True)
        self._draft = FieldDraft(self.words, context.drafts)
        self._arrange()
        self.due.textChanged.connect(self._show_day)
        self.people.changed.connect(self._place_again)
        self.closed.connect(self.deleteLater)

    def begin(self, people: Sequence[PersonRef] = ()) -> None:
        self.people.set_people([PlanPerson(one.id, one.name) for one in people])
        whom = " ".join(one.uid for one in people)
        self._draft.show(f"promise to {whom}" if whom else "new promise")
        self._show_kind()
        self.open()
        self._place_again()
        (self.words if people else self.people.field).setFocus()

    def note(self) -> None:
        """As one step; what is missing is said in the sheet."""
        if self.people.field.text().strip():
            self.people.take_first()
        due = self._due()
        if due is None and self.due.text().strip():
            self._say(f"“{self.due.text().strip()}” is no day Goodturn knows: try Friday, or in two weeks.")
            return
        noting = use_cases.things.noting_promise
        known = [one.id for one in self.people.people if one.id is not None]
        new = [one.name for one in self.people.people if one.id is None]
        wanted = noting.NewPromise(self._is_mine, self.kind.value, self.words.text(), known, new, due)
        self._draft.secure()
        outcome = self._context.attempt(noting.note_promise, wanted)
        if not outcome:
            self._say(str(outcome.refused))
            return
        self._draft.settle()
        self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note()
        else:
            super().keyPressEvent(event)

    @property
    def _is_mine(self) -> bool:
        return self.whose.value == _MINE

    def _arrange(self) -> None:
        when = QWidget()
        inside = row(self.due, self._day, gap=8)
        inside.setStretch(1, 1)
        when.setLayout(inside)
        for widget in (self.people, self.kind, when):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._kind_line = Line("kind", self.kind, width=_LABELS)
        self._people_line = Line("to", self.people, width=_LABELS)
        lines = Lines(
            Line("whose", self.whose, width=_LABELS),
            self._people_line,
            self._kind_line,
            Line("what", self.words, width=_LABELS),
            Line("due", when, width=_LABELS),
        )
        for one in (PlainLabel("Note a promise", "title"), lines, self._draft.offer, self._problem):
            self.body.addWidget(one)
        cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        note = Button("Note it", "primary", clicked=self.note, keys="Enter")
        self.body.addWidget(button_row([], [cancel, note]))

    def _show_kind(self) -> None:
        self._kind_line.setVisible(self._is_mine)
        self._people_line.label.setText("to" if self._is_mine else "who")
        hint = _HINTS[self.kind.value] if self._is_mine else "to check the market dates"
        self.words.setPlaceholderText(hint)
        self._show_day()

    def _show_day(self) -> None:
        """The day that is meant, or the usual one of its kind."""
        today = self._context.today
        typed, due = self.due.text().strip(), self._due()
        usual = default_due(self.kind.value, today) if self._is_mine and not typed else None
        if due is not None:
            self._day.setText(format_full_day(due, today))
        else:
            self._day.setText(f"without one: {format_full_day(usual, today)}" if usual else "")
        self._say("")

    def _due(self) -> date | None:
        return parse_day(self.due.text(), self._context.today, forward=True)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._place_again()

    def _place_again(self) -> None:
        if self.is_open:
            self.card.adjustSize()
            self.place()


def _field(name: str) -> TypingField:
    made = TypingField()
    made.setAccessibleName(name)
    return made
