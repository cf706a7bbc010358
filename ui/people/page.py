"""The page of everyone: filters, a list that stays quick with a hundred thousand people, and what to do with them."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.errors import NotUnderstood
from crm.people import queries
from crm.people.filters import CHIPS, Filter, parse
from crm.people.queries import PersonRow
from ui import doing
from ui.context import Context
from ui.page import Page
from ui.people import words
from ui.people.delegate import ColumnHeading, PersonDelegate
from ui.people.filtering import FilterChip
from ui.people.many import ManyBar
from ui.people.new_person import NewPersonSheet
from ui.theme.look import look
from ui.widgets.buttons import Button, SearchButton
from ui.widgets.chips import ChipButton
from ui.widgets.choice import ChipChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.labels import set_tip
from ui.widgets.layout import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import GUTTER, RowList
from ui.widgets.row_model import PagedRowModel
from ui.words import counted

_SHOWN = (
    "person", "role", "organisation", "contact_point", "meeting", "attendance", "promise", "promise_person",
    "person_tag", "person_topic",
)  # fmt: skip
_ROOM_FOR_SEARCH = 700  # design pixels; in less, Ctrl+K has to do without its button
_ROOM_FOR_ALL = 800  # in less, the sentence goes before the button for duplicates, which the menu has too
_NOBODY = "Nobody is in your book yet. Bring your contacts, or log the first meeting."


class PeoplePage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._new: NewPersonSheet | None = None
        self._ids: Sequence[int] = ()  # what the filter lets through
        self._narrowed = False
        self._people = 0
        self._build()
        self._arrange()
        self._connect()

    def reload(self, changes: Changes | None = None) -> None:
        if changes is None or changes.touches(*_SHOWN):
            counts = queries.counts(self.context.read)
            is_import, self._people = counts.people > self._people + 1, counts.people
            is_at_top = self.list.currentIndex().row() <= 0
            self._header.show_text("People", words.summary(counts.people, counts.with_rhythm))
            self._sort.set_kind("primary" if counts.people and not counts.with_rhythm else "plain")
            self._show_list(anyone=counts.people > 0)
            if is_import and is_at_top:
                self.list.choose_first()
                self.list.scrollToTop()

    def open_at(self, place: object) -> None:
        """ "new" asks for a name at once."""
        if place == "new":
            self.add_person()

    def focus_first(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.choose_first()
        if self._new is None or not self._new.is_open:
            self.list.setFocus()

    def filter_asked(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def go_back(self) -> bool:
        if self.filter.text():
            self.filter.clear()
        elif len(self.list.chosen_ids()) > 1:
            self._choose_none()
        else:
            return False
        self.list.setFocus()
        return True

    def people_here(self) -> tuple[list[int], str]:
        """The chosen ones, else those the filter lets through."""
        chosen = [int(str(one)) for one in self.list.chosen_ids()]
        if len(chosen) > 1:
            return chosen, f"{counted(len(chosen), 'person', 'people')} chosen"
        if self._narrowed:
            shown = list(self._ids)
            return shown, f"{counted(len(shown), 'person', 'people')} shown"
        return [], ""

    def add_person(self) -> None:
        if self._new is None:
            self._new = NewPersonSheet(self.window())
            self.destroyed.connect(self._new.deleteLater)
            self._new.named.connect(self._on_named)
        self._new.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._search.setVisible(self.width() >= look.px(_ROOM_FOR_SEARCH))
        self._twice.setVisible(self.width() >= look.px(_ROOM_FOR_ALL))

    def choose_all(self) -> None:
        """Everyone the filter lets through: what is done next is done for all of them, in one step."""
        self.list.selectAll()
        self.list.setFocus()

    def _build(self) -> None:
        bring = Button("Import", clicked=self.context.import_file)
        self._twice = Button("Duplicates", clicked=lambda: self.context.open_page("duplicates"))
        self._sort = Button("Sort people", clicked=lambda: self.context.open_page("sort"))
        self._search = SearchButton(self.context.one_box_asked.emit)
        self._header = PageHeader("People", "", bring, self._twice, self._sort, self._search)
        options = [(filter_words, text) for text, filter_words in CHIPS]
        self.chips = ChipChoice("Show", options, "everyone", lambda _: self._show_list())
        self.more = FilterChip(lambda: queries.tags(self.context.read), self._add_filter)
        self.all = ChipButton("", self.choose_all)
        self.chips.flow.addWidget(self.more)
        self.chips.flow.addWidget(self.all)
        self.filter = SearchField("Filter by name")
        self.filter.setFixedWidth(look.px(170))
        set_tip(self.filter, "Filter by name (/)")
        self.many = ManyBar()
        self.many.hide()
        model = PagedRowModel(lambda one: words.spoken(one, self.context.today), self._fetch)
        self.list = RowList("People", model, PersonDelegate(lambda: self.context.today), several=True)
        self.list.keep_gutter()
        self._nobody = EmptyState(_NOBODY, "Import contacts", self.context.import_file)
        self._none_fit = EmptyState("Nobody fits this.", "Show everyone", self._show_everyone)

    def _arrange(self) -> None:
        self._filters = QWidget()
        chips = row(self.chips, self.filter, gap=12, margins=(0, 0, GUTTER, 0))
        chips.setStretch(0, 1)
        chips.setAlignment(self.chips, Qt.AlignmentFlag.AlignVCenter)
        self._filters.setLayout(chips)
        listing = QWidget()
        heading = row(ColumnHeading(), margins=(0, 0, GUTTER, 0))
        inside = column(gap=0)
        inside.addLayout(heading)
        inside.addWidget(self.list, 1)
        listing.setLayout(inside)
        self._stack = QStackedWidget()
        for widget in (listing, self._nobody, self._none_fit):
            self._stack.addWidget(widget)
        body = column(self._filters, self.many, gap=8, margins=(32, 0, 32 - GUTTER, 12))
        body.addWidget(self._stack, 1)
        whole = column(self._header, gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._show_list())
        self.filter.left_downwards.connect(self._go_to_list)
        self.list.left_upwards.connect(self.filter_asked)
        self.list.row_opened.connect(lambda one: self.context.open_person(one.id))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_many())
        self.many.rhythm_asked.connect(lambda days: self._do(doing.people.many.set_rhythm, days))
        self.many.standing_asked.connect(lambda standing: self._do(doing.people.many.set_standing, standing))
        self.many.tag_asked.connect(lambda tag: self._do(doing.people.many.tag, tag))
        self.many.export_asked.connect(lambda: self.context.export(*self.people_here()))
        self.many.delete_asked.connect(self._delete)
        self.many.none_asked.connect(self._choose_none)
        self.context.counted.connect(self._on_counted)
        self.add_action("Add someone", "N", self.add_person)
        self.add_action("Choose everyone shown", "Ctrl+A", self.choose_all)
        self.add_action("Delete", "Del", self._delete)

    def _on_counted(self, page: str, count: int) -> None:
        if page == "duplicates":
            self._twice.set_text(f"Duplicates {count}" if count else "Duplicates")

    def _fetch(self, ids: list[int]) -> Iterable[PersonRow]:
        return queries.rows(self.context.read, ids, self.context.today)

    def _show_list(self, anyone: bool = True) -> None:
        try:
            chosen = parse(f"{self.chips.value} {self.filter.text()}")
        except NotUnderstood:
            return  # half a filter such as "tag:" while it is being typed: the list stays as it was
        ids = queries.list_ids(self.context.read, chosen, self.context.today)
        self.list.set_ids(ids)
        self._ids, self._narrowed = ids, chosen != Filter() and len(ids) > 0
        narrowed = self._narrowed and len(ids) > 1
        self.all.set_text(f"Choose all {len(ids):,}" if narrowed else "")
        self.all.setVisible(narrowed)
        self._stack.setCurrentIndex(0 if ids else 2 if anyone else 1)
        self._filters.setEnabled(anyone)

    def _add_filter(self, part: str) -> None:
        self.filter.setText(f"{self.filter.text().strip()} {part} ".lstrip())
        self.filter.setFocus()

    def _show_everyone(self) -> None:
        self.chips.show_value("everyone")
        self.filter.clear()
        self._show_list()

    def _show_many(self) -> None:
        many = len(self.list.selectionModel().selectedRows())
        self.many.show_count(many)
        self.many.setVisible(many > 1)
        self._filters.setVisible(many < 2)

    def _go_to_list(self) -> None:
        if self.list.rows.rowCount():
            self.list.choose_first()
            self.list.setFocus()

    def _choose_none(self) -> None:
        here = self.list.currentIndex()
        self.list.clearSelection()
        self.list.setCurrentIndex(here)
        self.list.setFocus()

    def _do(self, use_case: Any, *args: Any) -> None:
        self.context.do(use_case, self.list.chosen_ids(), *args)

    def _delete(self) -> None:
        if ids := self.list.chosen_ids():
            self.context.do(doing.people.deleting.delete_many, ids)

    def _on_named(self, name: str) -> None:
        assert self._new is not None
        outcome = self.context.do(doing.people.adding.add, name, tell_refusal=False)
        if outcome.refused:
            self._new.say(str(outcome.refused))
        else:
            self._new.done()
            self.context.open_person(outcome.value.id)
