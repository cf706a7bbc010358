"""What a file would do to the book: counts, whom it may mean, what it adds to whom, and remarks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.exchange.found import Preview
from crm.exchange.importing import Choice
from crm.exchange.preview import both_sides
from ui.context import Context
from ui.importing import events, words
from ui.importing.events import Events
from ui.importing.lists import remark_list, update_list
from ui.importing.possible import Numbered, PossibleCards
from ui.importing.sheets import LinesSheet, UpdateSheet
from ui.theme.look import look
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Card, Scroll, row
from ui.widgets.row_list import GUTTER

_STANDINGS = (("kept", "part of my network"), ("parked", "parked: in the book, never nudged"))


class Review(Scroll):
    """`choices` and `standing` are what the user said so far."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(margins=(32, 4, 32 - GUTTER, 24), parent=parent)
        self.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self._context = context
        self._preview = Preview()
        self._for_updates: dict[tuple[int, int], Choice] = {}
        self._counts = [_CountCard() for _ in range(4)]
        counts = row(*self._counts, gap=16)
        for place in range(len(self._counts)):
            counts.setStretch(place, 1)
        self.body.addLayout(counts)
        self._standing = ChipChoice(
            "Bring new people in as", _STANDINGS, "kept", lambda _: self.changed.emit()
        )
        self._new = QWidget()
        line = row(PlainLabel("New people come in as", "small"), self._standing, gap=12, margins=(0, 8, 0, 0))
        line.setStretch(1, 1)
        self._new.setLayout(line)
        self.body.addWidget(self._new)
        self.events = Events(context)
        self.body.addWidget(self.events)
        self.possible = PossibleCards(lambda card: both_sides(context.read, self._preview, card))
        self.possible.answered.connect(self.changed.emit)
        self._headings: dict[QWidget, QWidget] = {}
        self.updates, self.remarks = update_list(), remark_list()
        self._add("Possibly someone you have", self.possible)
        self._add("Adds something to people you have", self.updates)
        self._add("Read with remarks", self.remarks)
        self.updates.shown.connect(self._compare)
        self.remarks.shown.connect(self._show_lines)
        self._sheets: tuple[UpdateSheet, LinesSheet] | None = None

    @property
    def choices(self) -> dict[tuple[int, int], Choice]:
        return {**self._for_updates, **self.possible.choices}

    @property
    def standing(self) -> str:
        return str(self._standing.value)

    def show_preview(self, found: Preview) -> None:
        self._preview = found
        self._for_updates = {}
        self.events.show_preview(found)
        told = events.counts(found) if events.is_calendar(found) else words.counts(found)
        for card, (number, said) in zip(self._counts, told, strict=True):
            card.show_count(number, said)
        self.possible.show_cards(_numbered(found, "possible"))
        self.updates.show_rows(_numbered(found, "updated"))
        self.remarks.show_rows(list(enumerate(remark for file in found.files for remark in file.remarks)))
        for heading, widget in self._headings.items():
            heading.setVisible(not widget.isHidden())
        self._new.setVisible(
            bool(found.count("new") + found.count("possible")) and not events.is_calendar(found)
        )

    def _keep_gutter(self) -> None:
        self.setViewportMargins(0, 0, 0 if self.verticalScrollBar().maximum() else look.px(GUTTER), 0)

    def _add(self, heading: str, widget: QWidget) -> None:
        label = section(heading)
        label.setContentsMargins(0, 12, 0, 0)
        self._headings[label] = widget
        self.body.addWidget(label)
        self.body.addWidget(widget)

    def _open_sheets(self) -> tuple[UpdateSheet, LinesSheet]:
        if self._sheets is None:
            self._sheets = UpdateSheet(self.window()), LinesSheet(self.window())
            for sheet in self._sheets:
                self.destroyed.connect(sheet.deleteLater)
            self._sheets[0].chosen.connect(self._for_updates.__setitem__)
        return self._sheets

    def _compare(self, numbered) -> None:  # type: ignore[no-untyped-def]
        self._open_sheets()[0].compare(numbered, self._for_updates.get(numbered[0], Choice()))

    def _show_lines(self, numbered) -> None:  # type: ignore[no-untyped-def]
        self._open_sheets()[1].show_lines(numbered[1])


def _numbered(found: Preview, status: str) -> list[Numbered]:
    return [
        ((place, card.number), card)
        for place, file in enumerate(found.files)
        for card in file.found
        if card.status == status
    ]


class _CountCard(Card):
    def __init__(self) -> None:
        super().__init__("true", (16, 12))
        self.body.setSpacing(0)
        self._number, self._words = PlainLabel("", "page"), PlainLabel("", "quiet", wrap=True)
        self.body.addWidget(self._number)
        self.body.addWidget(self._words)
        self.body.addStretch(1)

    def show_count(self, number: int, said: str) -> None:
        self._number.setText(f"{number:,}")
        self._words.setText(said)
        self.setAccessibleName(f"{number:,} {said}")
