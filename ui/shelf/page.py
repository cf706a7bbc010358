"""The page of the shelf: the list, the line that adds to it, and the panel of the selected item."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.shelf.shelf_list import shelf_part
from crm.shelf.whole_item import whole_item
from crm.things.key import parse_key
from ui import use_cases
from ui.context import Context
from ui.page import Page
from ui.page_target import PageTarget
from ui.shelf.add_line import AddLine
from ui.shelf.cards import MORE, cards, key_of
from ui.shelf.dropped_links import links_in
from ui.shelf.panel import ItemPanel
from ui.widgets.buttons import Button
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardItem, CardRow, FoldedCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.layout import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_SENTENCE = "Things worth passing on, and who already has each."
_EMPTY = (
    "Nothing is on your shelf yet. Keep what could help someone: paste a link with Ctrl+V, drag one here from your "
    "browser, or name a book."
)
_NONE_FITS = "Nothing on the shelf fits this."
_AT_ONCE = 200
_SHOWN = (
    "item",
    "item_topic",
    "topic",
    "share",
    "promise",
    "promise_person",
    "person",
    "person_topic",
    "circle_member",
)
ADD = "add"


class ShelfPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._most = _AT_ONCE
        self._wanted: str | None = None  # the key to select at the next reload
        self._adds = False
        self._build()
        self._connect()

    def open_at(self, target: PageTarget) -> None:
        """ "add" opens the line that adds; a key selects that item."""
        if target == ADD:
            self._adds = True
        elif isinstance(target, str):
            self.filter.clear()
            self._wanted = target

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        self._read()
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None

    def focus_first(self) -> None:
        if self._adds:
            self._adds = False
            self.add()
        elif self._stack.currentWidget() is self._none and self._none.button is not None:
            self._none.button.setFocus()
        else:
            if not self.list.currentIndex().isValid():
                self.list.choose_first()
            self.list.setFocus()

    def focus_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
        elif self.filter.text():
            self.filter.clear()
        elif not self._body.panel.isAncestorOf(self.window().focusWidget() or self):
            return False
        self.focus_first()
        return True

    def can_receive(self, mime: QMimeData) -> bool:
        return bool(links_in(mime))

    def receive(self, mime: QMimeData) -> None:
        """Each link is kept as a step of its own; the last one is selected."""
        for link in links_in(mime):
            if not self._keep(link.url, link.title):
                break

    def add(self) -> None:
        if self.context.may_write():
            self.add_line.begin()

    def _build(self) -> None:
        self.add_button = Button("Add a link", clicked=self.add, keys="A")
        self.filter = SearchField("Filter the shelf")
        self._header = PageHeader("Shelf", _SENTENCE, self.add_button, self.filter)
        self.add_line = AddLine(self.context)
        self.add_line.hide()
        self.list = CardList("Shelf", "Enter goes to why you are sending it")
        self.list.keep_gutter()
        self._none = EmptyState(_EMPTY, "Add a link", self.add)
        self._none_fits = mark_reading(EmptyState(_NONE_FITS, "Show all", self.filter.clear))
        self._stack = QStackedWidget()
        for widget in (self.list, self._none, self._none_fits):
            self._stack.addWidget(widget)
        main = QWidget()
        inside = column(gap=8, margins=(32, 4, 32 - GUTTER, 12))
        inside.addLayout(row(self.add_line, margins=(0, 0, GUTTER, 0)))
        inside.addWidget(self._stack, 1)
        main.setLayout(inside)
        main.setFocusProxy(self.list)
        self._body = WithPanel(main)
        self.panel: ItemPanel | None = None
        whole = column(self._header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._read())
        self.filter.left_downwards.connect(self.focus_first)
        self.list.left_upwards.connect(self.focus_filter)
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.add_line.entered.connect(self._enter)
        self.add_line.left.connect(self.focus_first)
        self.add_action("Add a link", "A", self.add)
        self.add_action("Send it to someone", "S", self._go_to_reason)
        self.add_action("Open the link", "O", self._open_link, only_reads=True)
        self.add_action("Fetch the title", "T", self._fetch_title)
        self.add_action("Put it right", "E", self._go_to_fields)
        self.add_action("Delete from the shelf", "Del", self._delete)

    def _read(self) -> None:
        part = shelf_part(self.context.read, self.filter.text(), self._most)
        self.list.set_rows(cards(part))
        nothing = self._none_fits if self.filter.text().strip() else self._none
        self._stack.setCurrentWidget(self.list if part.rows else nothing)
        is_empty = self._stack.currentWidget() is self._none
        self.filter.setEnabled(not is_empty)
        self.add_button.setVisible(not is_empty)  # the empty page has its own
        self._show_chosen(self.list.chosen())

    def _show_chosen(self, item: CardItem | None) -> None:
        """The panel of the same item stays, with what is being typed in it."""
        found = None
        if isinstance(item, CardRow):
            found = whole_item(self.context.read, parse_key(item.id).id)
        if found is None:
            self.panel = None
            self._body.clear_panel()
        elif self.panel is not None and self.panel.item.id == found.id:
            self.panel.show_item(found)
        else:
            self.panel = ItemPanel(self.context, found)
            self.panel.grown.connect(self._body.show_focus)
            self._body.show_in_panel(self.panel)

    def _open(self, item: CardItem) -> None:
        if isinstance(item, FoldedCards) and item.id == MORE:
            self._most += _AT_ONCE
            self._read()
        elif isinstance(item, CardRow):
            self._go_to_reason()

    def _go_to_reason(self) -> None:
        if self.panel is not None:
            self._body.open_panel()
            self.panel.focus_reason()

    def _go_to_fields(self) -> None:
        if self.panel is not None:
            self._body.open_panel()
            self.panel.focus_title()
            self._body.show_focus()

    def _open_link(self) -> None:
        if self.panel is not None:
            self.panel.open()

    def _fetch_title(self) -> None:
        if self.panel is not None:
            self.panel.fetch_title()

    def _delete(self) -> None:
        if self.panel is not None:
            self.panel.fields.delete.click()

    def _enter(self, text: str) -> None:
        if self._keep(text):
            self.add_line.settle()
            self._go_to_fields()

    def _keep(self, link_or_title: str, title: str = "") -> bool:
        self.filter.clear()
        outcome = self.context.attempt(use_cases.shelf.keeping.keep, link_or_title, title=title)
        if not outcome:
            self.add_line.show_problem(str(outcome.refused))
            return False
        if outcome.value is not None:
            if outcome.changes is None:
                self.context.show_message("That link is on the shelf already: here it is.")
            self._wanted = key_of(outcome.value)
            self.reload()
        return True
