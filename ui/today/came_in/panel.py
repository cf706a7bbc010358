"""The panel beside Today: all that came in, one card below the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.counts_and_days import format_count
from ui.today.came_in.card import EntryCard
from ui.today.came_in.entries import Entry
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Flow, column, row
from ui.widgets.read_only_controls import mark_reading

_ABOUT_FILES = "Nothing is logged unasked. A settled file moves to “done” beside it; Ctrl+Z brings it back."
_ABOUT_MEETINGS = "Nothing counts unasked. Ctrl+Z takes an answer back."


class CameInPanel(QWidget):
    """`answered` is emitted with the entry and "yes", "edit" or "no"; `chosen` with the entry that has the focus."""

    answered = Signal(object, str)
    chosen = Signal(object)

    def __init__(
        self,
        entries: Sequence[Entry],
        more_files: int,
        more_meetings: int,
        notice: str,
        open_meetings: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.cards = [self._card(entry) for entry in entries]
        body = column(gap=8)
        head = row(PlainLabel("Came in", "strong"), gap=4)
        head.addStretch(1)
        for keys in ("↑", "↓"):
            head.addWidget(KeyHint(keys))
        head.addWidget(PlainLabel("then one key", "caption"))
        body.addLayout(head)
        for card in self.cards:
            body.addWidget(card)
        if more_files:
            words = f"{format_count(more_files, 'more file follows', 'more files follow')} when these are settled."
            body.addWidget(in_scroll(PlainLabel(words, "small", wrap=True)))
        if more_meetings:
            words = f"{format_count(more_meetings, 'more meeting', 'more meetings')} from your calendar"
            body.addWidget(Flow(mark_reading(Button(words, clicked=open_meetings))))
        has_files = any(entry.icon == "folder" for entry in entries)
        body.addWidget(
            in_scroll(PlainLabel(_ABOUT_FILES if has_files else _ABOUT_MEETINGS, "caption", wrap=True))
        )
        if notice:
            body.addWidget(in_scroll(PlainLabel(notice, "small", wrap=True)))
        self.setLayout(body)
        self.setAccessibleName("Came in")

    def choose(self, key: str) -> EntryCard | None:
        """Marks the card with this key, else the first one, as chosen."""
        if not self.cards:
            return None
        card = next((one for one in self.cards if one.entry.key == key), self.cards[0])
        for one in self.cards:
            one.show_chosen(one is card)
        return card

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
