"""The page of advice: what the user was told, what they told others, what others promised; loops to close first."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.advice import queries, step_text
from crm.advice.next_step import in_order
from crm.changes import Changes
from crm.things.key import Key
from crm.today.promised_to_me import PromisedToMe, promised_to_me
from ui import use_cases
from ui.advice import items
from ui.advice.note_sheet import NoteAdviceSheet
from ui.advice.owed_panel import OwedPanel
from ui.advice.panel import AdvicePanel
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardItem, CardRow, FoldedCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader
from ui.widgets.page_switch import PageSwitch
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_SHOWN = ("advice", "person", "promise", "promise_person", "meeting", "dismissal", "setting")
_NONE = "Nothing here yet. When somebody gives you good advice, note it: what came of it is what they would like to hear."
_CHOOSE = "Choose some advice first."


class AdvicePage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._unfolded: set[str] = set()
        self._owed: dict[str, PromisedToMe] = {}
        self.panel: AdvicePanel | OwedPanel | None = None
        self._wanted = ""  # the key to select at the next reload
        self._build()
        self._connect()

    def open_at(self, target: PageTarget) -> None:
        """The key of advice, or of a row of Today about a promise of somebody else; "new" opens the sheet."""
        if target == "new":
            run_in_next_slice(self, self.note_advice)
        elif isinstance(target, str):
            self._wanted = target

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        read, today = self.context.read, self.context.today
        directions = [
            items.Direction(name, heading, queries.loops(read, name), queries.closed(read, name))
            for name, heading in (("received", items.RECEIVED), ("given", items.GIVEN))
        ]
        owed = promised_to_me(read)
        self._owed = {one.key: one for one in owed}
        loops = [advice for direction in directions for advice in direction.loops]
        rows = items.items_of(directions, owed, self._unfolded, today)
        words = step_text.describe_loops(in_order(loops, today), today) if rows else ""
        self._header.show_text("Advice", words)
        self.list.set_rows(rows)
        self._stack.setCurrentWidget(self.list if rows else self._none)
        self.note.setVisible(bool(rows))  # the empty page has its own
        if self._wanted:
            self._choose_wanted()
        self._show_chosen(self.list.chosen())

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.list:
            if not self.list.currentIndex().isValid():
                self.list.choose_first()
            self.list.setFocus()
        elif self._none.button is not None:
            self._none.button.setFocus()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.list.setFocus()
            return True
        if self.panel is not None and self.panel.isAncestorOf(self.window().focusWidget() or self):
            self.list.setFocus()
            return True
        return False

    def note_advice(self) -> None:
        if self.context.may_write():
            sheet = NoteAdviceSheet(self.window(), self.context)
            sheet.noted.connect(self._select)
            sheet.begin()

    def _select(self, key: str) -> None:
        self._wanted = key
        self.reload()
        self.list.setFocus()

    def _build(self) -> None:
        self.note = Button("Note advice", clicked=self.note_advice, keys="N")
        self._header = PageHeader("Advice", "", PageSwitch(self.context, "advice"), self.note)
        self.list = CardList("Advice")
        self.list.keep_gutter()
        self._none = EmptyState(_NONE, "Note advice", self.note_advice)
        self._stack = QStackedWidget()
        for widget in (self.list, self._none):
            self._stack.addWidget(widget)
        main = QWidget()
        inside = column(gap=0, margins=(32, 0, 32 - GUTTER, 12))
        inside.addWidget(self._stack, 1)
        main.setLayout(inside)
        main.setFocusProxy(self.list)
        self._body = WithPanel(main)
        whole = column(self._header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.add_action("Note advice", "N", self.note_advice)
        self.add_action("Told or asked: close the loop", "D, T", lambda: self._with_panel(_close))
        self.add_action("Let it go", "L", lambda: self._with_panel(lambda panel: panel.let_go()))
        self.add_action("Edit", "E", lambda: self._with_panel(lambda panel: panel.edit()), only_reads=True)
        self.add_action("Open the person", "P", self._open_person, only_reads=True)
        self.add_action("Delete", "Del", self._delete)

    def _with_panel(self, do: "Callable[[AdvicePanel | OwedPanel], object]") -> None:
        if self.panel is not None and self.list.chosen_card() is not None:
            do(self.panel)
        else:
            self.context.show_message(_CHOOSE)

    def _show_chosen(self, item: CardItem | None) -> None:
        """The panel of the same advice stays, with the keyboard and what is being written in it."""
        if not isinstance(item, CardRow):
            self.panel = None
            self._body.clear_panel()
        elif item.id in self._owed:
            self._show_panel(OwedPanel(self.context, self._owed[item.id]))
        else:
            advice = queries.one(self.context.read, int(item.id.partition("-")[2]))
            if advice is None:
                return
            if (
                isinstance(self.panel, AdvicePanel)
                and self.panel.advice.id == advice.id
                and self.panel.advice.direction == advice.direction
            ):
                self.panel.show_advice(advice)
            else:
                self._show_panel(AdvicePanel(self.context, advice))

    def _show_panel(self, panel: AdvicePanel | OwedPanel) -> None:
        self.panel = panel
        self._body.show_in_panel(panel)
        panel.show()  # at once, so that it can take the keyboard

    def _open(self, item: CardItem) -> None:
        if isinstance(item, FoldedCards):
            self._unfolded ^= {items.direction_of(item.id)}
            self.reload()
        elif self.panel is not None:
            self._body.open_panel()
            self.panel.focus_first()

    def _choose_wanted(self) -> None:
        """Also among the closed ones, which are unfolded for it."""
        wanted, self._wanted = self._wanted, ""
        if not self.list.choose(wanted):
            self._unfolded = {"received", "given"}
            self.reload()
            self.list.choose(wanted)

    def _open_person(self) -> None:
        card = self.list.chosen_card()
        person_id = card.people[0].id if card is not None else None
        if person_id is not None:
            self.context.open_person(person_id)

    def _delete(self) -> None:
        card = self.list.chosen_card()
        if card is not None:
            number = int(card.id.partition("-")[2])
            key = Key("promise" if card.id in self._owed else "advice", number)
            self.context.do(use_cases.things.one.delete, key)


def _close(panel: AdvicePanel | OwedPanel) -> None:
    if isinstance(panel, OwedPanel):
        panel.mark_kept()
    elif not panel.advice.is_closed:
        panel.close_loop()
