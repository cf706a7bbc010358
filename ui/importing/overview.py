"""Overview of a preview: counts, possible matches, additions to known people, and remarks."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.importing.found_cards import Preview
from crm.importing.preview_lists import ListedCard, PreviewLists
from ui.context import Context
from ui.importing import events, file_sentences, list_rows
from ui.importing.answers import Answers
from ui.importing.card_details import Sides
from ui.importing.card_list import ShortList
from ui.importing.charset_line import CharsetLine
from ui.importing.count_card import CountCard
from ui.importing.events import Events
from ui.importing.possible_matches import PossibleMatches
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Scroll, column, row
from ui.widgets.row_list import GUTTER

_FROM_FILE = ""
_STANDINGS = (
    ("kept", "part of my network"),
    ("parked", "parked: in the book, never nudged"),
    (_FROM_FILE, "what their file says they are"),
)
_COUNTED = ("new", "updated", "possible", "rest")


class Overview(Scroll):
    """`standing` is the standing of new people."""

    list_requested = Signal(str, object)  # kind of list to show, and the key of the row to open or None
    standing_changed = Signal()

    def __init__(self, context: Context, answers: Answers, sides: Sides, parent: QWidget | None = None):
        super().__init__(margins=(32, 4, 32 - GUTTER, 24), parent=parent)
        self.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self._keep_gutter()
        self._answers = answers
        self._headings: dict[QWidget, QWidget] = {}
        self._every: dict[str, Button] = {}
        self._build_counts()
        self.charset = CharsetLine()
        self.body.addWidget(self.charset)
        self._build_standing()
        self.events = Events(context)
        self.body.addWidget(self.events)
        self.possible = PossibleMatches(answers, sides)
        self._build_lists(answers)

    def _build_counts(self) -> None:
        self.counts = {kind: CountCard(partial(self.list_requested.emit, kind, None)) for kind in _COUNTED}
        counts = row(*self.counts.values(), gap=16)
        for place in range(len(self.counts)):
            counts.setStretch(place, 1)
        self.body.addLayout(counts)

    def _build_standing(self) -> None:
        self.standing_choice = ChipChoice(
            "Bring new people in as", _STANDINGS, "kept", lambda _: self.standing_changed.emit()
        )
        self._standing_line = QWidget()
        line = row(PlainLabel("New people come in as", "small"), self.standing_choice, gap=12)
        line.setStretch(1, 1)
        self.parking_note = PlainLabel("", "quiet", wrap=True)
        whole = column(gap=4, margins=(0, 8, 0, 0))
        whole.addLayout(line)
        whole.addWidget(self.parking_note)
        self._standing_line.setLayout(whole)
        self.body.addWidget(self._standing_line)

    def _build_lists(self, answers: Answers) -> None:
        self.updates = ShortList("Updates", answers, "Compare")
        self.remarks = ShortList("Remarks", answers, "Show lines")
        self.new = ShortList("New people", answers, "Look closely")
        self._possible_heading = self._add("Possibly someone you have", self.possible, "possible")
        self._add("Adds something to people you have", self.updates, "updated")
        self._add("Read with remarks", self.remarks, "remarks")
        self._add("New people", self.new, "new")
        self.updates.details_requested.connect(lambda shown: self.list_requested.emit("updated", shown.key))
        self.new.details_requested.connect(lambda shown: self.list_requested.emit("new", shown.key))
        self.remarks.details_requested.connect(lambda shown: self.list_requested.emit("remarks", shown.key))

    def show_found(self, found: Preview, lists: PreviewLists) -> None:
        is_calendar = events.is_calendar(found)
        self.events.show_lists(lists)
        counts = events.counts(found, lists) if is_calendar else file_sentences.counts(found, lists)
        for (kind, card), count in zip(self.counts.items(), counts, strict=True):
            is_there = bool(list_rows.rows_of(lists, kind)) and not is_calendar
            card.show_count(count.number, count.label, is_there)
        self.possible.show_cards(lists.by_status["possible"])
        self._possible_heading.setText(file_sentences.possible_label(lists).capitalize())
        self.updates.show_rows(lists.by_status["updated"])
        self.remarks.show_rows(lists.remarks)
        self.new.show_rows(lists.by_status["new"])
        for kind, every in self._every.items():
            every.set_text(f"See all {len(list_rows.rows_of(lists, kind)):,}")
        for heading, widget in self._headings.items():
            heading.setVisible(not widget.isHidden())
        self.standing_choice.offer(_FROM_FILE, lists.standing == _FROM_FILE)
        self.standing_choice.show_value(lists.standing)
        self.parking_note.setText(file_sentences.describe_parking(found))
        self.parking_note.setVisible(bool(file_sentences.describe_parking(found)))
        self._standing_line.setVisible(bool(lists.by_status["new"] or lists.by_status["possible"]))

    def answer(self, one_person: bool | None) -> None:
        """Answers for the selected update if that list has the focus; else for the current possible match."""
        chosen = self.updates.chosen()
        if self.updates.hasFocus() and isinstance(chosen, ListedCard) and list_rows.can_be_answered(chosen):
            self._answers.answer_who(chosen, one_person)
        elif self.possible.isHidden() and not self.updates.isHidden():
            self.updates.setFocus()  # shows which person the next key is about
            self.updates.choose_first()
        else:
            self.possible.answer(one_person)

    def _keep_gutter(self) -> None:
        self.setViewportMargins(0, 0, 0 if self.verticalScrollBar().maximum() else look.px(GUTTER), 0)

    def _add(self, heading: str, widget: QWidget, kind: str) -> PlainLabel:
        line = QWidget()
        every = Button("See all", "link", clicked=lambda: self.list_requested.emit(kind, None))
        every.setAccessibleName(f"See all: {heading}")
        self._every[kind] = every
        title = section(heading)
        across = row(title)
        across.addStretch(1)
        across.addWidget(every)
        across.setContentsMargins(0, look.px(8), 0, 0)
        line.setLayout(across)
        self._headings[line] = widget
        self.body.addWidget(line)
        self.body.addWidget(widget)
        return title
