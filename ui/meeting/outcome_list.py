"""What came of a meeting: its promises, topics and advice, and buttons that add one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.meetings.outcomes import Outcome
from crm.meetings.whole_meeting import WholeMeeting
from ui import use_cases
from ui.context import Context
from ui.meeting.new_outcome import NewOutcome
from ui.meeting.outcome_line import OutcomeLine
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Card, Lines, column, row

KINDS = ("promise", "topic", "advice")


class OutcomeList(QWidget):
    """Lines that stay are kept with their open fields and the focus."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._meeting_id = 0
        self.lines: list[OutcomeLine] = []
        self._column = Lines()
        self._card = Card(padding=(4, 4))
        self._card.body.addWidget(self._column)
        self.new = NewOutcome(context)
        self.buttons = {kind: self._button(kind) for kind in KINDS}
        hints = (KeyHint("Enter"), PlainLabel("opens a line,", "caption"), KeyHint("Del"))
        self._hints = [*hints, PlainLabel("takes it out", "caption")]
        heading = row(section("What came of it"), *self._hints, gap=6)
        heading.addStretch(1)
        adding = row(*self.buttons.values(), gap=0)
        adding.addStretch(1)
        inside = column(gap=6)
        inside.addLayout(heading)
        inside.addWidget(self._card)
        inside.addWidget(self.new)
        inside.addLayout(adding)
        self.setLayout(inside)

    def show_outcomes(self, meeting: WholeMeeting, found: Sequence[Outcome]) -> None:
        if meeting.id != self._meeting_id:
            self._meeting_id = meeting.id
            self.new.close_line()
        self.new.show_meeting(meeting)
        if [(one.kind, one.id) for one in found] == [line.key for line in self.lines]:
            for line, outcome in zip(self.lines, found, strict=True):
                if line.outcome != outcome:
                    line.show_outcome(outcome)
        else:
            self._rebuild(found)
        self._card.setVisible(bool(found))
        for hint in self._hints:
            hint.setVisible(bool(found))

    def add(self, kind: str) -> None:
        """Opens the field for one more."""
        self.new.begin(kind)

    def _rebuild(self, found: Sequence[Outcome]) -> None:
        focused = next((at for at, line in enumerate(self.lines) if line.hasFocus()), None)
        opened = {line.key for line in self.lines if line.fields is not None}
        self._column.clear()
        self.lines = [OutcomeLine(self._context, one) for one in found]
        for place, line in enumerate(self.lines):
            line.removal_requested.connect(partial(self._take_out, line))
            line.step_requested.connect(partial(self._step, place))
            self._column.add(line)
            if line.key in opened:
                line.toggle()
        if focused is not None and self.lines:
            self.lines[min(focused, len(self.lines) - 1)].setFocus()
        elif focused is not None:
            self.buttons[KINDS[0]].setFocus()

    def _button(self, kind: str) -> Button:
        return Button(f"+ {kind}", "quiet", clicked=partial(self.add, kind))

    def _take_out(self, line: OutcomeLine) -> None:
        one = line.outcome
        made = use_cases.meetings.deleting.MadeThere(one.kind, one.id)
        words = f"{one.who}: {one.words}"
        self._context.do(use_cases.meetings.deleting.take_out, self._meeting_id, made, words)

    def _step(self, place: int, step: int) -> None:
        if 0 <= place + step < len(self.lines):
            self.lines[place + step].setFocus()
