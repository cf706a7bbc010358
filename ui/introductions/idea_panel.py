"""The panel of an idea that was found: why these two could meet, and what to do with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm.introductions.ideas import Idea
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading

if TYPE_CHECKING:
    from crm.introductions.offering import ProposedSide  # late: brings SQLAlchemy


class IdeaPanel(QWidget):
    def __init__(self, context: Context, idea: Idea, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self._idea = context, idea
        names = f"{idea.seeker.name} could meet {idea.helper.name}"
        self._inside = column(PlainLabel(names, "strong", wrap=True), sentence(idea.sentence), gap=8)
        self.setLayout(self._inside)
        if idea.notes:
            self._add("With care", " ".join(idea.notes))
        self._add(f"For {idea.seeker.first_name}", idea.reasons.for_seeker)
        self._add(f"For {idea.helper.first_name}", idea.reasons.for_helper)
        self.offer = Button("Offer it", "primary", clicked=self._offer)
        keep = Button("Keep as an idea", clicked=self._keep)
        not_these = Button("Not these two", "quiet", clicked=self._set_aside)
        self._inside.addSpacing(10)
        self._inside.addWidget(Flow(self.offer, keep, not_these, gap=8))
        links = [self._link(person.id, person.name) for person in idea.people if person.id is not None]
        self._inside.addWidget(Flow(*links, gap=12))

    def focus_first(self) -> None:
        self.offer.setFocus()

    def _add(self, heading: str, words: str) -> None:
        self._inside.addSpacing(10)
        self._inside.addWidget(section(heading))
        self._inside.addWidget(sentence(words))

    def _link(self, person_id: int, name: str) -> Button:
        open_person = partial(self._context.open_person, person_id)
        return mark_reading(Button(f"Open {name}", "link", clicked=open_person))

    def _offer(self) -> None:
        self._context.do(use_cases.introductions.offering.offer_pair, *self._sides())

    def _keep(self) -> None:
        self._context.do(use_cases.introductions.offering.introduce, *self._sides(), True)

    def _set_aside(self) -> None:
        self._context.do(use_cases.introductions.offering.set_aside, *self._sides())

    def _sides(self) -> "tuple[ProposedSide, ProposedSide]":
        proposed = use_cases.introductions.offering.ProposedSide
        seeker, helper, reasons = self._idea.seeker, self._idea.helper, self._idea.reasons
        assert seeker.id is not None, "ideas are about people of the book"
        assert helper.id is not None, "as above"
        return proposed(seeker.id, reasons.for_seeker), proposed(helper.id, reasons.for_helper)
