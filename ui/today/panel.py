"""Panel of a row: people, reason, mail draft, and next steps."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.drafts import mail_draft
from crm.drafts.mail import MailDraft
from crm.errors import NotUnderstood
from crm.introductions import introduction_list
from crm.introductions.next_step import next_step
from crm.people.short_names import PersonRef
from crm.today import introduction_story, row_details, row_thing
from crm.today.introduction_story import IntroductionStory
from crm.today.row import Row
from crm.today.row_text import last_contact
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.introduction_mail import StepDraft, step_draft
from ui.today import not_now
from ui.today.introduction_sides import Sides
from ui.today.more_actions import ask_again_buttons, secondary_actions
from ui.today.row_commands import RowCommands
from ui.today.why import WhyLine
from ui.widgets.avatar import Avatar, AvatarPair
from ui.widgets.buttons import Button
from ui.widgets.draft_card import DraftCard
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading

_MARKS = {"introduction": "Mark as made", "share": "Mark as sent", "owed_to_me": "They did", "date": "Done"}


def panel_for(context: Context, commands: RowCommands, item: Row) -> "RowPanel":
    panel = RowPanel(context)
    _show_row(panel, context, commands, item)
    return panel


def _show_row(panel: "RowPanel", context: Context, commands: RowCommands, row: Row) -> None:
    read, today = context.read, context.today
    story = introduction_story.of_promise(read, row.subject_id, today) if row.kind == "introduction" else None
    panel.show_head(row.people, story.status if story else row.what)
    panel.show_reason(story.benefit if story else row.why, "Why it helps both" if story else "Why now")
    if story and story.benefit != row.why and not story.benefit:
        panel.show_reason(row.why)
    sides = Sides(context, story) if story and story.stage in ("offered", "asking") else None
    agreed = story is not None and all(side.answer == "yes" for side in story.sides)
    if sides and not agreed:
        panel.add("Both sides", sides)
    if row.kind == "not_now_over":
        _show_not_now(panel, context, commands, row)
    panel.show_last_note(row)
    question = _question(context, story) if sides and not agreed else None
    draft = None if question else _draft(context, row)
    if question is not None and story is not None:
        done = partial(_mark_asked, context, story, question)
        panel.show_draft(question.mail, question.done, done, f"{row.key} {question.place}", None)
        panel.offer_nameless(question)
    elif draft is not None:
        panel.show_draft(
            draft, _mark(row, story), lambda: commands.mark_done(row), row.key, _only(row.people)
        )
    if story and story.next_step:
        panel.add("Then", sentence(story.next_step))
    if sides and agreed:  # no question is open, so the mail comes first
        panel.add("Both sides", sides)
    panel.show_why(WhyLine(commands, row))
    more = secondary_actions(commands, row)
    if more is not None:
        panel.add("Or" if draft or question else "What became of it", more)
    panel.show_people(row.people)
    thing = row_thing.thing_of(read, row)
    if thing is not None:
        panel.show_link(f"Edit the {thing.kind}", partial(commands.edit, row))


def _show_not_now(panel: "RowPanel", context: Context, commands: RowCommands, row: Row) -> None:
    for heading, words in not_now.history_of_ask(context, row.subject_id):
        panel.add(heading, sentence(words))
    panel.add("What now", ask_again_buttons(commands, row))


def _draft(context: Context, row: Row) -> MailDraft | None:
    owner = settings.value(context.read, settings.OWNER_NAME)
    try:
        return mail_draft.draft_for(context.read, row.key, context.today, owner)
    except NotUnderstood:
        return None


def _question(context: Context, story: IntroductionStory | None) -> StepDraft | None:
    """The mail to whoever is asked next, once one of the two was asked."""
    if story is None or story.id is None or all(side.answer == "not_asked" for side in story.sides):
        return None
    [record] = introduction_list.by_id(context.read, [story.id])
    owner = settings.value(context.read, settings.OWNER_NAME)
    step = next_step(record, context.today)
    return step_draft(context.read, record, step, context.today, owner)


def _mark_asked(context: Context, story: IntroductionStory, question: StepDraft) -> ActionResult[None] | None:
    if story.id is None or question.place is None:
        return None
    return context.do(use_cases.introductions.side_answers.answer, story.id, question.place, "asked")


def _mark(row: Row, story: IntroductionStory | None) -> str:
    if story is not None and story.stage == "made":
        return "They replied"
    return _MARKS.get(row.kind, "Mark as done")


def _only(people: tuple[PersonRef, ...]) -> int | None:
    """The recipient of the mail; None for two people."""
    return people[0].id if len(people) == 1 else None


class RowPanel(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.draft: DraftCard | None = None
        self.why: WhyLine | None = None
        self._inside = column(gap=8)
        self.setLayout(self._inside)

    def show_head(self, people: tuple[PersonRef, ...], words: str, when: str = "") -> None:
        faces = [(person.name, person.uid or person.name) for person in people]
        face = AvatarPair(faces[0], faces[1]) if len(faces) > 1 else Avatar(*faces[0]) if faces else QWidget()
        names = (
            " and ".join(person.name for person in people)
            if len(people) < 3
            else f"{people[0].name} and {len(people) - 1} more"
        )
        name = PlainLabel(names or words, "strong", wrap=True)
        head = row(face, gap=10)
        beside = column(name, PlainLabel(words if names else "", "small", wrap=True), gap=0)
        if when:
            beside.addWidget(PlainLabel(when, "small", wrap=True))
        head.addLayout(beside, 1)
        self._inside.addLayout(head)

    def show_reason(self, words: str, heading: str = "Why now") -> None:
        if words:
            self.add(heading, sentence(words))

    def show_last_note(self, row: Row) -> None:
        known = [person.id for person in row.people if person.id is not None]
        found = row_details.person(self._context.read, known[0]) if len(known) == 1 else None
        if found is not None and found.note:
            self.add("Last note", self._note(found.note))
        if found is not None and found.last_contact:
            text = last_contact.describe(found.last_contact, found.ref.first_name, self._context.today)
            self.add("Last contact", sentence(text))

    def show_draft(
        self, draft: MailDraft, mark: str, done: Callable[[], object], place: str, person_id: int | None
    ) -> None:
        self.draft = DraftCard(self._context, draft, mark, done, place, person_id)
        self.add("Draft", self.draft)

    def offer_nameless(self, question: StepDraft) -> None:
        if question.nameless is not None and self.draft is not None:
            self.draft.offer_variant("Without the name", "With the name", question.nameless)

    def show_why(self, line: WhyLine) -> None:
        self.why = line
        self._inside.addWidget(line)

    def show_people(self, people: tuple[PersonRef, ...]) -> None:
        for person in people:
            if person.id is not None:
                self.show_link(f"Open {person.name}", partial(self._context.open_person, person.id))

    def show_link(self, words: str, open_it: Callable[[], object]) -> None:
        line = row(mark_reading(Button(words, "link", clicked=open_it)))
        line.addStretch(1)
        self._inside.addLayout(line)

    def add_buttons(self, *buttons: QWidget) -> None:
        line = row(*buttons, gap=8)
        line.addStretch(1)
        self._inside.addSpacing(4)
        self._inside.addLayout(line)

    def add(self, heading: str, widget: QWidget) -> None:
        self._inside.addSpacing(10)
        self._inside.addWidget(section(heading))
        self._inside.addWidget(widget)

    def add_note(self, day: str, note: str) -> None:
        self._inside.addWidget(PlainLabel(day, "caption"))
        self._inside.addWidget(self._note(note))

    def _note(self, words: str) -> QWidget:
        from ui.note_view import NoteView  # late: the rows of Today are painted before there is a panel

        return NoteView(self._context, words)

    def focus_draft(self) -> None:
        """Focuses the draft, or the first button if there is none."""
        first = self.draft.open_mail if self.draft is not None else self.findChild(Button)
        if first is not None:
            first.setFocus()
