"""Questions, or offers in the user's own words: one field a line, added, changed, removed and reordered by keyboard."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from crm.meetings.meeting_lines import QUESTION, WrittenLine
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.theme.look import look
from ui.widgets.buttons import IconButton
from ui.widgets.labels import PlainLabel, set_tip
from ui.widgets.layout import clear, column, row
from ui.widgets.wrapped_field import WrappedField

_TIP = "Alt+Up and Alt+Down move it; empty, it goes"
_ADD = {"question": "Add a question", "offer": "Add something you could offer"}


class LineRow(QWidget):
    def __init__(self, lines: "WrittenLines", line: WrittenLine, number: int):
        super().__init__()
        self.line = line
        self.kept = KeptField(lines.context, WrappedField(f"{line.part.capitalize()} {number}"))
        set_tip(self.kept.field, _TIP)
        cross = IconButton(
            "x", f"Take this {line.part} away", clicked=partial(lines.remove, line), role="text3", size=24
        )
        cross.setIconSize(QSize(look.px(14), look.px(14)))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        is_numbered = line.part == QUESTION
        mark = PlainLabel(f"{number}." if is_numbered else "", "body")
        mark.setFixedWidth(look.px(16) if is_numbered else 0)
        inside = row(mark, self.kept, gap=0, margins=(10 if is_numbered else 0, 0, 4, 0))
        beside = column(cross, margins=(0, 4, 0, 0))
        inside.addLayout(beside)
        inside.setStretch(1, 1)
        inside.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        inside.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
        mark.setContentsMargins(0, look.px(8), 0, 0)
        self.setLayout(inside)
        self.kept.changed.connect(partial(lines.change, self))
        self.kept.field.move_requested.connect(partial(lines.reorder, self))
        self.kept.field.left.connect(partial(lines.step, self))
        self.kept.field.entered.connect(partial(lines.step, self, 1))
        self.show_line(line)

    def show_line(self, line: WrittenLine) -> None:
        self.line = line
        self.kept.show_text(f"{line.part} {line.id}", line.words)


class WrittenLines(QWidget):
    """The lines of one part of a meeting, and an empty field for the next one while there are fewer than `most`."""

    def __init__(self, context: Context, part: str, most: int = 99, parent: QWidget | None = None):
        super().__init__(parent)
        self.context, self._part, self._most = context, part, most
        self._meeting_id = 0
        self.rows: list[LineRow] = []
        self._holder = column(gap=0)
        self.new = KeptField(context, WrappedField(_ADD[part], _ADD[part]))
        self.new.changed.connect(self._add)
        self.new.field.left.connect(self._leave_new)
        inside = column(gap=0)
        inside.addLayout(self._holder)
        inside.addLayout(row(self.new, margins=(26 if part == QUESTION else 0, 0, 28, 0)))
        self.setLayout(inside)

    def show_lines(self, meeting_id: int, uid: str, lines: tuple[WrittenLine, ...]) -> None:
        self._meeting_id = meeting_id
        self.new.show_text(f"new {self._part} of meeting {uid}", "")
        had_focus = self.new.field.hasFocus()
        self._show_rows(lines)
        self.new.setVisible(len(lines) < self._most)
        if had_focus and len(lines) >= self._most:  # not to where Qt takes it, to the first field of the page
            self.rows[-1].kept.field.setFocus()

    def invite(self, words: str) -> None:
        """What the empty field says."""
        self.new.field.setPlaceholderText(words)
        self.new.field.setAccessibleName(words)

    def _show_rows(self, lines: tuple[WrittenLine, ...]) -> None:
        if [one.id for one in lines] == [one.line.id for one in self.rows]:
            for shown, line in zip(self.rows, lines, strict=True):
                shown.show_line(line)
            return
        focused = next((one.line.id for one in self.rows if one.kept.field.hasFocus()), None)
        clear(self._holder)
        self.rows = [LineRow(self, line, number) for number, line in enumerate(lines, 1)]
        for shown in self.rows:
            self._holder.addWidget(shown)
            shown.show()
        if focused is not None:
            self._focus_line(focused)

    @property
    def end_field(self) -> WrappedField:
        """The empty field, or the last line where there is room for no other."""
        return self.rows[-1].kept.field if len(self.rows) >= self._most else self.new.field

    def focus_new(self) -> None:
        self.end_field.setFocus()

    def change(self, shown: LineRow, text: str) -> None:
        """An emptied line is removed."""
        shown.kept.settle(self.context.attempt(use_cases.meetings.before_meeting.change, shown.line.id, text))

    def remove(self, line: WrittenLine) -> None:
        self.context.do(use_cases.meetings.before_meeting.remove, line.id)

    def reorder(self, shown: LineRow, steps: int) -> None:
        shown.kept.field.save()
        at = self.rows.index(shown)
        if 0 <= at + steps < len(self.rows):
            self.context.do_silently(use_cases.meetings.before_meeting.move, shown.line.id, steps)

    def step(self, shown: LineRow, steps: int) -> None:
        """To the line before or after; after the last one to the empty field."""
        if shown not in self.rows:  # emptied, so it is gone
            self.focus_new()
            return
        at = self.rows.index(shown) + steps
        if at >= len(self.rows):
            self.focus_new()
        elif at >= 0:
            self.rows[at].kept.field.setFocus()

    def _leave_new(self, step: int) -> None:
        if step < 0 and self.rows:
            self.rows[-1].kept.field.setFocus()

    def _add(self, text: str) -> None:
        if not text.strip():
            self.new.draft.settle()
            return
        outcome = self.context.attempt(
            use_cases.meetings.before_meeting.add, self._meeting_id, self._part, text
        )
        self.new.settle(outcome)
        if outcome:  # later: the field has not finished saving the text that is taken out here
            QTimer.singleShot(0, self.new, self._empty_new)

    def _empty_new(self) -> None:
        self.new.field.take("")
        self.new.draft.settle()

    def _focus_line(self, line_id: int) -> None:
        for shown in self.rows:
            if shown.line.id == line_id:
                shown.kept.field.setFocus()
