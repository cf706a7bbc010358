"""The duplicates page: one pair at a time with the evidence, answered by one key."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm.changes import Changes
from crm.people.duplicates import Duplicate, duplicates
from crm.people.side_by_side import compare_people
from ui import background, use_cases
from ui.collector_pause import thread_gc_paused
from ui.context import Context
from ui.counts_and_days import format_count
from ui.duplicates.pair_queue import Pair, PairQueue
from ui.page import Page
from ui.widgets.buttons import Button, IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Scroll, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.people_comparison import PeopleComparison
from ui.widgets.read_only_controls import mark_reading

_TOLD_BY = ("person", "contact_point", "role", "organisation", "not_same", "merge")
_NONE = "No two entries look like one person."
_KEPT = "What is not chosen here is kept as a note. This can be taken apart again at any time."


class DuplicatesPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.queue = PairQueue()
        self._is_looking = False
        self._is_stale_meanwhile = False
        self._is_answering = False
        self._answered: list[Pair] = []
        self._first: Pair | None = None  # pair to show after the next search: an undo restored it
        self._build()
        self._add_actions()

    def reload(self, changes: Changes | None = None) -> None:
        if self._is_answering:
            return
        if changes is None or changes.touches(*_TOLD_BY):
            self._look(
                self._answered[-1] if changes and changes.origin == "undo" and self._answered else None
            )

    def focus_first(self) -> None:
        if self.queue.current is not None:
            self.card.setFocus()

    def answer(self, one_person: bool) -> None:
        """Settles the current pair as one step, then shows the next one."""
        pair = self.queue.current
        if pair is None:
            return
        keep, absorb = pair.ids
        self._is_answering = True
        if one_person:
            take = sorted(self.table.from_second)
            done = self.context.do(use_cases.people.merging.merge, keep, absorb, take)
        else:
            done = self.context.do(use_cases.people.merging.two_people, keep, absorb)
        self._is_answering = False
        if done:
            self._answered.append(pair.ids)
            self.queue.drop(absorb if one_person else None)
            self._show()
            self.focus_first()
            if one_person:
                self._look()
        else:
            self._look()

    def skip(self) -> None:
        self.queue.skip()
        self._show()
        self.focus_first()

    def look_again(self) -> None:
        """Includes the skipped pairs again."""
        self.queue.skipped.clear()
        self._look()

    def go(self, step: int) -> None:
        self.queue.move(step)
        self._show()
        self.focus_first()

    def _look(self, first: Pair | None = None) -> None:
        """Searches in a thread; a request made meanwhile is handled afterwards."""
        self._first = first or self._first
        if self._is_looking:
            self._is_stale_meanwhile = True
            return
        self._is_looking = True
        book = self.context.book

        def job() -> list[Duplicate]:
            with thread_gc_paused():
                return duplicates(book.read)

        background.run_in_background(job, self._on_found, self._on_not_found)

    def _on_found(self, found: list[Duplicate]) -> None:
        self._is_looking = False
        if self._is_stale_meanwhile:
            self._is_stale_meanwhile = False
            self._look()
            return
        if self._first is not None and self._first in self._answered:
            self._answered.remove(self._first)
        self.queue.show(found, self._first)
        self._first = None
        self._show()
        if self.isVisible() and not self._is_on_a_choice():
            self.focus_first()

    def _on_not_found(self, fault: Exception) -> None:
        self._is_looking = False
        self._header.words.setText("The book could not be read just now; nothing was changed.")
        raise fault

    def _is_on_a_choice(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _show(self) -> None:
        pair, number = self.queue.current, len(self.queue.pairs)
        self.context.count_changed.emit("duplicates", number)
        self._header.show_text("Possible duplicates", self._sentence(number))
        if pair is None:
            skipped = len(self.queue.skipped)
            self._end.sentence.setText(
                f"{_NONE[:-1]} any more. {format_count(skipped, 'pair was', 'pairs were')} left for another time."
                if skipped
                else _NONE
            )
            self._again.setVisible(skipped > 0)
            self._stack.setCurrentWidget(self._end)
            return
        self._name.setText(" and ".join(pair.names))
        self._why.setText(_as_sentence(pair.evidence))
        self.table.show_comparison(pair.names, compare_people(self.context.read, *pair.ids))
        self._place.setText(f"{self.queue.at + 1} of {number}")
        self.card.setAccessibleName(f"{self._name.text()}. {self._why.text()} {self._place.text()}.")
        self._stack.setCurrentWidget(self._deciding)

    @staticmethod
    def _sentence(number: int) -> str:
        if not number:
            return "Nobody is waiting to be told apart."
        return (
            f"{format_count(number, 'pair', 'pairs')}, the surest first. Nothing is joined until you say so."
        )

    def _build(self) -> None:
        self._again = mark_reading(Button("Look at them again", clicked=self.look_again))
        self._header = PageHeader("Possible duplicates", "Looking through the book.", self._again)
        self._again.hide()
        self._end = mark_reading(EmptyState(_NONE, "Everyone", lambda: self.context.open_page("people")))
        self._deciding = self._pair()
        self._stack = QStackedWidget()
        for widget in (QWidget(), self._deciding, self._end):
            self._stack.addWidget(widget)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _pair(self) -> QWidget:
        """The buttons stay visible, however long the comparison is."""
        self._name = ElidedLabel("", "strong")
        self._why = PlainLabel("", "small", wrap=True)
        self.table = PeopleComparison()
        self.card = Card("true", (16, 12))
        for part in (self._name, self._why, self.table):
            self.card.body.addWidget(part)
        scroll = Scroll(margins=(32, 4, 32, 8))
        scroll.body.addWidget(self.card)
        scroll.body.addWidget(PlainLabel(_KEPT, "caption", wrap=True))
        scroll.body.addStretch(1)
        whole = QWidget()
        inside = column(gap=0)
        inside.addWidget(scroll, 1)
        inside.addLayout(self._foot())
        whole.setLayout(inside)
        return whole

    def _foot(self) -> QHBoxLayout:
        foot = row(
            Button("One person", clicked=lambda: self.answer(True), keys="1"),
            Button("Two people", clicked=lambda: self.answer(False), keys="2"),
            mark_reading(Button("Skip", "quiet", clicked=self.skip, keys="3")),
            gap=8,
            margins=(32, 12, 32, 20),
        )
        foot.addStretch(1)
        self._place = PlainLabel("", "caption")
        foot.addWidget(self._place)
        foot.addWidget(
            mark_reading(IconButton("chevron-left", "The one before", clicked=lambda: self.go(-1)))
        )
        foot.addWidget(mark_reading(IconButton("chevron-right", "The next one", clicked=lambda: self.go(1))))
        return foot

    def _add_actions(self) -> None:
        self.add_action("One person", "1", lambda: self.answer(True))
        self.add_action("Two people", "2", lambda: self.answer(False))
        self.add_action("Skip", "3, S", self.skip, only_reads=True)
        self.add_action("The one before", "Left", lambda: self.go(-1), only_reads=True)
        self.add_action("The next one", "Right", lambda: self.go(1), only_reads=True)


def _as_sentence(evidence: tuple[str, ...]) -> str:
    sentence = ", ".join(evidence)
    return f"{sentence[:1].upper()}{sentence[1:]}."
