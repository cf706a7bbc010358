"""The panel beside Today: what came in, one card below the other."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.counts_and_days import format_count
from ui.today.came_in.card import EntryCard
from ui.today.came_in.entries import Entry
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading

MOST_SHOWN = 8  # a card takes about 10 ms to build; the others follow when these are settled
_ABOUT_FILES = "Nothing is logged unasked. A settled file moves to “done” beside it; Ctrl+Z brings it back."
_ABOUT_MEETINGS = "Nothing counts unasked. Ctrl+Z takes an answer back."


class Shown(NamedTuple):
    """`waiting` counts all that wait, those without a card included; `has_meetings`: some are from a calendar."""

    entries: Sequence[Entry]
    waiting: int
    has_meetings: bool
    notice: str


class CameInPanel(QWidget):
    """`answered` is emitted with the entry and "yes", "edit" or "no"; `chosen` with the entry that has the focus."""

    answered = Signal(object, str)
    chosen = Signal(object)

    def __init__(self, open_meetings: Callable[[], object], parent: QWidget | None = None):
        super().__init__(parent)
        self.cards: list[EntryCard] = []
        self._list = column(gap=8)
        self._more = in_scroll(PlainLabel("", "small", wrap=True))
        self.meetings = mark_reading(Button("All meetings from your calendar", clicked=open_meetings))
        self._about = in_scroll(PlainLabel("", "caption", wrap=True))
        self._notice = in_scroll(PlainLabel("", "small", wrap=True))
        body = column(gap=8)
        body.addLayout(_heading())
        body.addLayout(self._list)
        line = row(self.meetings)
        line.addStretch(1)
        body.addWidget(self._more)
        body.addLayout(line)
        body.addWidget(self._about)
        body.addWidget(self._notice)
        self.setLayout(body)
        self.setAccessibleName("Came in")

    def show_entries(self, shown: Shown) -> None:
        """Cards that are still right stay, with the focus."""
        kept = {card.entry: card for card in self.cards}
        wanted = list(shown.entries[:MOST_SHOWN])
        cards = [kept.pop(entry) if entry in kept else self._card(entry) for entry in wanted]
        for card in kept.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, card in enumerate(cards):
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
        self.cards = cards
        more = shown.waiting - len(wanted)
        self._say(self._more, f"{format_count(more, 'more follows', 'more follow')}." if more > 0 else "")
        self.meetings.setVisible(more > 0 and shown.has_meetings)
        has_files = any(entry.icon == "folder" for entry in wanted)
        self._say(self._about, _ABOUT_FILES if has_files else _ABOUT_MEETINGS)
        self._say(self._notice, shown.notice)

    def choose(self, key: str) -> EntryCard | None:
        """Marks the card with this key, else the first one, as chosen."""
        if not self.cards:
            return None
        card = next((one for one in self.cards if one.entry.key == key), self.cards[0])
        for one in self.cards:
            one.show_chosen(one is card)
        return card

    def _say(self, label: PlainLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _card(self, entry: Entry) -> EntryCard:
        card = EntryCard(entry)
        card.chosen.connect(lambda: self._on_chosen(card))
        card.step_requested.connect(lambda step: self._step(card, step))
        for signal, answer in (
            (card.yes_requested, "yes"),
            (card.edit_requested, "edit"),
            (card.no_requested, "no"),
        ):
            signal.connect(lambda answer=answer: self.answered.emit(entry, answer))
        return card

    def _on_chosen(self, card: EntryCard) -> None:
        self.choose(card.entry.key)
        self.chosen.emit(card.entry)

    def _step(self, card: EntryCard, step: int) -> None:
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus()


def _heading() -> QHBoxLayout:
    head = row(PlainLabel("Came in", "strong"), gap=4)
    head.addStretch(1)
    for keys in ("↑", "↓"):
        head.addWidget(KeyHint(keys))
    head.addWidget(PlainLabel("then one key", "caption"))
    return head
