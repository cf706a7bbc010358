"""Beside "Between you": what meeting this person gives, and after three answers of a kind, another rhythm."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm import rhythm
from crm.meetings import energy
from crm.meetings.other_rhythm import closer, slower
from crm.people.records import PersonDetails
from crm.people.short_names import person_refs
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Card, Flow, clear, column


class EnergyBetween(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person_id = 0
        self.words = sentence("")
        self.question = PlainLabel("", "strong", wrap=True)
        self.buttons = Flow()
        self.proposal = Card("outline", (12, 8))
        self.proposal.body.addWidget(self.question)
        self.proposal.body.addWidget(self.buttons)
        self.setLayout(column(self.words, self.proposal, gap=8))

    @property
    def has_something(self) -> bool:
        return bool(self.words.text())

    def show_person(self, person: PersonDetails) -> None:
        self._person_id = person.id
        ref = person_refs(self._context.read, [person.id])[person.id]
        self.words.setText(energy.describe(self._context.read, ref))
        is_asked = person.standing == "kept" and not person.died
        proposed = energy.proposal(self._context.read, person.id) if is_asked else ""
        clear(self.buttons.flow)
        if proposed == "closer":
            self._propose_closer(person.rhythm_days)
        elif proposed == "slower":
            self._propose_slower(person.rhythm_days)
        has_answer = self.buttons.flow.count() > 0
        if has_answer:
            self._add("Leave it", "quiet", "leave_it")
        self.proposal.setVisible(has_answer)

    def _propose_closer(self, days: int | None) -> None:
        self.question.setText("A closer rhythm?")
        if (other := closer(days)) is not None:
            self._add(_capital(rhythm.describe(other)), "plain", "meet_more_often")

    def _propose_slower(self, days: int | None) -> None:
        other = slower(days)
        self.question.setText("A rest?" if other is None else "A slower one, or rest?")
        if other is not None:
            self._add(_capital(rhythm.describe(other)), "plain", "meet_less_often")
        self._add("Let rest", "plain", "let_rest")

    def _add(self, words: str, kind: str, answer: str) -> None:
        button = Button(words, kind, clicked=partial(self._answer, answer))
        self.buttons.flow.addWidget(button)
        button.show()

    def _answer(self, answer: str) -> None:
        answers = use_cases.meetings.answering_energy
        use_case = {
            "meet_more_often": answers.meet_more_often,
            "meet_less_often": answers.meet_less_often,
            "let_rest": answers.let_rest,
            "leave_it": answers.leave_it,
        }[answer]
        self._context.do(use_case, self._person_id)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
