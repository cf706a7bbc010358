"""Right panel of a person's page: coming meetings, open promises, asks, topics, whom to meet, and details."""

from PySide6.QtWidgets import QWidget

from crm.people.between_you import describe_between_you
from crm.people.filters import filter_term
from crm.people.records import PersonDetails
from crm.people.short_names import person_refs
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.editable_chips import EditableChips
from ui.old_blurb_question import OldBlurbQuestion
from ui.person.advice import AdviceBetween
from ui.person.asks import LastAsk
from ui.person.coming import ComingMeetings
from ui.person.could_meet import CouldMeet
from ui.person.detail_list import DetailList
from ui.person.energy import EnergyBetween
from ui.person.introductions import Introductions
from ui.person.merged_entries import MergedEntries
from ui.person.promises import OpenPromises
from ui.widgets.labels import section, sentence
from ui.widgets.layout import column

_TOPICS = (
    ("looking_for", "Looking for", "warn"),
    ("can_help_with", "Can help with", "info"),
    ("cares_about", "Cares about", "plain"),
)


class PersonPanel(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person_id = 0
        self._topic_ids: dict[tuple[str, str], int] = {}
        self.coming = ComingMeetings(context)
        self.open = OpenPromises(context)
        self.introductions = Introductions(context)
        self.asks = LastAsk(context)
        self.advice = AdviceBetween(context)
        self._relationship = sentence("")
        self._relationship_heading = section("Between you")
        self.energy = EnergyBetween(context)
        self.could_meet = CouldMeet(context)
        self.topics = {kind: self._topic_chips(kind, words, tone) for kind, words, tone in _TOPICS}
        self.details = DetailList(context)
        self._inside = column(gap=8)
        self._inside.addWidget(self.coming)
        self._add("Open", self.open)
        self._introductions_heading = self._add("Introductions", self.introductions)
        self._inside.addWidget(self._relationship_heading)
        self._inside.addWidget(self._relationship)
        self._inside.addWidget(self.energy)
        self._inside.addSpacing(8)
        self._ask_heading = self._add("Ask", self.asks)
        self._advice_heading = self._add("Advice", self.advice)
        for kind, words, _ in _TOPICS:
            self._add(words, self.topics[kind], self.topics[kind].draft.offer)
        self._inside.addWidget(self.could_meet)
        self.old_blurb = OldBlurbQuestion(context, self._change_blurb)
        self._add("Details", self.old_blurb, self.details)
        self.joined = MergedEntries(context)
        self._inside.addWidget(self.joined)
        self.setLayout(self._inside)

    def show_person(self, person: PersonDetails) -> None:
        self._person_id = person.id
        self.coming.show_person(person.id)
        self.open.show_person(person)
        self.introductions.show_person(person)
        for part in (self._introductions_heading, self.introductions):
            part.setVisible(self.introductions.has_something)
        self.asks.show_person(person)
        for part in (self._ask_heading, self.asks):
            part.setVisible(self.asks.has_something)
        self.advice.show_person(person)
        for part in (self._advice_heading, self.advice):
            part.setVisible(self.advice.has_something)
        ref = person_refs(self._context.read, [person.id])[person.id]
        text = describe_between_you(self._context.read, ref, self._context.today)
        self._relationship.setText(text)
        self._relationship.setVisible(bool(text))
        self.energy.show_person(person)
        self.energy.setVisible(self.energy.has_something)
        self._relationship_heading.setVisible(bool(text) or self.energy.has_something)
        self._topic_ids = {(one.kind, one.words): one.id for one in person.topics}
        for kind, chips in self.topics.items():
            chips.show_words(person.topics_of(kind))
            chips.draft.show(f"topic {kind} of {person.uid}")
        self.could_meet.show_person(person)
        self.details.show_person(person)
        self.old_blurb.show_person(person.id)
        self.joined.show_person(person.id)

    def _change_blurb(self, person_id: int) -> None:
        self.details.fields[person_id, "blurb", 0].field.setFocus()

    def _add(self, heading: str, *widgets: QWidget) -> QWidget:
        """Returns the heading."""
        label = section(heading)
        for widget in (label, *widgets):
            self._inside.addWidget(widget)
        self._inside.addSpacing(8)
        return label

    def _topic_chips(self, kind: str, words: str, tone: str) -> EditableChips:
        def add(topic: str) -> ActionResult[object]:
            return self._context.do(use_cases.people.editing.add_topic, self._person_id, kind, topic)

        def remove(topic: str) -> ActionResult[object]:
            return self._context.do(use_cases.people.editing.remove_topic, self._person_id, kind, topic)

        def see_others(topic: str) -> None:
            self._context.open_page("people", filter_term("topic", topic))

        def edit(topic: str) -> None:
            self._context.open_thing(Key("topic", self._topic_ids[kind, topic]))

        return EditableChips(words, tone, see_others, add, remove, self._context.drafts, on_edit=edit)
