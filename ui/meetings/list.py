"""The list of meetings, read as far as it is looked at: a page more whenever its end comes near."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal

from crm.meetings.meeting_pages import START, MeetingPage, Position
from crm.meetings.meeting_rows import MeetingRow
from ui.meetings import items, row_text
from ui.meetings.delegate import MeetingDelegate
from ui.meetings.items import Item
from ui.theme.look import look
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

PAGE = 100
_AHEAD = 50  # rows read while scrolling: more would show in the frame
Fetch = Callable[[Position, int], MeetingPage]


class GrowingModel(RowModel[Item]):
    """Holds the rows read so far."""

    def __init__(self, accessible_text: Callable[[Item], str]):
        super().__init__(accessible_text, items.key, lambda item: not isinstance(item, items.Heading))
        self._read: list[Item] = []

    def set_rows(self, rows: Sequence[Item]) -> None:
        self._read = list(rows)
        super().set_rows(self._read)

    def append(self, added: Sequence[Item]) -> None:
        count = len(self._read)
        self.beginInsertRows(QModelIndex(), count, count + len(added) - 1)
        self._read.extend(added)
        self.endInsertRows()


class MeetingList(RowList[Item]):
    """`fetch` reads a page; `more_proposals` counts those that are not shown."""

    emptied = Signal(bool)  # whether nothing is shown

    def __init__(self, fetch: Fetch, more_proposals: Callable[[int], int], today: Callable[[], date]):
        self._fetch, self._more_proposals, self._today = fetch, more_proposals, today
        self._grown = GrowingModel(lambda item: row_text.accessible_text(item, today()))
        self._after: Position | None = None
        self._last_heading = ""
        self._proposals_left = 0
        self._headings: list[int] = []
        self._low_places: set[int] = set()
        self._delegate_of_rows = MeetingDelegate(today)
        super().__init__("Meetings", self._grown, self._delegate_of_rows)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)

    def show_from_start(self) -> None:
        """Another filter is asked for."""
        self._read(PAGE)
        self.scrollToTop()
        if self.chosen() is None:
            self.choose_first()

    def reload(self) -> None:
        """As far as it is looked at, or selected."""
        seen = max(self.rowAt(self.viewport().height() - 1), self.currentIndex().row(), 0)
        self._read(seen + PAGE)

    def chosen_meeting(self) -> MeetingRow | None:
        item = self.chosen()
        return item if isinstance(item, MeetingRow) else None

    def _read(self, most: int) -> None:
        self._last_heading, self._proposals_left, self._headings = "", 0, []
        page = self._fetch(START, most)
        self.set_rows(self._take(page, 0))
        self.emptied.emit(not page.rows)

    def _read_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self._after is None or bar.maximum() - bar.value() > 2 * self.viewport().height():
            return
        begin = self._grown.rowCount()
        if added := self._take(self._fetch(self._after, _AHEAD), begin):
            self._grown.append(added)
            self._set_heading_heights(place for place in self._headings if place >= begin)

    def _take(self, page: MeetingPage, begin: int) -> list[Item]:
        """The rows of a page with their headings. The few proposals that are shown are all in one page."""
        self._after = page.after
        if proposed := sum(row.state == "proposed" for row in page.rows):
            self._proposals_left = self._more_proposals(proposed)
        found = list(items.headed(page.rows, self._last_heading, self._today(), self._proposals_left))
        if page.rows:
            self._last_heading = items.heading_of(page.rows[-1], self._today())
        if self._after is None and self._last_heading == items.PROPOSED and self._proposals_left > 0:
            found.append(items.MoreProposals(self._proposals_left))
        self._headings += [
            begin + place for place, item in enumerate(found) if not isinstance(item, MeetingRow)
        ]
        return found

    def _set_heights(self) -> None:
        """The view keeps the height of a place that no longer holds a heading."""
        super()._set_heights()
        former, self._low_places = self._low_places, set()
        self._set_heading_heights(self._headings)
        for place in former - self._low_places:
            if place < self._grown.rowCount():
                self.setRowHeight(place, look.px(self._delegate_of_rows.height))

    def _set_heading_heights(self, places: Iterable[int]) -> None:
        for place in places:
            if (item := self._grown.row_at(place)) is not None:
                self.setRowHeight(place, look.px(self._delegate_of_rows.row_height(item)))
                self._low_places.add(place)
