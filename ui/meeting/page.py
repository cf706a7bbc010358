"""The page of one meeting: everything is put right where it stands, each change one step of undo."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.changes import Changes
from crm.errors import NothingFound
from crm.meetings.outcomes import Outcome, outcomes
from crm.meetings.whole_meeting import WholeMeeting, whole_meeting
from crm.text.days_in_words import named
from ui import use_cases
from ui.context import Context
from ui.meeting.delete_sheet import DeleteSheet
from ui.meeting.meeting_edits import MeetingEdits
from ui.meeting.note import MeetingNote
from ui.meeting.outcome_list import KINDS, OutcomeList
from ui.meeting.people_chips import MeetingPeople
from ui.meeting.purpose import DirectionChoice, EventName, PurposeField
from ui.meeting.said_panel import SaidPanel
from ui.meeting.sentence import MeetingSentence
from ui.meeting.state_line import StateLine
from ui.meeting_pages import open_brief
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button
from ui.widgets.layout import Scroll, column
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.side_panel import WithPanel
from ui.widgets.whole_or_missing import WholeOrMissing

_A = {"promise": "a promise", "topic": "a topic", "advice": "advice"}
_HINT = "Everything here can be put right; each change is one step of undo."


class MeetingPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._meeting_id = 0
        self._meeting: WholeMeeting | None = None
        self._found: list[Outcome] = []
        self.edits = MeetingEdits(context)
        self._build()
        self._add_actions()

    @property
    def is_passed(self) -> bool:
        """A deleted meeting is nothing to go back to."""
        return self.content.is_missing

    def open_at(self, target: PageTarget) -> None:
        if isinstance(target, int) and target != self._meeting_id:
            self._meeting_id = target
            self._body.close_panel()
            self._body.to_top()
            self._scroll.verticalScrollBar().setValue(0)

    def reload(self, changes: Changes | None = None) -> None:
        try:
            meeting = whole_meeting(self.context.read, self._meeting_id)
        except NothingFound as error:
            self._meeting = None
            self.content.show_missing(str(error))
            return
        self._meeting = self.edits.meeting = meeting
        self._found = outcomes(self.context.read, meeting.id)
        self.content.show_whole()
        self._show(meeting)

    def focus_first(self) -> None:
        """On the page itself: in a field, single keys would be typed."""
        self.setFocus()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.setFocus()
            return True
        return False

    def read_again(self) -> None:
        self._body.open_panel()
        self.said.read_again()

    def show_words(self) -> None:
        self._body.open_panel()
        self.said.field.setFocus()
        self._body.show_focus()

    def look_back(self) -> None:
        """Opens the debrief of a meeting that has been."""
        if self._meeting is not None and self.debrief_button.isVisible():
            self.context.open_page("debrief", self._meeting.id)

    def open_brief(self) -> None:
        open_brief(self.context, self._meeting_id)

    def open_event(self) -> None:
        self.context.open_page("event", self._meeting_id)

    def delete(self) -> None:
        """At once if nothing came of it; the toast offers Undo."""
        if self._meeting is None:
            return
        if self._found:
            sheet = DeleteSheet(self.window(), self.context, self._meeting, self._found)
            sheet.deleted.connect(self._leave)
            sheet.begin()
        elif self.context.do(use_cases.meetings.deleting.delete, self._meeting.id):
            self._leave()

    def _leave(self) -> None:
        self._body.close_panel()
        self.context.go_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.words_button.setVisible(self._body.is_overlay)

    def _show(self, meeting: WholeMeeting) -> None:
        today = self.context.today
        day = named(meeting.on, today)
        self._header.show_text(meeting.title, f"{day[:1].upper()}{day[1:]}. {_HINT}")
        self.event_button.setVisible(meeting.kind == "event")
        self.event_button.set_text("Prepare it" if meeting.state == "planned" else "Who was met")
        self.sentence.show_meeting(meeting, today)
        self.state.show_meeting(meeting)
        has_been = meeting.on <= today and meeting.state in ("planned", "happened")
        self.debrief_button.setVisible(has_been)
        self.brief_button.setVisible(meeting.state == "planned" and meeting.kind != "event")
        self.people.show_people(meeting.people)
        self.direction.show_meeting(meeting)
        self.name.show_meeting(meeting)
        self.purpose.show_meeting(meeting)
        self.note.show_meeting(meeting)
        self.outcomes.show_outcomes(meeting, self._found)
        self.said.show_meeting(meeting)

    def _build(self) -> None:
        self.words_button = mark_reading(Button("As typed", "quiet", clicked=self.show_words))
        self.delete_button = Button("Delete", "quiet", clicked=self.delete)
        self.debrief_button = mark_reading(Button("Look back", clicked=self.look_back))
        self.brief_button = mark_reading(Button("Open brief", "quiet", clicked=self.open_brief))
        self.event_button = mark_reading(Button("Who was met", "quiet", clicked=self.open_event))
        self._header = PageHeader(
            "",
            "",
            self.event_button,
            self.words_button,
            self.brief_button,
            self.debrief_button,
            self.delete_button,
        )
        self.sentence = MeetingSentence(self.edits)
        self.state = StateLine(self.context)
        self.people = MeetingPeople(self.edits)
        self.direction = DirectionChoice(self.edits)
        self.name, self.purpose = EventName(self.edits), PurposeField(self.edits)
        self.note = MeetingNote(self.edits)
        self.outcomes = OutcomeList(self.context)
        self.said = SaidPanel(self.context)
        self._body = WithPanel(self._main_column())
        self._body.show_in_panel(self.said)
        self._lay_out()

    def _main_column(self) -> QWidget:
        self._scroll = Scroll(margins=(32, 4, 32, 24))
        self._scroll.body.setSpacing(12)
        parts = (
            self.sentence,
            self.state,
            self.people,
            self.direction,
            self.name,
            self.purpose,
            self.note,
            self.outcomes,
        )
        for part in parts:
            self._scroll.body.addWidget(part)
        for wrapping in (self.sentence, self.people):
            # Their height follows from the width; the minimum that Qt assumes is that of a very narrow page.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            policy.setHeightForWidth(True)
            wrapping.setSizePolicy(policy)
        return self._scroll

    def _lay_out(self) -> None:
        self.content = WholeOrMissing(
            self._header, self._body, "Today", lambda: self.context.open_page("today")
        )
        self.setLayout(column(self.content, gap=0))

    def _add_actions(self) -> None:
        self.add_action("Read the words again", "Ctrl+R", self.read_again)
        self.add_action("The words as you typed them", "W", self.show_words, only_reads=True)
        self.add_action("Write the note", "E", self.note.field.setFocus)
        self.add_action("Who else was there", "P", self.people.field.setFocus)
        for kind, key in zip(KINDS, ("R", "T", "A"), strict=True):
            self.add_action(f"Add {_A[kind]}", key, partial(self.outcomes.add, kind))
        self.add_action("Open brief", "B", self.open_brief, only_reads=True)
        self.add_action("Look back", "L", self.look_back, only_reads=True)
        self.add_action("It happened", "Y", self.state.mark_happened)
        self.add_action("It did not happen", "N", self.state.mark_missed)
        self.add_action("Move to another day", "M", self.state.ask_day)
        self.add_action("Delete this meeting", "Ctrl+Del", self.delete)
