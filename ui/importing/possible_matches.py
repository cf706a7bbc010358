"""Possible matches with people in the book: one at a time, both sides compared, to be answered with one or
two people."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crm.importing.choice import CardKey
from crm.importing.found_cards import FoundCard
from crm.importing.preview_lists import ListedCard
from crm.matching.differences import FieldChange
from ui.importing import file_sentences
from ui.importing.answers import Answers
from ui.importing.compare_table import CompareTable
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, column, row

_ANSWER_TEXT = {None: "", True: "said: one person", False: "said: two people"}


class PossibleMatches(QWidget):
    """Pages through the cards; changes go into `answers`."""

    def __init__(
        self,
        answers: Answers,
        sides: Callable[[FoundCard], Sequence[FieldChange]],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._answers, self._sides = answers, sides
        self._cards: Sequence[ListedCard] = ()
        self._at = 0
        self.name = PlainLabel("", "strong")
        self._why = PlainLabel("", "small", wrap=True)
        self.table = CompareTable()
        self.place = PlainLabel("", "caption")
        one = Button("One person", clicked=lambda: self.answer(True), keys="1")
        two = Button("Two people", clicked=lambda: self.answer(False), keys="2")
        later = Button("Later", "quiet", clicked=lambda: self.answer(None), keys="0")
        back = IconButton("chevron-left", "The one before", clicked=lambda: self.go(-1))
        forth = IconButton("chevron-right", "The next one", clicked=lambda: self.go(1))
        foot = row(one, two, later, gap=8, margins=(0, 4, 0, 0))
        foot.addStretch(1)
        for widget in (self.place, back, forth):
            foot.addWidget(widget)
        card = Card("true", (16, 12))
        for part in (self.name, self._why, self.table):
            card.body.addWidget(part)
        card.body.addLayout(foot)
        self.setLayout(column(card))
        self.table.chosen.connect(self._on_chosen)
        answers.changed.connect(self._on_answers_changed)

    def show_cards(self, cards: Sequence[ListedCard]) -> None:
        self._cards, self._at = cards, 0
        self.setVisible(bool(cards))
        if cards:
            self._show()

    def show_key(self, key: CardKey) -> bool:
        """Shows that card; returns whether it exists."""
        at = next((at for at, row in enumerate(self._cards) if row.key == key), None)
        if at is not None:
            self._at = at
            self._show()
        return at is not None

    def answer(self, one_person: bool | None) -> None:
        """Records the answer and shows the next unanswered card."""
        if not self._cards:
            return
        at = self._at
        self._answers.answer_who(self._cards[at], one_person)
        waiting = [at for at, row in enumerate(self._cards) if self._is_open(row.key)]
        self._at = next((one for one in waiting if one > at), waiting[0] if waiting else at)
        if one_person is None:
            self._at = (at + 1) % len(self._cards)
        self._show()

    @property
    def key(self) -> CardKey:
        return self._cards[self._at].key

    def go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._cards)
        self._show()

    def _is_open(self, key: CardKey) -> bool:
        choice = self._answers.of(key)
        return choice.one_person is None and not choice.left_out

    def _show(self) -> None:
        card = self._cards[self._at].card
        self.name.setText(card.name)
        self._why.setText(file_sentences.describe_evidence(card))
        self.table.show_changes(self._sides(card), self._answers.of(self.key), file_sentences.heading(card))
        self._show_place()

    def _show_place(self) -> None:
        choice = self._answers.of(self.key)
        words = "left out" if choice.left_out else _ANSWER_TEXT[choice.one_person]
        settled = "" if any(self._is_open(row.key) for row in self._cards) else "all settled"
        parts = (words, f"{self._at + 1} of {len(self._cards)}", settled)
        self.place.setText(", ".join(part for part in parts if part))

    def _on_chosen(self) -> None:
        self._answers.set_choices({self.key: self.table.choice})

    def _on_answers_changed(self) -> None:
        if self._cards:
            self.table.show_choice(self._answers.of(self.key))
            self._show_place()
