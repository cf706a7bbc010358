"""Panel beside the list: all changes of the selected step, and the people involved."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.history.changes import PERSON, Change, Involved, StepChanges, describe_value
from crm.history.meetings_of_step import meetings_of_step
from crm.steps import Step
from ui.context import Context
from ui.history.step_rows import moment
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, section, sentence
from ui.widgets.layout import Line, column, row
from ui.widgets.read_only_controls import mark_reading

_MOST = 40  # changes listed one by one
_LABEL = 92


class StepPanel(QWidget):
    """`together`: number of steps undone together with it, itself included; `is_import`: whether it can show
    its people."""

    person_requested = Signal(int)
    person_filter_requested = Signal(int, str)
    new_people_requested = Signal()

    def __init__(self, context: Context, step: Step, changes: StepChanges, together: int, is_import: bool):
        super().__init__()
        mark_reading(self)
        self._today, self._is_import, self._has_new = context.today, is_import, bool(changes.new)
        self._inside = column(gap=6)
        self._inside.addWidget(in_scroll(PlainLabel(step.label, "strong", wrap=True)))
        self._inside.addWidget(PlainLabel(moment(step, context.today), "caption"))
        if step.undone:
            others = f", together with {together - 1:,} more" if together > 1 else ""
            self._inside.addWidget(PlainLabel(f"Undone{others}", "caption"))
        self._show_new(changes)
        self._show_changes([one for one in changes.changes if one not in changes.new], changes.unread)
        self._show_people(changes.people)
        self._show_meetings(context, step)
        self._inside.addStretch(1)
        self.setLayout(self._inside)

    def _head(self, words: str) -> None:
        self._inside.addSpacing(10)
        self._inside.addWidget(section(words))

    def _show_new(self, changes: StepChanges) -> None:
        if not changes.new:
            return
        self._head("New")
        names = ", ".join(one.after or "" for one in changes.new[:_MOST])
        more = len(changes.new[_MOST:]) + changes.more_new
        self._inside.addWidget(in_scroll(sentence(f"{names} and {more:,} more" if more else names)))
        if self._is_import:
            line = row(Button("Show who came in", clicked=self.new_people_requested.emit))
            line.addStretch(1)
            self._inside.addLayout(line)

    def _show_changes(self, changes: list[Change], unread: int) -> None:
        if not changes:
            return
        by_person = [
            (person, list(own)) for person, own in groupby(changes[:_MOST], key=lambda one: one.person)
        ]
        for person, own in by_person:
            is_one = len(by_person) == 1 and not self._has_new
            self._head("What changed" if is_one or person is None else person.name)
            for one in own:
                self._inside.addWidget(self._line(one))
        if more := len(changes[_MOST:]) + unread:
            self._inside.addWidget(PlainLabel(f"and {more:,} more", "caption"))

    def _line(self, change: Change) -> Line:
        words = "deleted" if change.what == PERSON else describe_value(change, self._today)
        what = (change.before or "") if change.what == PERSON else change.what
        line = Line(what, in_scroll(PlainLabel(words, "body", wrap=True)), width=_LABEL)
        line.setMinimumHeight(0)
        if (inside := line.layout()) is not None:
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setAlignment(line.label, Qt.AlignmentFlag.AlignTop)
        line.label.setContentsMargins(0, look.px(2), 0, 0)
        return line

    def _show_people(self, people: Iterable[Involved]) -> None:
        for at, one in enumerate(people):
            if not at:
                self._head("People")
            only = Button(
                "Only their steps",
                "quiet",
                clicked=partial(self.person_filter_requested.emit, one.id, one.name),
            )
            only.setAccessibleName(f"Only the steps of {one.name}")
            if one.is_there:
                name: QWidget = Button(one.name, "link", clicked=partial(self.person_requested.emit, one.id))
            else:
                name = PlainLabel(f"{one.name}, no longer in the book", "quiet", wrap=True)
            line = row(name, gap=8)
            line.addStretch(1)
            line.addWidget(only)
            self._inside.addLayout(line)

    def _show_meetings(self, context: Context, step: Step) -> None:
        for at, one in enumerate(meetings_of_step(context.read, step.id)):
            if not at:
                self._head("Meeting")
            opened = partial(context.open_page, "meeting", one.id)
            line = row(Button(one.title, "link", clicked=opened))
            line.addStretch(1)
            self._inside.addLayout(line)
