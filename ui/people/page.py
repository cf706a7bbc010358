"""The people page: filters, a list for up to 100,000 people, and actions on them."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.errors import NotUnderstood
from crm.people import list_queries
from crm.people.filters import CHIPS, Filter, parse
from crm.people.list_queries import PersonRow
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_count
from ui.page import ExportSelection, Page
from ui.page_target import PageTarget
from ui.people import row_text
from ui.people.bulk_bar import BulkBar
from ui.people.choosing_columns import ColumnsChip
from ui.people.columns import COLUMNS, chosen_columns
from ui.people.delegate import PersonDelegate
from ui.people.filtering import FilterChip
from ui.people.header import PeopleHeader
from ui.people.heading import ColumnHeading
from ui.people.merge_sheet import MergeSheet
from ui.people.new_person import NewPersonSheet
from ui.people.saved_view import View, load_view, save_view
from ui.theme.look import look
from ui.widgets.chips import ChipButton
from ui.widgets.choice import ChipChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.labels import set_tip
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER, RowList
from ui.widgets.row_model import PagedRowModel

_SHOWN = (
    "person", "role", "organisation", "contact_point", "meeting", "attendance", "promise", "promise_person",
    "person_tag", "person_topic",
)  # fmt: skip
_NOBODY = "Nobody is in your book yet. Bring your contacts, or log the first meeting."


class PeoplePage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._new: NewPersonSheet | None = None
        self._ids: Sequence[int] = ()  # ids that match the filter
        self._narrowed = False
        self._people = 0
        self._asked = ""  # filter set by another page; Back returns there
        self.view = load_view(context.book.folder)
        self._build()
        self._arrange()
        self._connect()
        self._take_view()

    def reload(self, changes: Changes | None = None) -> None:
        if changes is None or changes.touches(*_SHOWN):
            counts = list_queries.counts(self.context.read)
            is_import, self._people = counts.people > self._people + 1, counts.people
            is_at_top = self.list.currentIndex().row() <= 0
            self._header.show_text("People", row_text.summary(counts.people, counts.with_rhythm))
            self._header.offer_sorting(counts.people > 0 and not counts.with_rhythm)
            self._show_list(anyone=counts.people > 0)
            if is_import and is_at_top:
                self.list.choose_first()
                self.list.scrollToTop()

    def open_at(self, target: PageTarget) -> None:
        """ "new" opens the sheet for a new person; any other text is a filter."""
        if target == "new":
            self.add_person()
        elif isinstance(target, str) and target:
            self.chips.show_value("everyone")
            self._asked = f"{target} "
            self.filter.setText(self._asked)

    def focus_first(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.choose_first()
        if self._new is None or not self._new.is_open:
            way_out = (None, self._nobody.button, self._none_fit.button)[self._stack.currentIndex()]
            (way_out or self.list).setFocus()

    def focus_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def go_back(self) -> bool:
        if self.filter.text() not in ("", self._asked):
            self.filter.clear()
        elif len(self.list.chosen_ids()) > 1:
            self._choose_none()
        else:
            return False
        self.list.setFocus()
        return True

    def export_selection(self) -> ExportSelection:
        """The selected people, else those that match the filter."""
        chosen = self.list.chosen_ids()
        if len(chosen) > 1:
            return ExportSelection(chosen, f"{format_count(len(chosen), 'person', 'people')} chosen")
        if self._narrowed:
            shown = list(self._ids)
            return ExportSelection(shown, f"{format_count(len(shown), 'person', 'people')} shown")
        return ExportSelection()

    def add_person(self) -> None:
        if self._new is None:
            self._new = NewPersonSheet(self.window(), self.context.drafts)
            self.destroyed.connect(self._new.deleteLater)
            self._new.name_entered.connect(self._on_name_entered)
        self._new.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.width())

    def choose_all(self) -> None:
        """Selects all people that match the filter, so that the next action applies to all, in one step."""
        self.list.selectAll()
        self.list.setFocus()

    def sort_by(self, column: str) -> None:
        self._show_view(self.view._replace(order=self.view.order.pressed(column)))

    def merge_chosen(self) -> None:
        """Shows both people side by side first."""
        chosen = self.list.chosen_ids()
        if len(chosen) != 2:
            self.context.show_message("Choose two people to make them one.")
            return
        pair = (min(chosen), max(chosen))
        MergeSheet(self.window(), self.context.read, pair, self._merge).begin()

    def _merge(self, keep: int, absorb: int, take: list[str]) -> None:
        self.context.do(use_cases.people.merging.merge, keep, absorb, take)

    def _show_view(self, view: View) -> None:
        if self.context.read_only_reason is None:
            save_view(self.context.book.folder, view)
        self.view = view
        self._take_view()
        self._show_list()

    def _take_view(self) -> None:
        columns = chosen_columns(self.view.columns)
        self._delegate.columns, self._delegate.by_family = columns, self.view.order.by_family
        self.heading.show_columns(columns, self.view.order)
        self.list.viewport().update()

    def _build(self) -> None:
        self._header = PeopleHeader(self.context)
        self._header.new_person.clicked.connect(lambda _checked=False: self.add_person())
        options = [(filter_words, text) for text, filter_words in CHIPS]
        self.chips = mark_reading(ChipChoice("Show", options, "everyone", lambda _: self._show_list()))
        self.more = FilterChip(lambda: list_queries.filter_values(self.context.read), self._add_filter)
        self.all = ChipButton("", self.choose_all)
        self.chips.flow.addWidget(self.more)
        self.chips.flow.addWidget(mark_reading(ColumnsChip(lambda: self.view, self._show_view)))
        self.chips.flow.addWidget(self.all)
        self.filter = SearchField("Filter by name")
        self.filter.setFixedWidth(look.px(170))
        set_tip(self.filter, "Filter by name (/)")
        self.many = BulkBar()
        self.many.hide()
        model = PagedRowModel(lambda one: row_text.accessible_text(one, self.context.today), self._fetch)
        self._delegate = PersonDelegate(lambda: self.context.today)
        self.list = RowList("People", model, self._delegate, several=True)
        self.heading = ColumnHeading(self.sort_by)
        self.list.keep_gutter()
        self._nobody = EmptyState(_NOBODY, "Import contacts", self.context.import_file)
        self._none_fit = mark_reading(EmptyState("Nobody fits this.", "Show everyone", self._show_everyone))

    def _arrange(self) -> None:
        self._filters = QWidget()
        chips = row(self.chips, self.filter, gap=12, margins=(0, 0, GUTTER, 0))
        chips.setStretch(0, 1)
        chips.setAlignment(self.chips, Qt.AlignmentFlag.AlignVCenter)
        self._filters.setLayout(chips)
        listing = QWidget()
        heading = row(self.heading, margins=(0, 0, GUTTER, 0))
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
        self.list.left_upwards.connect(self.focus_filter)
        self.list.row_opened.connect(lambda one: self.context.open_person(one.id))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_many())
        self.many.rhythm_requested.connect(self._set_rhythm)
        self.many.standing_requested.connect(self._set_standing)
        self.many.tag_requested.connect(self._tag)
        self.many.export_requested.connect(lambda: self.context.export(*self.export_selection()))
        self.many.delete_requested.connect(self._delete)
        self.many.merge_requested.connect(self.merge_chosen)
        self.many.clear_requested.connect(self._choose_none)
        self.context.count_changed.connect(self._on_counted)
        self.add_action("Add someone", "N", self.add_person)
        self.add_action("Choose everyone shown", "Ctrl+A", self.choose_all, only_reads=True)
        self.add_action("Merge the two chosen", "M", self.merge_chosen)
        self.add_action("Delete", "Del", self._delete)
        for one in COLUMNS:
            self.add_action(
                f"Sort by {one.title.lower()}", "", partial(self.sort_by, one.name), only_reads=True
            )

    def _on_counted(self, page: str, count: int) -> None:
        if page == "duplicates":
            self._header.show_duplicates(count)

    def _fetch(self, ids: list[int]) -> Iterable[PersonRow]:
        return list_queries.rows(self.context.read, ids, self.context.today)

    def _show_list(self, anyone: bool = True) -> None:
        try:
            chosen = parse(f"{self.chips.value} {self.filter.text()}")
        except NotUnderstood:
            return  # an incomplete filter such as "tag:": keep the list
        ids = list_queries.list_ids(self.context.read, chosen, self.context.today, self.view.order)
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
        self.list.setFocus()

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

    def _set_rhythm(self, days: int | None) -> None:
        self.context.do(use_cases.people.bulk_changes.set_rhythm, self.list.chosen_ids(), days)

    def _set_standing(self, standing: str) -> None:
        self.context.do(use_cases.people.bulk_changes.set_standing, self.list.chosen_ids(), standing)

    def _tag(self, name: str) -> None:
        self.context.do(use_cases.people.bulk_changes.tag, self.list.chosen_ids(), name)

    def _delete(self) -> None:
        if ids := self.list.chosen_ids():
            self.context.do(use_cases.people.deleting.delete_many, ids)

    def _on_name_entered(self, name: str) -> None:
        assert self._new is not None
        outcome = self.context.attempt(use_cases.people.adding.add, name)
        if outcome.refused:
            self._new.say(str(outcome.refused))
        elif outcome.value is not None:
            self._new.done()
            self.context.open_person(outcome.value.id)
