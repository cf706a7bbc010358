"""The page of one person: header, story and panel, reloaded together and saved one change at a time."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.briefs import brief
from crm.changes import Changes
from crm.errors import GoodturnError, NothingFound
from crm.exporting.contact_code import contact_code
from crm.people import full_records, given_and_received
from crm.people.real_rhythm import median_contact_gap
from crm.people.records import PersonDetails
from crm.people.short_names import PersonRef
from crm.people.story import story
from crm.people.ways_to_reach import Way, ways_to_reach
from crm.text import names
from crm.things.key import Key
from ui import use_cases
from ui.context import Context
from ui.meeting_pages import open_brief
from ui.page import ExportSelection, Page
from ui.page_target import PageTarget
from ui.person.code_sheet import CodeSheet
from ui.person.header import PersonHeader
from ui.person.log_offer import LogOffer
from ui.person.note_box import NoteBox
from ui.person.panel import PersonPanel
from ui.person.story import StoryList
from ui.person.story_text import FILTERS, matches_filter, story_row
from ui.planning.sheet import PlanSheet
from ui.thing_fields.new_promise import NewPromiseSheet
from ui.widgets.choice import ChipChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import section
from ui.widgets.layout import column, row
from ui.widgets.reaching import open_way
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel
from ui.widgets.whole_or_missing import WholeOrMissing

_AT_ONCE = 100
_PANEL_WIDTH = 404


class PersonPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._person_id = 0
        self._person: PersonDetails | None = None
        self._limit = _AT_ONCE
        self._build()
        self._connect()

    def open_at(self, target: PageTarget) -> None:
        if isinstance(target, int) and target != self._person_id:
            self._person_id, self._limit = target, _AT_ONCE
            self.filters.show_value(FILTERS[0])
            self._body.to_top()
            self.story.verticalScrollBar().setValue(0)

    def reload(self, changes: Changes | None = None) -> None:
        try:
            self._person = full_records.person(self.context.read, self._person_id)
        except NothingFound as error:
            self._person = None
            self.content.show_missing(str(error))
            return
        self.content.show_whole()
        met = given_and_received.first_met(self.context.read, self._person_id)
        real = median_contact_gap(self.context.read, self._person_id, self.context.today)
        self.header.show_person(self._person, met, real, self.context.today)
        self.box.show_person(self._person)
        self.log_offer.show_person(self._person_id)
        self.panel.show_person(self._person)
        self._show_story()

    def focus_first(self) -> None:
        self.story.setFocus()

    def export_selection(self) -> ExportSelection:
        if self._person is None:
            return ExportSelection()
        return ExportSelection([self._person.id], self._person.full_name)

    def go_back(self) -> bool:
        if self.log_offer.isVisible():
            self.log_offer.dismiss()
            return True
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.story.setFocus()
            return True
        return False

    def _build(self) -> None:
        self.header = PersonHeader(self.context)
        self.box = NoteBox(self.context)
        self.log_offer = LogOffer(self.context)
        self.filters = mark_reading(
            ChipChoice("Story", [(one, one) for one in FILTERS], FILTERS[0], lambda _: self._show_story())
        )
        self.story = StoryList()
        self.story.keep_gutter()
        self._empty = EmptyState("Nothing has been written yet. A line above begins the story.")
        self.panel = PersonPanel(self.context)
        self._body = WithPanel(self._story_column(), _PANEL_WIDTH)
        self._body.show_in_panel(self.panel)
        self._lay_out()

    def _story_column(self) -> QWidget:
        heading = row(section("Story"), self.filters, gap=8)
        heading.setStretch(1, 1)
        inside = column(gap=12, margins=(32, 4, 32 - GUTTER, 12))
        inside.addLayout(row(self.box, margins=(0, 0, GUTTER, 0)))
        inside.addLayout(row(self.log_offer, margins=(0, 0, GUTTER, 0)))
        inside.addLayout(heading)
        self._story_stack = QStackedWidget()
        self._story_stack.addWidget(self.story)
        self._story_stack.addWidget(self._empty)
        inside.addWidget(self._story_stack, 1)
        main = QWidget()
        main.setLayout(inside)
        return main

    def _lay_out(self) -> None:
        self.content = WholeOrMissing(
            self.header, self._body, "Everyone", lambda: self.context.open_page("people")
        )
        self.setLayout(column(self.content, gap=0))

    def _connect(self) -> None:
        self.header.in_touch_requested.connect(self.in_touch_today)
        self.header.mail_requested.connect(self.write)
        self.header.prepare_requested.connect(self.prepare)
        self.header.delete_requested.connect(self.delete)
        self.header.details_requested.connect(self.edit)
        self.panel.asks.ask_requested.connect(self.ask)
        self.panel.details.way_chosen.connect(self.reach_by)
        self.log_offer.left.connect(self.story.setFocus)
        self.story.row_opened.connect(lambda row: self.context.open_thing(row.key))
        self.story.more_requested.connect(self._show_more)
        self.story.left_upwards.connect(self.box.setFocus)
        self.add_action("In touch today", "I", self.in_touch_today)
        self.add_action("Write an e-mail", "W", self.write, only_reads=True)
        self.add_action("Call or message", "M", self.reach, only_reads=True)
        self.add_action("Ask something", "A", self.ask)
        self.add_action("Plan a meeting with them", "P", self.plan)
        self.add_action("Note a promise with them", "O", self.note_promise)
        self.add_action("Prepare the next meeting", "B", self.prepare, only_reads=True)
        self.add_action("Edit details", "E", self.edit)
        self.add_action("What was changed here", "H", self._open_history, only_reads=True)
        self.add_action("QR code", "Q", self.show_code, only_reads=True)
        self.add_action("Export this person", "X", self._export, only_reads=True)
        self.add_action("Delete this person", "", self.delete)

    def in_touch_today(self) -> None:
        if self._person is not None and not self._person.died:
            self.context.do(use_cases.meetings.logging.in_touch, self._person.id)

    def write(self) -> None:
        emails = self._person.points_of("email") if self._person else []
        if emails and (ways := ways_to_reach(emails)):
            self.reach_by(ways[0])
        elif self._person is not None:
            self.context.show_message(f"No e-mail address of {self._person.full_name} is known yet.")
            if self.context.read_only_reason is None:
                self._body.open_panel()
                self.panel.details.add("email")
                self._body.show_focus()

    def reach(self) -> None:
        """By phone, text, mail or messenger: a menu of what is known."""
        if self._person is None or self._person.died:
            return
        if ways := ways_to_reach(self._person.points):
            self.header.open_ways(ways, self.reach_by)
        else:
            self.context.show_message(
                f"No phone, e-mail or messenger of {self._person.full_name} is known yet."
            )

    def reach_by(self, way: Way) -> None:
        """Opens the program, then offers to log it."""
        if self._person is None:
            return
        if message := open_way(way):
            self.context.show_message(message)
        if self.context.read_only_reason is None and not self._person.died:
            first_name = names.first_name(self._person.full_name, self._person.given)
            self.log_offer.offer(self._person.id, first_name, way)

    def show_code(self) -> None:
        if self._person is None:
            return
        try:
            code = contact_code(self.context.read, self._person.id)
        except GoodturnError as refused:
            self.context.show_message(str(refused))
        else:
            CodeSheet(self.window(), code, self._person.full_name).begin()

    def ask(self) -> None:
        """On the page of asks: a new draft, or the one that was begun for this person."""
        if self._person is not None and not self._person.died and self.context.may_write():
            self.context.open_page("asks", str(Key("person", self._person.id)))

    def plan(self) -> None:
        if self._person is not None and not self._person.died:
            PlanSheet(self.window(), self.context).begin([_ref(self._person)])

    def note_promise(self) -> None:
        if self._person is not None and not self._person.died and self.context.may_write():
            NewPromiseSheet(self.window(), self.context).begin([_ref(self._person)])

    def prepare(self) -> None:
        """The brief of the next meeting; without one, a plan is begun."""
        if self._person is None or self._person.died:
            return
        meeting_id = brief.next_meeting_with(self.context.read, self._person.id, self.context.today)
        if meeting_id is not None:
            open_brief(self.context, meeting_id)
        elif self.context.read_only_reason is not None:
            self.context.show_message(f"No meeting with {self._person.full_name} is planned.")
        else:
            self.plan()

    def _open_history(self) -> None:
        self.context.open_page("history", self._person_id)

    def _export(self) -> None:
        self.context.export(*self.export_selection())

    def edit(self) -> None:
        self._body.open_panel()
        self.panel.details.focus_first()
        self._body.show_focus()

    def delete(self) -> None:
        if self._person is not None and self.context.do(use_cases.people.deleting.delete, self._person.id):
            self._body.close_panel()
            self.context.go_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.details.setVisible(self._body.is_overlay)

    def _show_story(self) -> None:
        found = story(self.context.read, self._person_id, limit=self._limit)
        shown = [
            story_row(one, self.context.today) for one in found if matches_filter(one, self.filters.value)
        ]
        self.story.set_rows(shown)
        self._has_more = len(found) == self._limit
        self._empty.sentence.setText(
            "Nothing of this kind yet."
            if found
            else "Nothing has been written yet. A line above begins the story."
        )
        self._story_stack.setCurrentWidget(self.story if shown else self._empty)

    def _show_more(self) -> None:
        if self._has_more:
            self._limit += _AT_ONCE
            self._show_story()


def _ref(person: PersonDetails) -> PersonRef:
    return PersonRef(person.id, person.full_name, person.uid)
