"""The sheet "Plan a meeting": in one line of words, or field by field. Typed text survives Esc as a draft."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from crm.capture.names import Names
from crm.capture.typed_day import parse_day
from crm.capture.typed_time import parse_time
from crm.meetings.beside_plan import BesidePlan
from crm.meetings.coming import planned_with_any
from crm.meetings.plan import Plan
from crm.meetings.typed_plan import TypedPlan, typed_plan
from crm.people.short_names import PersonRef
from crm.text.shared_phrases import meeting_title
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.field_draft import OFFERED
from ui.lazy_qt import Qt
from ui.planning.people_field import PeopleField
from ui.planning.plan_fields import PlanFields, PlanPerson, from_draft, said_fields, to_draft, typed_day
from ui.planning.same_day import also_planned
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice import ChipChoice
from ui.widgets.day_choice import open_days
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Line, Lines, row
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet
from ui.widgets.typing_undo import TypingField

_KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "event", "meeting")
_LABELS = 84


class PlanSheet(Sheet):
    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Plan a meeting", width=640, top=64)
        self._context = context
        self._names: Names | None = None
        self._place = ""
        self._initial = PlanFields()
        self._said = PlanFields(kind="")  # by the line as it stands
        self._beside = BesidePlan()  # by the line, too
        self._is_filling = False
        self._build()
        self._arrange()
        self._connect()
        self.closed.connect(self.deleteLater)

    def begin(self, people: Sequence[PersonRef] = (), on: date | None = None, line: str = "") -> None:
        """`people` and `on` stand in their fields, with what was left in a draft for the same people."""
        named = tuple(PlanPerson(one.id, one.name) for one in people)
        self._place = f"plan with {' '.join(one.uid for one in people)}" if people else "plan of a meeting"
        self._initial = PlanFields(people=named, day=typed_day(on, self._context.today) if on else "")
        left = from_draft(self._context.drafts.text(self._place))
        fields = left or self._initial
        if on is not None:
            fields = fields._replace(day=self._initial.day)
        if fields.line:
            said = self._understand(fields.line)
            self._said = said_fields(fields.line, said, self._context.today)
            self._show_beside(said.beside)
        self._problem.hide()
        self.open()
        self._fill(fields)
        self._offered.setVisible(left is not None)
        self._place_again()
        if line:
            self.line.setText(line)
        self.line.setFocus()

    def plan(self) -> None:
        """As one step; what is missing is said in the sheet."""
        wanted = self._wanted()
        if isinstance(wanted, str):
            self._say(wanted)
            return
        outcome = self._context.attempt(use_cases.meetings.planning.plan, wanted)
        if outcome.refused:
            self._say(str(outcome.refused))
            return
        self._context.drafts.keep(self._place, "")
        self._place = ""
        self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.plan()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.line = _field("In a line", "coffee with Ana on Tuesday at 10 at Blue Bottle")
        self.people = PeopleField(self._context)
        kinds = [(kind, meeting_title(kind)) for kind in _KINDS]
        self.kind = ChipChoice("Kind", kinds, "meeting", lambda _: self._on_changed())
        self.day = _field("Day", "next Tuesday, 3 May, in two weeks")
        self._calendar = IconButton("calendar", "Choose a day", clicked=self._choose_day)
        self.day_words = ElidedLabel("", "caption")
        self.day.setFixedWidth(look.px(160))
        self.time = _field("Time", "10:00")
        self.time.setFixedWidth(look.px(96))
        self.where = _field("Place", "Blue Bottle")
        self.purpose = _field("Purpose", "what you hope to hear, or to give")
        self.beside = PlainLabel("", "body", wrap=True)
        self._beside_line = Line("noted, too", self.beside, width=_LABELS)
        self._beside_line.hide()
        self.notice = PlainLabel("", "caption", wrap=True)
        self._offered = PlainLabel(OFFERED, "caption")
        self._problem = PlainLabel("", "error", wrap=True)

    def _arrange(self) -> None:
        when = QWidget()
        inside = row(self.day, self._calendar, PlainLabel("at", "caption"), self.time, self.day_words, gap=8)
        inside.setStretch(4, 1)
        when.setLayout(inside)
        for widget in (when, self.people):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lines = Lines(
            Line("who", self.people, width=_LABELS),
            Line("what", self.kind, width=_LABELS),
            Line("when", when, width=_LABELS),
            Line("where", self.where, width=_LABELS),
            Line("what for", self.purpose, width=_LABELS),
            self._beside_line,
        )
        for widget in (PlainLabel("Plan a meeting", "title"), self.line, self._offered, lines):
            self.body.addWidget(widget)
        for label in (self.notice, self._problem):
            label.hide()
            self.body.addWidget(label)
        cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        self.body.addWidget(
            button_row([], [cancel, Button("Plan", "primary", clicked=self.plan, keys="Enter")])
        )

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_line_changed)
        self.people.changed.connect(self._on_changed)
        for field in (self.day, self.time, self.where, self.purpose):
            field.textChanged.connect(self._on_changed)

    def _fields(self) -> PlanFields:
        return PlanFields(
            self.line.text(), self.people.people, self.kind.value, self.day.text(), self.time.text(),
            self.where.text(), self.purpose.text(),
        )  # fmt: skip

    def _fill(self, fields: PlanFields) -> None:
        """Fields that already say so keep their cursor and their typing to be undone."""
        self._is_filling = True
        self.people.set_people(fields.people)
        self.kind.show_value(fields.kind)
        texts = (fields.line, fields.day, fields.time, fields.place, fields.purpose)
        inputs = (self.line, self.day, self.time, self.where, self.purpose)
        for field, text in zip(inputs, texts, strict=True):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(len(text) if field.hasFocus() else 0)
        self._is_filling = False
        self._on_changed()

    def _on_line_changed(self, text: str) -> None:
        if self._is_filling:
            return
        before, said = self._said, self._understand(text)
        self._said = said_fields(text, said, self._context.today)
        self._show_beside(said.beside)
        self._fill(self._fields().after_line(before, self._said, self._initial))
        unclear = [one for one in said.people if one.status == "ambiguous"]
        self.people.offer(unclear[0].candidates if unclear else ())
        self._place_again()

    def _show_beside(self, beside: BesidePlan) -> None:
        """What else the line says will come into the book with the plan."""
        self._beside = beside
        self.beside.setText("\n".join(beside.sentences()))
        self._beside_line.setVisible(bool(self.beside.text()))

    def _understand(self, text: str) -> TypedPlan:
        if self._names is None:
            self._names = Names.from_reader(self._context.read)
        return typed_plan(text, self._context.today, self._names)

    def _on_changed(self) -> None:
        if self._is_filling:
            return
        self._problem.hide()
        self._offered.hide()
        fields = self._fields()
        self._context.drafts.keep(self._place, "" if fields == self._initial else to_draft(fields))
        day = self._day()
        self.day_words.setText(format_full_day(day, self._context.today) if day else "")
        self._show_notice(day)
        self._place_again()

    def _show_notice(self, day: date | None) -> None:
        """Another plan with one of these people that day is pointed out, and blocks nothing."""
        people = [one.id for one in self.people.people if one.id is not None]
        other = planned_with_any(self._context.read, people, day) if day else None
        if other is not None:
            self.notice.setText(also_planned(other))
        self.notice.setVisible(other is not None)

    def _wanted(self) -> Plan | str:
        """The plan, or what is missing."""
        if self.people.field.text().strip():
            self.people.take_first()
        fields, day = self._fields(), self._day()
        if day is None:
            return (
                f"“{fields.day.strip()}” is no day Goodturn knows: try next Tuesday, or 3 May."
                if fields.day.strip()
                else "A plan needs a day: say when, such as next Tuesday."
            )
        at = parse_time(fields.time)
        if fields.time.strip() and at is None:
            return f"“{fields.time.strip()}” is no time. Write it as 09:30 or 2pm."
        ids = tuple(one.id for one in fields.people if one.id is not None)
        new = tuple(one.name for one in fields.people if one.id is None)
        return Plan(ids, day, fields.kind, at, fields.place, fields.purpose, new, fields.line, self._beside)

    def _day(self) -> date | None:
        return self._parse_day(self.day.text())

    def _parse_day(self, text: str) -> date | None:
        return parse_day(text, self._context.today, forward=True)

    def _choose_day(self) -> None:
        today = self._context.today
        open_days(self._calendar, self._day() or today, self._parse_day, self._take_day)

    def _take_day(self, day: date) -> None:
        self.day.setText(typed_day(day, self._context.today))
        self.day.setFocus()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.show()
        self._place_again()

    def _place_again(self) -> None:
        if self.is_open:
            self.card.adjustSize()
            self.place()


def _field(name: str, placeholder: str) -> QLineEdit:
    made = TypingField()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made
