"""The introductions of a person, each with its next step: the latest first; a line opens it on its page."""

from PySide6.QtWidgets import QWidget

from crm.introductions import introduction_list
from crm.introductions.introduction_list import IntroductionRecord
from crm.introductions.next_step import describe_briefly, is_mine, next_step
from crm.people.records import PersonDetails
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from ui.context import Context
from ui.theme.look import look
from ui.widgets.chips import Chip
from ui.widgets.elided_button import ElidedButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Lines, column, row

_MOST = 4
_HEIGHT = 28  # a line is a control of its own


class Introductions(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._lines = Lines()
        self._more = PlainLabel("", "quiet")
        self.has_something = False
        self.setLayout(column(self._lines, self._more, gap=0))

    def show_person(self, person: PersonDetails) -> None:
        every = introduction_list.of_person(self._context.read, person.id)
        found = [one for one in reversed(every) if one.state != "dropped"]
        self.has_something = bool(found)
        self._lines.clear()
        for record in found[:_MOST]:
            self._lines.add(self._line(record, person.id))
        rest = len(found) - _MOST
        self._more.setText(f"and {days_in_words.number(rest)} more" if rest > 0 else "")
        self._more.setVisible(rest > 0)

    def _line(self, record: IntroductionRecord, person_id: int) -> QWidget:
        words = ElidedButton(
            _title(record, person_id), lambda: self._context.open_page("introductions", record.key)
        )
        words.setAccessibleDescription("Opens the introduction")
        line = row(words, gap=10, margins=(8, 3, 0, 3))
        line.setStretch(0, 1)
        line.addStrut(look.px(_HEIGHT))
        step = next_step(record, self._context.today)
        state = describe_briefly(record, step, self._context.today) or _OVER.get(record.state, "")
        if state:
            due = is_mine(record, step, self._context.today) and step.is_due(self._context.today)
            line.addWidget(Chip(state, "warn" if due else "plain"))
        whole = QWidget()
        whole.setLayout(line)
        return whole


_OVER = {"made": "made", "heard": "heard back"}


def _title(record: IntroductionRecord, person_id: int) -> str:
    """ "To Ben Okafor"; of one received "You to Tom Sandberg", or on his page "By Ben Okafor"."""
    others = join_names([one.name for one in record.people if one.id != person_id])
    if record.by is not None and record.by.id != person_id:
        return f"By {record.by.name}"
    return f"You to {others}" if record.by is not None else f"To {others}"
