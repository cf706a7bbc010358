"""The lists of a preview: all rows of one kind, with details of the current row beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.importing.choice import CardKey, Choice
from crm.importing.group_members import Member
from crm.importing.preview_lists import ListedCard, PreviewLists
from ui.importing import file_sentences, list_rows
from ui.importing.answers import Answers
from ui.importing.card_details import CardDetails, Sides
from ui.importing.card_list import FoundList
from ui.importing.list_rows import KINDS, Row
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, column, row
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel
from ui.widgets.tab_order import in_reading_order

_PANEL = 600
_HEADING = 44
_TABS = {
    "new": "New", "updated": "Add something", "possible": "Possibly someone you have", "rest": "The same and the rest",
    "remarks": "Remarks",
}  # fmt: skip
_FOR_ALL: tuple[tuple[str, tuple[str, ...], Callable[[Choice], Choice]], ...] = (
    ("Take all in", ("new", "updated", "possible"), lambda choice: replace(choice, left_out=False)),
    ("Leave all out", ("new", "updated", "possible"), lambda choice: replace(choice, left_out=True)),
    ("All one person", ("possible",), lambda choice: replace(choice, one_person=True, left_out=False)),
    ("All two people", ("possible",), lambda choice: replace(choice, one_person=False, left_out=False)),
    ("Decide all later", ("possible",), lambda choice: replace(choice, one_person=None, left_out=False)),
)


class ListsView(QWidget):
    left = Signal()  # back to the overview

    def __init__(
        self,
        answers: Answers,
        sides: Sides,
        members: Callable[[CardKey], Sequence[Member]],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._answers = answers
        self._lists: PreviewLists | None = None
        self.kind = "new"
        self.list = FoundList("What was found", answers)
        self.list.keep_gutter()
        self.details = CardDetails(answers, sides, members)
        self._build()
        self._connect()

    def show_lists(self, lists: PreviewLists | None) -> None:
        self._lists = lists
        for kind, tab in self._tabs.items():
            number = _length(lists, kind)
            tab.set_text(f"{_TABS[kind]} {number:,}")
            tab.setVisible(number > 0)
        self.list.set_rows(())

    def open_kind(self, kind: str, key: object = None) -> None:
        """Shows one list with the given or the first row selected; with `key`, its details are opened."""
        assert self._lists is not None
        self.kind = kind
        for name, tab in self._tabs.items():
            tab.setChecked(name == kind)
        for fits, button in self._for_all:
            button.setVisible(kind in fits)
        self.list.setAccessibleName(_TABS[kind])
        self._show_rows(kind)
        if key is None or not self.list.choose(key):
            self.list.choose_first()
        self._show_answers()
        if key is None:
            self.list.setFocus()
        else:
            self._open_details()

    def answer(self, one_person: bool | None) -> None:
        """Answers for the current row, then selects the next unanswered one."""
        chosen = self.list.chosen()
        if not isinstance(chosen, ListedCard) or not list_rows.can_be_answered(chosen):
            return
        self._answers.answer_who(chosen, one_person)
        self._select_next(skip_answered=one_person is not None)

    def toggle(self, shown: Row | None = None) -> None:
        """Includes or excludes a row."""
        shown = shown or self.list.chosen()
        if isinstance(shown, ListedCard) and list_rows.can_be_excluded(shown):
            choice = self._answers.of(shown.key)
            self._answers.set_choices({shown.key: replace(choice, left_out=not choice.left_out)})

    def show_key(self, key: CardKey) -> None:
        self.list.choose(key)

    def go_back(self) -> bool:
        """From the panel to the list, from the list to the overview."""
        focused = self.focusWidget()
        if self.body.is_overlay and self.body.panel.isVisible():
            self.body.close_panel()
            self.list.setFocus()
        elif focused is not None and self.body.panel.isAncestorOf(focused):
            self.list.setFocus()
        else:
            self.left.emit()
        return True

    def _build(self) -> None:
        tabs = self._build_tabs()
        self._build_bulk_choices()
        main = QWidget()
        self._listing = column(self._choices, self.list, gap=10)
        self._listing.setStretch(1, 1)
        main.setLayout(self._listing)
        main.setFocusProxy(self.list)  # gets the focus when the panel closes
        self.body = WithPanel(main, width=_PANEL)
        self.body.show_in_panel(self.details)
        self._look = Button("Look closely", clicked=self._open_details)
        self.list.set_actions(self._look)
        self.list.shows_actions = lambda: self.body.is_overlay
        top = QWidget()
        inside = column(gap=0, margins=(20, 0, 32, 0))
        inside.addLayout(tabs)
        top.setLayout(inside)
        whole = column(top, self.body, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_tabs(self) -> QHBoxLayout:
        self._back = Button("Overview", "quiet", clicked=self.left.emit, keys="Esc")
        self._tabs = {
            kind: ChipButton(_TABS[kind], partial(self.open_kind, kind), checkable=True) for kind in KINDS
        }
        self._undo_button = Button("Take back", "quiet", clicked=self.undo_answer, keys="Ctrl+Z")
        tabs = row(self._back, gap=8)
        tabs.addWidget(Flow(*self._tabs.values()), 1, Qt.AlignmentFlag.AlignVCenter)
        tabs.addWidget(self._undo_button)
        return tabs

    def _build_bulk_choices(self) -> None:
        self._for_all: list[tuple[tuple[str, ...], ChipButton]] = [
            (kinds, ChipButton(label, partial(self._apply_to_all, how))) for label, kinds, how in _FOR_ALL
        ]
        self._for_all += [
            (("updated", "rest"), ChipButton("Take the file’s values", lambda: self._take_all(True))),
            (("updated", "rest"), ChipButton("Keep mine everywhere", lambda: self._take_all(False))),
        ]
        choices = row(PlainLabel("All of them:", "caption"), Flow(*(one for _, one in self._for_all)))
        choices.setStretch(1, 1)
        self._choices = QWidget()
        self._choices.setLayout(choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = (32 if self.body.is_overlay else 16) - GUTTER
        self._listing.setContentsMargins(look.px(32), 0, look.px(right), 0)

    def _connect(self) -> None:
        self.list.row_chosen.connect(self.details.show_row)
        self.list.row_opened.connect(lambda _row: self._open_details())
        self.list.toggled.connect(self.toggle)
        self.list.left_upwards.connect(self._back.setFocus)
        self.details.decided.connect(self.answer)
        self.details.toggled.connect(self.toggle)
        self._answers.changed.connect(self._show_answers)

    def undo_answer(self) -> CardKey | None:
        key = self._answers.undo_answer()
        if key is not None:
            self.show_key(key)
        return key

    def _show_answers(self) -> None:
        self._undo_button.setVisible(self._answers.can_undo_answer)
        self._choices.setVisible(any(self.kind in kinds for kinds, _ in self._for_all))

    def _show_rows(self, kind: str) -> None:
        assert self._lists is not None
        shown = list_rows.rows_of(self._lists, kind)
        self.list.set_rows(shown)
        for at, one in enumerate(shown if kind == "rest" else ()):
            if list_rows.is_heading(one):
                self.list.setRowHeight(at, look.px(_HEADING))
        self.list.scrollToTop()

    def _open_details(self) -> None:
        self.body.open_panel()
        self.list.setFocus()
        QTimer.singleShot(0, self._enter_details)  # widgets just added to a layout are not visible yet

    def _enter_details(self) -> None:
        first = next(in_reading_order(self.details), None)
        if first is not None:
            first.setFocus()

    def _select_next(self, skip_answered: bool) -> None:
        """Selects the next unanswered row, or else the next one."""
        here = self.list.currentIndex().row()
        shown = [self.list.rows.row_at(at) for at in range(self.list.rows.rowCount())]
        after = [at for at in (*range(here + 1, len(shown)), *range(here)) if self._is_open(shown[at])]
        if not skip_answered:
            after = [here + 1] if here + 1 < len(shown) else []
        if after:
            self.list.choose(self.list.rows.id_at(after[0]))

    def _is_open(self, shown: Row | None) -> bool:
        choice = self._answers.of(shown.key) if isinstance(shown, ListedCard) else Choice()
        return choice.one_person is None and not choice.left_out

    def _apply_to_all(self, how: Callable[[Choice], Choice]) -> None:
        self._answers.set_choices({key: how(self._answers.of(key)) for key, _ in self._cards()})

    def _take_all(self, from_file: bool) -> None:
        choices = {}
        for key, card in self._cards():
            differs = file_sentences.differing(card.changes)
            if differs:
                taken = frozenset(differs) if from_file else frozenset[str]()
                choices[key] = replace(self._answers.of(key), from_file=taken)
        self._answers.set_choices(choices)

    def _cards(self) -> list[ListedCard]:
        assert self._lists is not None
        return self._lists.by_status["same" if self.kind == "rest" else self.kind]


def _length(lists: PreviewLists | None, kind: str) -> int:
    if lists is None:
        return 0
    if kind == "remarks":
        return len(lists.remarks)
    of = ("same", "group", "skipped") if kind == "rest" else (kind,)
    return sum(len(lists.by_status[status]) for status in of)
