"""Deleting a meeting that something came of: each promise, topic and advice stays unless it is ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from crm.meetings.outcomes import Outcome
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.outside_text import shown
from ui import use_cases
from ui.context import Context
from ui.outcome_text import end_of_line
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Scroll, row
from ui.widgets.sheet import Sheet

_MOST_SEEN = 8


class DeleteSheet(Sheet):
    deleted = Signal()

    def __init__(self, window: QWidget, context: Context, meeting: WholeMeeting, found: Sequence[Outcome]):
        title = f"Delete {meeting.title[:1].lower()}{meeting.title[1:]}"
        super().__init__(window, title, width=560)
        self._context, self._meeting, self._found = context, meeting, found
        self.body.addWidget(PlainLabel(title, "title", wrap=True))
        self.body.addWidget(sentence("What came of it stays in your book. Tick what should go, too."))
        self.ticks = [self._tick(one) for one in found]
        self._place_ticks()
        self.delete = Button("Delete the meeting", "primary", clicked=self._delete, keys="Enter")
        self.cancel = Button("Keep it", "quiet", clicked=self.close_sheet, keys="Esc")
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.delete)
        self.body.addLayout(foot)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.ticks[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gets the keys that the ticks ignore."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._delete()
        else:
            super().keyPressEvent(event)

    def _tick(self, one: Outcome) -> QCheckBox:
        end = end_of_line(one, self._context.today)
        words = shown(f"{one.who}: {one.words} ({end.words})")
        made = QCheckBox(words.replace("&", "&&"))
        made.setAccessibleName(words)
        return made

    def _place_ticks(self) -> None:
        if len(self.ticks) <= _MOST_SEEN:
            for tick in self.ticks:
                self.body.addWidget(tick)
            return
        scroll = Scroll(margins=(0, 0, 8, 0))
        for tick in self.ticks:
            scroll.body.addWidget(tick)
        scroll.setMinimumHeight(self.ticks[0].sizeHint().height() * _MOST_SEEN)
        self.body.addWidget(scroll)

    def _delete(self) -> None:
        made_there = use_cases.meetings.deleting.MadeThere
        gone = [
            made_there(one.kind, one.id)
            for one, tick in zip(self._found, self.ticks, strict=True)
            if tick.isChecked()
        ]
        if self._context.do(use_cases.meetings.deleting.delete, self._meeting.id, gone):
            self.close_sheet()
            self.deleted.emit()
