"""The page "Look back": five questions about one meeting, saved as one step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.capture.names import Names
from crm.changes import Changes
from crm.errors import NothingFound
from crm.meetings.debriefing.answers import Answers
from crm.meetings.debriefing.offered import DebriefState, debrief_state
from crm.meetings.debriefing.reading import AnswerReader
from crm.meetings.outcomes import outcomes
from crm.meetings.whole_meeting import WholeMeeting, whole_meeting
from ui import use_cases
from ui.context import Context
from ui.debrief import draft
from ui.debrief.panel import MeetingPanel
from ui.debrief.questions import Questions
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.labels import PlainLabel, restyle
from ui.widgets.layout import Hairline, Scroll, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.side_panel import WithPanel
from ui.widgets.whole_or_missing import WholeOrMissing

_SENTENCE = "Two minutes, while it is fresh. Leave empty what does not fit."
_AHEAD = "This meeting is still ahead. When it has been, you can look back on it here."


class DebriefPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._meeting_id = 0
        self._meeting: WholeMeeting | None = None
        self._names: Names | None = None
        self._is_settled = False
        self._build()
        self._connect()

    @property
    def is_passed(self) -> bool:
        """Once it is done there is nothing to go back to."""
        return self._is_settled or self.content.is_missing

    def open_at(self, target: PageTarget) -> None:
        if isinstance(target, int):
            if target != self._meeting_id:
                self._meeting = None
                self._body.close_panel()
                self._scroll.verticalScrollBar().setValue(0)
            self._meeting_id, self._is_settled = target, False

    def reload(self, changes: Changes | None = None) -> None:
        try:
            meeting = whole_meeting(self.context.read, self._meeting_id)
        except NothingFound as error:
            self._show_nothing(str(error))
            return
        state = debrief_state(self.context.read, meeting.id)
        if state is None or meeting.on > self.context.today:
            self._show_nothing(_AHEAD)
            return
        self.content.show_whole()
        if self._names is None or changes is None or changes.touches("person"):
            self._names = Names.from_reader(self.context.read)
        self._show(meeting, state, self._names)

    def focus_first(self) -> None:
        """In the first question: one comes here to write."""
        if self.content.is_missing:
            self.content.setFocus()
        else:
            self.questions.learned.text.setFocus()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.focus_first()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves from within a field, too: the answers are kept as a draft."""
        if event.key() == Qt.Key.Key_Escape:
            self.context.go_back()
        else:
            super().keyPressEvent(event)

    def done(self) -> None:
        if self._meeting is None or not self.done_button.isEnabled():
            return
        use_case = use_cases.meetings.looking_back.look_back
        self.context.drafts.write_now()
        if self.context.do(use_case, self._meeting.id, self.questions.answers()):
            self._leave(self._meeting)

    def not_this_time(self) -> None:
        if self._meeting is None:
            return
        if self.context.do(use_cases.meetings.looking_back.not_this_time, self._meeting.id):
            self._leave(self._meeting)

    def _leave(self, meeting: WholeMeeting) -> None:
        """What was typed is in the book, or not wanted."""
        self.context.drafts.keep(_place(meeting), "")
        self._meeting, self._is_settled = None, True
        self._body.close_panel()
        self.context.go_back()

    def show_meeting(self) -> None:
        self._body.open_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_overlay = self._body.is_overlay
        self.meeting_button.setVisible(is_overlay)
        self._hints.setVisible(not is_overlay)

    def _show(self, meeting: WholeMeeting, state: DebriefState, names: Names) -> None:
        is_other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = None  # what is filled in below was not typed
        self.questions.begin(AnswerReader(names, meeting.people, self.context.today))
        if is_other:
            left = draft.read(self.context.drafts.text(_place(meeting)))
            self.questions.fill(Answers(energy=state.energy) if left.is_empty else left)
        self._meeting = meeting
        self._kept_energy = state.energy
        found = outcomes(self.context.read, meeting.id)
        self._body.show_in_panel(MeetingPanel(self.context, meeting, found, state))
        self._show_summary()

    def _show_nothing(self, sentence: str) -> None:
        self._meeting = None
        self.content.show_missing(sentence)

    def _on_changed(self) -> None:
        if self._meeting is not None:
            answers = self.questions.answers()
            kept = Answers() if answers == self._untouched(answers) else answers
            self.context.drafts.keep(_place(self._meeting), draft.written(kept))
            self._show_summary()

    def _untouched(self, answers: Answers) -> Answers:
        """No answer but the energy that is in the book already."""
        return Answers(
            answers.learned._replace(words=""),
            "",
            answers.needs._replace(words=""),
            answers.offers._replace(words=""),
            self._kept_energy,
        )

    def _show_summary(self) -> None:
        answers = self.questions.answers()
        self.summary.setText(self.questions.summary)
        self.summary.setProperty("role", "error" if self.questions.problem else "quiet")
        restyle(self.summary)
        can_be_done = not self.questions.problem and answers != self._untouched(answers)
        self.done_button.setEnabled(can_be_done and self.context.read_only_reason is None)

    def _build(self) -> None:
        self.meeting_button = mark_reading(Button("The meeting", "quiet", clicked=self.show_meeting))
        self._hints = _hints()
        self._header = PageHeader("Look back", _SENTENCE, self._hints, self.meeting_button)
        self.questions = Questions()
        self.summary = PlainLabel("", "quiet", wrap=True)
        self.skip_button = Button("Not this time", "quiet", clicked=self.not_this_time)
        self.done_button = Button("Done", "primary", clicked=self.done, keys="Ctrl+Enter")
        end = row(self.summary, self.skip_button, self.done_button, gap=12, margins=(0, 4, 0, 0))
        end.setStretch(0, 1)
        end.setAlignment(self.summary, Qt.AlignmentFlag.AlignVCenter)
        self.questions.body.addWidget(Hairline())
        self.questions.body.addLayout(end)
        self._scroll = Scroll(720, (32, 4, 32, 24))
        self._scroll.body.addWidget(self.questions)
        self._body = WithPanel(self._scroll)
        self.content = WholeOrMissing(
            self._header, self._body, "Today", lambda: self.context.open_page("today")
        )
        self.setLayout(column(self.content, gap=0))
        self._kept_energy = ""

    def _connect(self) -> None:
        self.questions.changed.connect(self._on_changed)
        self.add_action("Done looking back", "Ctrl+Return, Ctrl+Enter", self.done)
        self.add_action("Not this time", "Ctrl+Del", self.not_this_time)


def _place(meeting: WholeMeeting) -> str:
    return f"looking back on meeting {meeting.uid}"


def _hints() -> QWidget:
    made = QWidget()
    parts = (("Tab", "next"), ("Esc", "close, kept as a draft"))
    widgets = [widget for keys, words in parts for widget in (KeyHint(keys), PlainLabel(words, "caption"))]
    made.setLayout(row(*widgets, gap=6))
    return made
