"""Header of a person's page: name, work, first meeting, rhythm, standing and tags."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm import rhythm
from crm.people.filters import filter_term
from crm.people.given_and_received import FirstMet
from crm.people.photos import photo
from crm.people.records import PersonDetails
from crm.people.ways_to_reach import Way
from crm.text.date_lines import describe_death
from crm.text.days_in_words import plain
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.editable_chips import EditableChips
from ui.field_draft import FieldDraft
from ui.standing_labels import STANDING_LABELS
from ui.theme.look import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.fields import InlineField
from ui.widgets.labels import ElidedLabel, PlainLabel, restyle, set_tip
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.responsive_row import ResponsiveRow

_WHO = 340  # design pixels for avatar, name and tags beside the buttons


class PersonHeader(QWidget):
    in_touch_requested = Signal()
    mail_requested = Signal()
    prepare_requested = Signal()
    details_requested = Signal()
    delete_requested = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person: PersonDetails | None = None
        self.avatar = Avatar("", "", 64)
        self.name = InlineField("", "Name", flat="page")
        self.name.setAccessibleName("Name")
        self.name.setTextMargins(-look.px(6), 0, 0, 0)  # aligns the field's text with the text below
        self.name.edited_text.connect(self._rename)
        self.draft = FieldDraft(self.name, context.drafts, "Leaving the field keeps it, Esc drops it.")
        self.problem = PlainLabel("", "error")
        self.problem.hide()
        self.name.taken_back.connect(self.problem.hide)
        self.about = ElidedLabel("", "quiet")
        self.rhythm = ChipButton("", self._open_rhythms)
        self.rhythm.setProperty("tone", "good")
        self.standing = ChipButton("", self._open_standings)
        self.tags = EditableChips(
            "tags", "plain", self._open_tag, self._add_tag, self._remove_tag, context.drafts, "+ tag"
        )
        self.tags.lead_with(self.rhythm, self.standing)
        self.pace = ElidedLabel("", "caption")
        self.pace.hide()
        self.details = mark_reading(Button("Details", "quiet", clicked=self.details_requested.emit))
        self._arrange()

    def show_person(
        self, person: PersonDetails, met: FirstMet | None, real_days: int | None, today: date
    ) -> None:
        """`real_days`: the actual rhythm, if there are enough meetings."""
        if self._person is None or self._person.id != person.id:
            self.problem.hide()
        self._person = person
        self.avatar.show_person(person.full_name, person.uid, photo(self._context.read, person.photo))
        if self.problem.isHidden():
            self.draft.show(f"name of {person.uid}", person.full_name)
        self.about.setText(about(person, met, today))
        self.rhythm.setText(rhythm.describe(person.rhythm_days))
        self.rhythm.setAccessibleName(f"Rhythm: {rhythm.describe(person.rhythm_days)}")
        self.standing.setText(person.standing)
        self.standing.setAccessibleName(f"Standing: {person.standing}")
        for control in (self.rhythm, self._touch, self._prepare, self._write):
            control.setVisible(not person.died)
        self.rhythm.setProperty("tone", "good" if person.rhythm_days else "plain")
        restyle(self.rhythm)
        self.tags.show_words(person.tags)
        self.tags.draft.show(f"tag of {person.uid}")
        self.pace.setText(rhythm.describe_with_actual(person.rhythm_days, real_days))
        self.pace.setVisible(real_days is not None and not person.died)

    def _arrange(self) -> None:
        words = QWidget()
        content = column(self.name, self.draft.offer, self.problem, self.about, gap=2)
        content.addSpacing(look.px(4))
        content.addWidget(self.tags)
        content.addWidget(self.tags.draft.offer)
        content.addWidget(self.pace)
        words.setLayout(content)
        self._touch = Button("In touch today", "quiet", clicked=self.in_touch_requested.emit)
        set_tip(self._touch, "In touch today (I)")
        self._prepare = mark_reading(Button("Prepare", "quiet", clicked=self.prepare_requested.emit))
        set_tip(self._prepare, "Prepare the next meeting (B)")
        self._write = mark_reading(Button("Write", clicked=self.mail_requested.emit))
        more = IconButton("trash-2", "Delete this person", clicked=self.delete_requested.emit)
        details, buttons = QWidget(), QWidget()
        face = row(self.avatar, words, gap=16)
        face.setAlignment(self.avatar, Qt.AlignmentFlag.AlignTop)
        face.setStretch(1, 1)
        details.setLayout(face)
        buttons.setLayout(row(self.details, self._touch, self._prepare, self._write, more, gap=8))
        self.setLayout(row(ResponsiveRow(details, buttons, least=_WHO), margins=(32, 24, 32, 10)))

    def open_ways(self, ways: Sequence[Way], on_choice: Callable[[Way], object]) -> None:
        """A menu under the button that writes."""
        open_menu(self._write, [(way, way.title) for way in ways], on_choice)

    def _rename(self, name: str) -> None:
        assert self._person is not None
        self.draft.secure()
        outcome = self._context.attempt(use_cases.people.editing.rename, self._person.id, name)
        self.problem.setText("" if outcome else str(outcome.refused))
        self.problem.setVisible(not outcome)
        if outcome:
            self.draft.settle()
        else:
            self.name.refuse()

    def _open_rhythms(self) -> None:
        options = [(days, rhythm.describe(days)) for days in (*rhythm.MENU_DAYS, None)]
        open_menu(self.rhythm, options, self._set_rhythm)

    def _set_rhythm(self, days: int | None) -> None:
        assert self._person is not None
        self._context.do(use_cases.people.editing.set_rhythm, self._person.id, days)

    def _open_standings(self) -> None:
        open_menu(self.standing, STANDING_LABELS, self._set_standing)

    def _set_standing(self, standing: str) -> None:
        assert self._person is not None
        self._context.do(use_cases.people.editing.set_standing, self._person.id, standing)

    def _open_tag(self, name: str) -> None:
        self._context.open_page("people", filter_term("tag", name))

    def _add_tag(self, name: str) -> ActionResult[object]:
        assert self._person is not None
        return self._context.do(use_cases.people.editing.add_tag, self._person.id, name)

    def _remove_tag(self, name: str) -> ActionResult[object]:
        assert self._person is not None
        return self._context.do(use_cases.people.editing.remove_tag, self._person.id, name)


def about(person: PersonDetails, met: FirstMet | None, today: date) -> str:
    """ "Founder, Ruiz Hot Sauce. Met 3 May at Edinburgh Makers’ breakfast"; for a dead person first "Died 3
    May 2024"."""
    role = person.role
    work = ", ".join(part for part in (role.title, role.organisation) if part) if role else ""
    story = ""
    if met is not None:
        place = f" at {met.place}" if met.place else ""
        story = f"Met {plain(met.on, today)}{place}"
    elif person.how_we_met:
        story = f"How you met: {' '.join(person.how_we_met.split())}"
    died = describe_death(person.died)
    parts = [f"{died[:1].upper()}{died[1:]}" if person.died else "", work, story]
    return ". ".join(filter(None, parts)) or "Nothing is noted yet."
