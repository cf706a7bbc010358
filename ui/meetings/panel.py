"""The panel of one meeting: when and where, what for, what was noted and promised, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.meetings.hopes import has_hopes
from crm.meetings.meeting_promises import promised_in
from crm.meetings.meeting_rows import MeetingRow
from crm.promises.queries import PromiseLine
from crm.text.days_in_words import counted, due_chip
from crm.things.key import Key
from ui.context import Context
from ui.meetings import row_text
from ui.meetings.commands import MeetingCommands
from ui.note_view import NoteView
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel, in_scroll, section, sentence
from ui.widgets.layout import Flow, Lines, column, row
from ui.widgets.opening_line import OpeningLine
from ui.widgets.promise_icons import promise_icon
from ui.widgets.read_only_controls import mark_reading

_MOST_PROMISES = 12


class MeetingPanel(QWidget):
    def __init__(
        self, context: Context, commands: MeetingCommands, meeting: MeetingRow, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._context, self._commands, self._meeting = context, commands, meeting
        self._inside = column(gap=8)
        self.setLayout(self._inside)
        self.opening = mark_reading(
            Button("Open this meeting", "link", clicked=lambda: commands.open(meeting))
        )
        self._show_head()
        self._show_words()
        self._show_promises()
        self._show_look_back()
        self._show_people()
        self._show_buttons()

    def _show_head(self) -> None:
        self._inside.addWidget(PlainLabel(self._meeting.title, "strong", wrap=True))
        when = row_text.when_and_where(self._meeting, self._context.today)
        self._inside.addWidget(PlainLabel(when, "small", wrap=True))
        opening = row(self.opening)
        opening.addStretch(1)
        self._inside.addLayout(opening)

    def _show_words(self) -> None:
        meeting = self._meeting
        if meeting.why:
            self._add("Purpose", sentence(meeting.why))
        if meeting.note.strip():
            self._add("Note", NoteView(self._context, meeting.note))

    def _show_promises(self) -> None:
        found = promised_in(self._context.read, self._meeting.id, _MOST_PROMISES)
        if found:
            self._add("Promised", Lines(*(self._promise(promise) for promise in found)))

    def _promise(self, promise: PromiseLine) -> QWidget:
        told = promise.title if promise.by is None else f"{promise.by}: {promise.words}"
        words = in_scroll(PlainLabel(told, "body", wrap=True))
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(IconLabel(promise_icon(promise)), words, gap=10, margins=(8, 6, 0, 6))
        inside.setStretch(1, 1)
        if not promise.is_open:
            inside.addWidget(Chip(promise.state, "ok" if promise.state == "kept" else "plain"))
        elif promise.due is not None:
            late = promise.by is None and promise.due < self._context.today
            words_of_due = due_chip(promise.due, self._context.today)
            inside.addWidget(Chip(words_of_due, "warn" if late else "plain"))
        return OpeningLine(inside, told, lambda: self._context.open_thing(Key("promise", promise.id)))

    def _show_look_back(self) -> None:
        """As long as it is offered: on the day of the meeting and the day after."""
        if self._commands.offers_look_back(self._meeting):
            questions = sentence("What did you learn? What do they need? Did it give you energy?")
            self._add("Two minutes more?", questions)
            look_back = Button("Look back", clicked=lambda: self._commands.look_back(self._meeting))
            self._inside.addWidget(Flow(mark_reading(look_back)))

    def _show_people(self) -> None:
        links = [
            mark_reading(Button(one.name, "link", clicked=partial(self._context.open_person, one.id)))
            for one in self._meeting.people
            if one.id is not None
        ]
        for link in links:
            link.setAccessibleName(f"Open {link.text()}")
        if links:
            more = self._meeting.there - len(self._meeting.people)
            rest = [PlainLabel(f"and {counted(more, 'other', 'others')}", "quiet")] if more > 0 else []
            title = "You hope to meet" if has_hopes(self._meeting.kind, self._meeting.state) else "With"
            self._add(title, Flow(*links, *rest, gap=12))

    def _show_buttons(self) -> None:
        """For a plan: what becomes of it."""
        if self._meeting.part(self._context.today) == "coming":
            brief = Button("Open brief", keys="B", clicked=lambda: self._commands.open_brief(self._meeting))
            self._add("Before", Flow(mark_reading(brief)))
        if self._meeting.state != "planned":
            return
        move, off = Button("Move", keys="M"), Button("Call off", "quiet", keys="C")
        move.clicked.connect(lambda _checked=False: self._commands.move(self._meeting, move))
        off.clicked.connect(lambda _checked=False: self._commands.call_off(self._meeting, off))
        buttons = [move, off]
        if self._meeting.on <= self._context.today:
            buttons.insert(
                0, Button("It happened", clicked=lambda: self._commands.happened(self._meeting), keys="H")
            )
        self._add("What becomes of it", Flow(*buttons, gap=8))

    def _add(self, heading: str, widget: QWidget) -> None:
        self._inside.addSpacing(10)
        self._inside.addWidget(section(heading))
        self._inside.addWidget(widget)
