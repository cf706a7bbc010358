"""Models of painted lists: one column, immutable rows, found again by id after a reload."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm.text.outside_text import shown

ROW = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_SELECTABLE = _HEADING | Qt.ItemFlag.ItemIsSelectable
_PAGE = 100
_MAX_CACHED_PAGES = 20

Index = QModelIndex | QPersistentModelIndex


class HasId(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row")
NumberedRow = TypeVar("NumberedRow", bound=HasId)


def _id_of(row: Any) -> object:
    return row.id


class RowModel(QAbstractTableModel, Generic[Row]):
    """Holds all rows in memory. `accessible_text` gives a row's accessible text; `identify` its id.

    `spoken_hint` is said after each row: "Enter opens it".
    """

    def __init__(
        self,
        accessible_text: Callable[[Row], str],
        identify: Callable[[Row], object] = _id_of,
        selectable: Callable[[Row], bool] = lambda row: True,
        spoken_hint: str = "",
    ):
        super().__init__()
        self._accessible_text, self._identify, self._selectable = accessible_text, identify, selectable
        self._spoken_hint = spoken_hint
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> Row | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_at(self, place: int) -> object | None:
        row = self.row_at(place)
        return None if row is None else self._identify(row)

    def place_of(self, row_id: object) -> int | None:
        return next((at for at, row in enumerate(self._rows) if self._identify(row) == row_id), None)

    def is_selectable(self, place: int) -> bool:
        row = self.row_at(place)
        return row is not None and self._selectable(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW:
            return self.row_at(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.row_at(index.row())
            return None if row is None else shown(self._accessible_text(row))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._spoken_hint or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _SELECTABLE if self.is_selectable(index.row()) else _HEADING


class PagedRowModel(RowModel[NumberedRow]):
    """For lists of any length: holds only the ids, 8 bytes each, and fetches rows 100 at a time.

    `fetch` takes ids and returns their rows in any order; a row's id is its `id`.
    """

    def __init__(
        self,
        accessible_text: Callable[[NumberedRow], str],
        fetch: Callable[[list[int]], Iterable[NumberedRow]],
    ):
        super().__init__(accessible_text)
        self._fetch = fetch
        self._ids = array("q")
        self._pages: OrderedDict[int, dict[int, NumberedRow]] = OrderedDict()

    def set_ids(self, ids: Iterable[int]) -> None:
        self.beginResetModel()
        self._ids = array("q", ids)
        self._pages.clear()
        self.endResetModel()

    def row_at(self, place: int) -> NumberedRow | None:
        if not 0 <= place < len(self._ids):
            return None
        return self._page(place // _PAGE).get(self._ids[place])

    def id_at(self, place: int) -> int | None:
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, row_id: object) -> int | None:
        try:
            return self._ids.index(row_id)  # type: ignore[arg-type]
        except (ValueError, TypeError):
            return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def _page(self, number: int) -> dict[int, NumberedRow]:
        if number not in self._pages:
            wanted = self._ids[number * _PAGE : (number + 1) * _PAGE].tolist()
            self._pages[number] = {row.id: row for row in self._fetch(wanted)}
            if len(self._pages) > _MAX_CACHED_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]
