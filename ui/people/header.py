"""Header of the people page: counts, and buttons for adding, importing, merging and sorting."""

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton, SearchButton
from ui.widgets.choice import open_menu
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading

_ROOM_FOR_SEARCH = 700  # design pixels of width; below it the search button is hidden
_ROOM_FOR_ALL = 840  # below it, import and duplicates move into a menu


class PeopleHeader(PageHeader):
    """`sort` is the primary button while nobody has a rhythm; the page connects `new_person`."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        self.bring = Button("Import", "quiet", clicked=context.import_file)
        self.twice = mark_reading(
            Button("Duplicates", "quiet", clicked=lambda: context.open_page("duplicates"))
        )
        self.others = IconButton("ellipsis", "Import and duplicates", clicked=self._open_others)
        self.sort = Button("Sort people", "quiet", clicked=lambda: context.open_page("sort"))
        self.new_person = Button("New person", keys="N")
        self.search = SearchButton(context.one_box_requested.emit)
        buttons = (self.others, self.bring, self.twice, self.sort, self.new_person, self.search)
        super().__init__("People", "", *buttons, parent=parent)

    def show_duplicates(self, count: int) -> None:
        self.twice.set_text(f"Duplicates {count}" if count else "Duplicates")

    def offer_sorting(self, is_next: bool) -> None:
        self.sort.set_kind("primary" if is_next else "quiet")

    def fit(self, width: int) -> None:
        """`width` is the page's, in pixels."""
        has_room = width >= look.px(_ROOM_FOR_ALL)
        self.search.setVisible(width >= look.px(_ROOM_FOR_SEARCH))
        for button in (self.bring, self.twice):
            button.setVisible(has_room)
        self.others.setVisible(not has_room)

    def _open_others(self) -> None:
        options = [(button, button.text()) for button in (self.bring, self.twice)]
        open_menu(self.others, options, lambda button: button.click())
