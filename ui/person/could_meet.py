"""Whom a person could meet, with the words of both; looked for in a thread. An idea is offered, or set aside for good."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.introductions.ideas import Idea, find_ideas
from crm.introductions.kept_ideas import KeptIdea, kept_ideas
from crm.people.photos import photo
from crm.people.records import PersonDetails
from crm.people.short_names import PersonRef
from crm.text.outside_text import shown
from crm.things.key import Key
from ui import background, use_cases
from ui.context import Context
from ui.theme.look import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Flow, clear, column, row
from ui.widgets.read_only_controls import mark_reading

_MOST = 3


@dataclass(frozen=True, slots=True)
class _Proposal:
    """`reason` is for the person of the page, `other_reason` for the other."""

    other: PersonRef
    why: str
    notes: tuple[str, ...]
    reason: str
    other_reason: str


@dataclass(frozen=True, slots=True)
class _Found:
    person_id: int
    proposals: tuple[_Proposal, ...]


class CouldMeet(QWidget):
    """Hidden while there are no ideas."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person_id = 0
        self._shown: tuple[_Proposal, ...] = ()
        self.offers: list[Button] = []
        self.refusals: list[Button] = []
        self._lines = column(gap=12)
        whole = column(section("Could meet"), gap=8, margins=(0, 0, 0, 8))
        whole.addLayout(self._lines)
        self.setLayout(whole)
        self.hide()

    def show_person(self, person: PersonDetails) -> None:
        """What is known is shown until the thread has answered."""
        if person.id != self._person_id:
            self._person_id = person.id
            self._show(())
        if person.standing != "kept" or person.died:
            self._show(())
            return
        background.run_in_background(partial(_find, self._context, person.id), self._on_found)

    def _on_found(self, found: _Found) -> None:
        if found.person_id == self._person_id:
            self._show(found.proposals)

    def _show(self, proposals: tuple[_Proposal, ...]) -> None:
        self.setVisible(bool(proposals))
        if proposals == self._shown:
            return  # a button keeps the focus
        clear(self._lines)
        self._shown, self.offers, self.refusals = proposals, [], []
        for one in proposals:
            self._lines.addWidget(self._line(one))

    def _line(self, proposal: _Proposal) -> QWidget:
        other = proposal.other
        avatar = Avatar(other.name, other.uid, 24)
        avatar.show_person(other.name, other.uid, photo(self._context.read, other.photo))
        name = mark_reading(Button(other.name, "link", clicked=partial(self._open, other)))
        notes = (PlainLabel(note, "caption", wrap=True) for note in proposal.notes)
        words = column(PlainLabel(proposal.why, "body", wrap=True), *notes, gap=2, margins=(6, 0, 0, 0))
        words.addSpacing(look.px(4))
        words.addWidget(self._buttons(proposal))
        beside = column(gap=0)
        beside.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addLayout(words)
        line = row(avatar, gap=4)
        line.setAlignment(avatar, Qt.AlignmentFlag.AlignTop)
        line.addLayout(beside, 1)
        whole = QWidget()
        whole.setLayout(line)
        return whole

    def _buttons(self, proposal: _Proposal) -> QWidget:
        offer = Button("Offer", clicked=partial(self._offer, proposal))
        offer.setAccessibleName(shown(f"Offer an introduction to {proposal.other.name}"))
        refuse = Button("Not these two", "quiet", clicked=partial(self._set_aside, proposal))
        refuse.setAccessibleName(shown(f"Never propose {proposal.other.name} here again"))
        self.offers.append(offer)
        self.refusals.append(refuse)
        return Flow(offer, refuse, gap=8)

    def _open(self, other: PersonRef) -> None:
        if other.id is not None:
            self._context.open_person(other.id)

    def _offer(self, proposal: _Proposal) -> None:
        side = use_cases.introductions.offering.ProposedSide
        outcome = self._context.do(
            use_cases.introductions.offering.offer_pair,
            side(self._person_id, proposal.reason),
            side(proposal.other.id or 0, proposal.other_reason),
        )
        if outcome.value is not None:
            self._context.open_thing(Key("introduction", outcome.value))

    def _set_aside(self, proposal: _Proposal) -> None:
        side = use_cases.introductions.offering.ProposedSide
        self._context.do(
            use_cases.introductions.offering.set_aside, side(self._person_id), side(proposal.other.id or 0)
        )


def _find(context: Context, person_id: int) -> _Found:
    """Runs in a thread, which has a reader of its own. Ideas the user kept come first."""
    read = context.read
    kept = [_kept_proposal(one, person_id) for one in kept_ideas(read, person_id)]
    found = find_ideas(read, context.today, person_id, _MOST)
    proposals = [*kept, *(_proposal(one, person_id) for one in found)]
    return _Found(person_id, tuple(proposals[:_MOST]))


def _kept_proposal(idea: KeptIdea, person_id: int) -> _Proposal:
    is_one = idea.one.id == person_id
    other = idea.other if is_one else idea.one
    reason, other_reason = (idea.reason, idea.other_reason) if is_one else (idea.other_reason, idea.reason)
    return _Proposal(other, reason or "An idea you kept", (), reason, other_reason)


def _proposal(idea: Idea, person_id: int) -> _Proposal:
    is_seeker = idea.seeker.id == person_id
    reason = idea.reasons.for_seeker if is_seeker else idea.reasons.for_helper
    other_reason = idea.reasons.for_helper if is_seeker else idea.reasons.for_seeker
    return _Proposal(idea.other_than(person_id), f"{idea.sentence}.", idea.notes, reason, other_reason)
