"""The sorting page: thirty people per round, one key each; can be stopped and undone at any time."""

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
from crm.sorting.evidence import person_evidence
from crm.sorting.weekly_load import describe_load
from ui import use_cases
from ui.context import Context
from ui.page import Page
from ui.sorting import sentences
from ui.sorting.cards import ChoiceCard, LoadMeter, PersonCard
from ui.sorting.end_of_round import EndOfRound
from ui.sorting.sorting_round import SortingRound
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import section, sentence
from ui.widgets.layout import Scroll, column, row
from ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork  # late: brings SQLAlchemy

_WIDTH = 560
_FIVE_ACROSS = 520  # design pixels: below it the longest text of a card would be cut
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
        self.round: SortingRound | None = None
        self._build()
        self._add_actions()

    def reload(self, changes: Changes | None = None) -> None:
        if self.round is None:
            self.begin()
            return
        self.round.update(
            queries.decisions(self.context.read, self.round.ids), changes.origin if changes else ""
        )
        self._show()

    def begin(self, again: bool = False) -> None:
        """Starts a round; with `again` also through people decided to have no rhythm."""
        ids = queries.next_people(self.context.read, self.context.today, again)
        self.round = SortingRound(ids, queries.decisions(self.context.read, ids))
        self._show()
        self.focus_first()

    def finish(self) -> None:
        """Returns to the page before; the next visit starts a new round."""
        if self.round is not None and (interval := sentences.summary(self.round)):
            self.context.show_message(interval)
        self.round = None
        self.is_stale = True
        self.context.go_back()

    def focus_first(self) -> None:
        if self.round is not None and self.round.is_over:
            (self.ending.first_button() or self._finish_button).setFocus()
        else:
            self.card.setFocus()

    def choose(self, days: int | None) -> None:
        self._decide(lambda work, person_id: use_cases.sorting.deciding.choose(work, person_id, days))

    def let_rest(self) -> None:
        self._decide(use_cases.sorting.deciding.let_rest)

    def decide_later(self) -> None:
        """A former decision about the person is kept."""
        if self.round is None or self.round.person_id is None:
            return
        if self.round.decision_for(self.round.person_id) is not None:
            self._step(self.round.forward)
        else:
            self._decide(use_cases.sorting.deciding.decide_later)

    def back(self) -> None:
        if self.round is not None:
            self._step(self.round.back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_choices()

    def _decide(self, use_case: "Callable[[UnitOfWork, int], None]") -> None:
        if self.round is None or self.round.person_id is None:
            return
        if self.context.do_silently(use_case, self.round.person_id):
            self.round.update(queries.decisions(self.context.read, self.round.ids))
            self._step(self.round.forward)

    def _step(self, move: Callable[[], None]) -> None:
        move()
        self._show()
        self.focus_first()

    def _show(self) -> None:
        assert self.round is not None
        load = queries.weekly_load(self.context.read, self.context.today)
        self._load_words.setText(describe_load(load))
        self.meter.show_load(load)
        if self.round.person_id is None:
            self._show_ending(self.round)
        else:
            self._show_person(self.round, self.round.person_id)

    def _show_person(self, round: SortingRound, person_id: int) -> None:
        today = self.context.today
        one = person_evidence(self.context.read, person_id, today)
        picture = photo(self.context.read, one.photo)
        self.card.show_person(
            one,
            evidence_sentences.describe_role(one),
            evidence_sentences.describe_evidence(one, today),
            picture,
        )
        decision = round.decision_for(person_id)
        for days, choice in self.choices.items():
            choice.setChecked(
                decision is not None and decision.standing != "resting" and decision.rhythm_days == days
            )
        self._back_button.setEnabled(round.at > 0)
        self._header.show_text("Who do you want to stay close to?", sentences.progress(round))
        self._finish_button.show()
        self._stack.setCurrentWidget(self._deciding)

    def _show_ending(self, round: SortingRound) -> None:
        read, today = self.context.read, self.context.today
        anyone = counts(read).people > 0
        left = queries.count_left(read, today)
        self.ending.show_end(
            sentences.summary(round),
            self._load_words.text(),
            left,
            queries.count_left(read, today, again=True),
            anyone,
        )
        self._header.show_text("Sort people", sentences.remaining(left) if anyone else "")
        self._finish_button.setVisible(anyone)
        self._stack.setCurrentWidget(self.ending)

    def _build(self) -> None:
        self._finish_button = Button("Finish for now", clicked=self.finish)
        self._header = PageHeader("", "", self._finish_button)
        self.card = PersonCard()
        self.choices = {
            days: ChoiceCard(title, interval, key, partial(self.choose, days))
            for days, title, interval, key in _CHOICES
        }
        self._back_button = Button("Back", clicked=self.back, keys="←")
        self._rest_button = Button("Let rest", clicked=self.let_rest, keys="R")
        self._later_button = Button("Decide later", clicked=self.decide_later, keys="Space")
        self._load_words = sentence("")
        self.meter = LoadMeter()
        self.ending = EndOfRound(self.begin, self.context.import_file)
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
        for days, title, interval, key in _CHOICES:
            self.add_action(f"{title}: {interval}", key, partial(self.choose, days))
        self.add_action("Let rest", "R", self.let_rest)
        later = self.add_action("Decide later", "Space", self.decide_later)
        # On a button, the space bar presses the button.
        later.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.card.addAction(later)
        self.add_action("The one before", "Left, Backspace", self.back)
        self.add_action("Finish for now", "", self.finish)
