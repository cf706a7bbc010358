"""The page on which people are sorted: thirty at a go, one key each, stopped and taken back at any time."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from crm import rhythm
from crm.changes import Changes
from crm.people.list_queries import counts
from crm.people.photos import photo
from crm.sorting import evidence_sentences, queries
from crm.sorting.evidence import candidate
from crm.sorting.weekly_load import sentence as load_sentence
from ui import use_cases
from ui.context import Context
from ui.page import Page
from ui.sorting import sentences
from ui.sorting.cards import ChoiceCard, LoadMeter, PersonCard
from ui.sorting.ending import Ending
from ui.sorting.go import Go
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import section, sentence
from ui.widgets.layout import Scroll, column, row
from ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork  # it brings SQLAlchemy

_WIDTH = 560
_FIVE_ACROSS = 520  # design pixels: below it the longest words of a card would be cut
_CHOICES: tuple[tuple[int | None, str, str, str], ...] = (
    *(
        (days, rhythm.LABELS[days], rhythm.describe(days), key)
        for days, key in zip(rhythm.LABELS, "1234", strict=True)
    ),
    (None, "No rhythm", "in the book", "0"),
)


class SortingPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.go: Go | None = None
        self._build()
        self._add_actions()

    def reload(self, changes: Changes | None = None) -> None:
        if self.go is None:
            self.begin()
            return
        self.go.heard(queries.decisions(self.context.read, self.go.ids), changes.origin if changes else "")
        self._show()

    def begin(self, again: bool = False) -> None:
        """The next go; with `again` also through those who were given no rhythm before."""
        ids = queries.next_people(self.context.read, self.context.today, again)
        self.go = Go(ids, queries.decisions(self.context.read, ids))
        self._show()
        self.focus_first()

    def finish(self) -> None:
        """Back to where one came from; the next visit begins a new go."""
        if self.go is not None and (said := sentences.summary(self.go)):
            self.context.tell(said)
        self.go = None
        self.is_stale = True
        self.context.go_back()

    def focus_first(self) -> None:
        if self.go is not None and self.go.is_over:
            (self.ending.first_button() or self._finish_button).setFocus()
        else:
            self.card.setFocus()

    def choose(self, days: int | None) -> None:
        self._decide(lambda work, person_id: use_cases.sorting.deciding.choose(work, person_id, days))

    def let_rest(self) -> None:
        self._decide(use_cases.sorting.deciding.let_rest)

    def decide_later(self) -> None:
        """Whoever was decided about before stays as they are."""
        if self.go is None or self.go.person_id is None:
            return
        if self.go.now(self.go.person_id) is not None:
            self._step(self.go.forward)
        else:
            self._decide(use_cases.sorting.deciding.decide_later)

    def back(self) -> None:
        if self.go is not None:
            self._step(self.go.back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_choices()

    def _decide(self, use_case: "Callable[[UnitOfWork, int], None]") -> None:
        if self.go is None or self.go.person_id is None:
            return
        if self.context.do_quietly(use_case, self.go.person_id):
            self.go.heard(queries.decisions(self.context.read, self.go.ids))
            self._step(self.go.forward)

    def _step(self, move: Callable[[], None]) -> None:
        move()
        self._show()
        self.focus_first()

    def _show(self) -> None:
        assert self.go is not None
        load = queries.load(self.context.read, self.context.today)
        self._load_words.setText(load_sentence(load))
        self.meter.show_load(load)
        if self.go.person_id is None:
            self._show_ending(self.go)
        else:
            self._show_person(self.go, self.go.person_id)

    def _show_person(self, go: Go, person_id: int) -> None:
        today = self.context.today
        one = candidate(self.context.read, person_id, today)
        picture = photo(self.context.read, one.photo)
        self.card.show_person(
            one, evidence_sentences.about(one), evidence_sentences.evidence(one, today), picture
        )
        decision = go.now(person_id)
        for days, choice in self.choices.items():
            choice.setChecked(
                decision is not None and decision.standing != "resting" and decision.rhythm_days == days
            )
        self._back_button.setEnabled(go.at > 0)
        self._header.show_text("Who do you want to stay close to?", sentences.progress(go))
        self._finish_button.show()
        self._stack.setCurrentWidget(self._deciding)

    def _show_ending(self, go: Go) -> None:
        read, today = self.context.read, self.context.today
        anyone = counts(read).people > 0
        left = queries.left(read, today)
        self.ending.show_end(
            sentences.summary(go),
            self._load_words.text(),
            left,
            queries.left(read, today, again=True),
            anyone,
        )
        self._header.show_text("Sort people", sentences.ahead(left) if anyone else "")
        self._finish_button.setVisible(anyone)
        self._stack.setCurrentWidget(self.ending)

    def _build(self) -> None:
        self._finish_button = Button("Finish for now", clicked=self.finish)
        self._header = PageHeader("", "", self._finish_button)
        self.card = PersonCard()
        self.choices = {
            days: ChoiceCard(title, said, key, partial(self.choose, days))
            for days, title, said, key in _CHOICES
        }
        self._back_button = Button("Back", clicked=self.back, keys="←")
        self._rest_button = Button("Let rest", clicked=self.let_rest, keys="R")
        self._later_button = Button("Decide later", clicked=self.decide_later, keys="Space")
        self._load_words = sentence("")
        self.meter = LoadMeter()
        self.ending = Ending(self.begin, self.context.import_file)
        self._deciding = self._arranged()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._deciding)
        self._stack.addWidget(self.ending)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _arranged(self) -> Scroll:
        scroll = Scroll(margins=(32, 4, 32, 16))
        middle = QWidget()
        middle.setMaximumWidth(look.px(_WIDTH))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(8))
        buttons = row(self._back_button, self._rest_button)
        buttons.addStretch(1)
        buttons.addWidget(self._later_button)
        inside = column(self.card, gap=0)
        for part, above in ((self._grid, 20), (buttons, 12)):
            inside.addSpacing(look.px(above))
            inside.addLayout(part)
        for label, above in ((section("This plan so far"), 20), (self._load_words, 4), (self.meter, 6)):
            inside.addSpacing(look.px(above))
            inside.addWidget(label)
        middle.setLayout(inside)
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        scroll.body.addLayout(across)
        upright = scroll.inside.layout()
        assert upright is not None
        upright.insertStretch(0, 1)  # type: ignore[attr-defined]  # as much above as below
        self._arrange_choices()
        return scroll

    def _arrange_choices(self) -> None:
        across = 5 if min(self.width() - look.px(64), look.px(_WIDTH)) >= look.px(_FIVE_ACROSS) else 3
        for place, choice in enumerate(self.choices.values()):
            self._grid.addWidget(choice, place // across, place % across)

    def _add_actions(self) -> None:
        for days, title, said, key in _CHOICES:
            self.add_action(f"{title}: {said}", key, partial(self.choose, days))
        self.add_action("Let rest", "R", self.let_rest)
        later = self.add_action("Decide later", "Space", self.decide_later)
        # On a button the space bar presses the button, as everywhere.
        later.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.card.addAction(later)
        self.add_action("The one before", "Left, Backspace", self.back)
        self.add_action("Finish for now", "", self.finish)
