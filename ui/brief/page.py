"""The page of a brief: what to know, to ask and to offer at a meeting, and a place for notes while it goes on."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm.briefs import brief as briefs
from crm.briefs.brief import Brief
from crm.changes import Changes
from crm.meetings.debriefing.offered import debrief_state
from ui import use_cases
from ui.brief.known_card import KnownCard
from ui.brief.notes_card import NotesCard
from ui.brief.prepared_cards import PurposeCard, WantCard
from ui.context import Context
from ui.meeting_pages import open_look_back
from ui.page import Page
from ui.page_target import PageTarget
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineNote
from ui.widgets.layout import Scroll, column
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.whole_or_missing import WholeOrMissing

_TWO_COLUMNS = 760  # design pixels from which the cards stand side by side

_GONE = "This meeting is no longer in the book."
_NONE = "No meeting is planned. Log understands plans, too: “Coffee with Ana on Friday at 10”."


class BriefPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._meeting_id = 0
        self._brief: Brief | None = None
        self._columns = 0
        self._build()
        self._add_actions()

    @property
    def is_passed(self) -> bool:
        """A deleted meeting is nothing to go back to."""
        return self.content.is_missing

    def open_at(self, target: PageTarget) -> None:
        """The id of a meeting, or "next"."""
        if target == "next":
            target = briefs.next_meeting(self.context.read, self.context.today) or 0
        if isinstance(target, int) and target != self._meeting_id:
            self._meeting_id = target
            self._scroll.verticalScrollBar().setValue(0)

    def reload(self, changes: Changes | None = None) -> None:
        self._brief = briefs.of_meeting(self.context.read, self._meeting_id, self.context.today)
        if self._brief is None:
            self.content.show_missing(_GONE if self._meeting_id else _NONE)
            return
        self.content.show_whole()
        self._show(self._brief)

    def focus_first(self) -> None:
        """On the page itself: in a field, single keys would be typed."""
        self.setFocus()

    def start_notes(self) -> None:
        self.notes.field.setFocus()
        self._scroll.ensureWidgetVisible(self.notes)

    def mark_happened(self) -> None:
        if self._brief is not None and self.happened.isVisible():
            self.context.do(use_cases.meetings.planning.mark_happened, self._meeting_id)
            self.look_back.setFocus()

    def open_look_back(self) -> None:
        if self.look_back.isVisible():
            open_look_back(self.context, self._meeting_id)

    def _is_looked_back_on(self, meeting_id: int) -> bool:
        """Offered until it is done, or its days are over."""
        state = debrief_state(self.context.read, meeting_id)
        return state is not None and not state.is_done and self.context.today <= state.last_day

    def print_brief(self) -> None:
        from ui.paper.printing import print_brief  # late: brings what paper needs

        self._save_typing()
        if self._brief is not None:
            print_brief(self, self._brief)

    def save_as_pdf(self) -> None:
        from ui.paper.printing import save_as_pdf  # late: brings what paper needs

        self._save_typing()
        if self._brief is not None:
            save_as_pdf(self, self.context, self._brief)

    def _save_typing(self) -> None:
        """What is being typed belongs on the paper, too."""
        focused = self.window().focusWidget()
        if isinstance(focused, InlineNote) and self.isAncestorOf(focused):
            focused.save()
            self.reload()

    def open_meeting(self) -> None:
        if self._brief is not None:
            self.context.open_page("meeting", self._meeting_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _show(self, brief: Brief) -> None:
        assert brief.meeting is not None
        first = ". Your first meeting" if brief.is_first_meeting else ""
        self._header.show_text(brief.title, f"{brief.when}{first}")
        is_over = brief.meeting.state == "happened"
        self.look_back.setVisible(is_over and self._is_looked_back_on(brief.meeting.id))
        self.happened.setVisible(not is_over and brief.meeting.on <= self.context.today)
        for card in (self.purpose, self.want, self.known, self.notes):
            card.show_brief(brief)

    def _build(self) -> None:
        self.pdf = mark_reading(Button("Save as PDF", "quiet", clicked=self.save_as_pdf))
        self.paper = mark_reading(Button("Print", clicked=self.print_brief))
        self.happened = Button("It happened", clicked=self.mark_happened)
        self.look_back = mark_reading(Button("Look back", clicked=self.open_look_back))
        self.start = Button("Start notes", "primary", clicked=self.start_notes)
        self._header = PageHeader("", "", self.pdf, self.paper, self.happened, self.look_back, self.start)
        self.purpose, self.want = PurposeCard(self.context), WantCard(self.context)
        self.known, self.notes = KnownCard(), NotesCard(self.context)
        self._scroll = Scroll(margins=(32, 4, 32, 24))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(16))
        self._scroll.body.addLayout(self._grid)
        self.content = WholeOrMissing(
            self._header, self._scroll, "Today", lambda: self.context.open_page("today")
        )
        self.setLayout(column(self.content, gap=0))
        self._place_cards()

    def _place_cards(self) -> None:
        columns = 2 if self.width() >= look.px(_TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate((self.purpose, self.want, self.known, self.notes)):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
            self._grid.setColumnMinimumWidth(at, 0)

    def _add_actions(self) -> None:
        self.add_action("Start notes", "N", self.start_notes)
        self.add_action("Add a question", "Q", lambda: self.purpose.questions.focus_new())
        self.add_action("Write the purpose", "E", lambda: self.purpose.purpose.field.setFocus())
        self.add_action("What they can do for you", "F", lambda: self.want.want.field.setFocus())
        self.add_action("Open the whole meeting", "O", self.open_meeting, only_reads=True)
        self.add_action("It happened", "Y", self.mark_happened)
        self.add_action("Look back on it", "L", self.open_look_back, only_reads=True)
        self.add_action("Save the brief as PDF", "Ctrl+P", self.save_as_pdf, only_reads=True)
        self.add_action("Print the brief", "Ctrl+Shift+P", self.print_brief, only_reads=True)
