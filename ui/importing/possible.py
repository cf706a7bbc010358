"""Possibly someone you have: one at a time, with both sides, until each is one person or two."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.exchange.differences import FieldChange
from crm.exchange.found import FoundCard
from crm.exchange.importing import Choice
from ui.importing.compare import CompareTable
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, column, row

Numbered = tuple[tuple[int, int], FoundCard]
_SAID = {None: "", True: "said: one person", False: "said: two people"}


class PossibleCards(QWidget):
    """`choices` by (place of the file, card number), as importing takes them."""

    answered = Signal()

    def __init__(self, sides: Callable[[FoundCard], Sequence[FieldChange]], parent: QWidget | None = None):
        super().__init__(parent)
        self.choices: dict[tuple[int, int], Choice] = {}
        self._sides = sides
        self._cards: Sequence[Numbered] = ()
        self._at = 0
        self._name = PlainLabel("", "strong")
        self._why = PlainLabel("", "small", wrap=True)
        self._table = CompareTable(self._on_kept_changed)
        self._place = PlainLabel("", "caption")
        one = Button("One person", clicked=lambda: self.answer(True), keys="1")
        two = Button("Two people", clicked=lambda: self.answer(False), keys="2")
        back = IconButton("chevron-left", "The one before", clicked=lambda: self._go(-1))
        forth = IconButton("chevron-right", "The next one", clicked=lambda: self._go(1))
        foot = row(one, two, gap=8)
        foot.addStretch(1)
        for widget in (self._place, back, forth):
            foot.addWidget(widget)
        card = Card("true", (16, 12))
        for part in (self._name, self._why, self._table):
            card.body.addWidget(part)
        card.body.addLayout(foot)
        self.setLayout(column(card))

    def show_cards(self, cards: Sequence[Numbered]) -> None:
        self.choices, self._cards, self._at = {}, cards, 0
        self.setVisible(bool(cards))
        if cards:
            self._show()

    def answer(self, one_person: bool) -> None:
        """Keeps the answer and goes on to the next that has none."""
        if not self._cards:
            return
        self.choices[self._key] = Choice(one_person, frozenset(self._table.from_file))
        waiting = [at for at, (key, _) in enumerate(self._cards) if key not in self.choices]
        self._at = next((at for at in waiting if at > self._at), waiting[0] if waiting else self._at)
        self._show()
        self.answered.emit()

    @property
    def _key(self) -> tuple[int, int]:
        return self._cards[self._at][0]

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._cards)
        self._show()

    def _show(self) -> None:
        key, card = self._cards[self._at]
        choice = self.choices.get(key, Choice())
        self._name.setText(card.name)
        self._why.setText("; ".join(card.evidence))
        self._table.show_changes(self._sides(card), choice.from_file)
        said = _SAID[choice.one_person]
        self._place.setText(
            ", ".join(part for part in (said, f"{self._at + 1} of {len(self._cards)}") if part)
        )

    def _on_kept_changed(self) -> None:
        if (choice := self.choices.get(self._key)) is not None:
            self.choices[self._key] = Choice(choice.one_person, frozenset(self._table.from_file))
