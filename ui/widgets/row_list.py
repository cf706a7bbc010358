"""The list used by all pages: a table view with one painted column. (QListView would ask for every row at
each reset.)"""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme.look import look
from ui.widgets.labels import restyle
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_model import PagedRowModel, Row, RowModel

_AND_THIS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_MAX_RESTORED = 500  # maximum number of selected rows restored after a reload
GUTTER = 10  # design pixels; the page's right margin is smaller by it


class RowList(QTableView, Generic[Row]):
    """Up/Down or j/k moves, Enter opens. Selection and scroll position survive a reload, by row id.

    A selected row that was visible stays visible, also when a filter above the list is removed.
    """

    row_chosen = Signal(object)  # the row now selected, or None
    row_opened = Signal(object)
    left_upwards = Signal()  # Up on the first row: the page may focus its search field

    def __init__(
        self,
        name: str,
        model: RowModel[Row],
        delegate: RowDelegate[Row],
        *,
        varied: bool = False,
        several: bool = False,
        parent: QWidget | None = None,
    ):
        """`name` is the accessible name. `varied`: row heights are asked of the delegate, for short lists.
        `several`: multiple selection."""
        super().__init__(parent)
        self._set_viewport()
        self.shows_ring = False
        self.hovered = -1  # row number under the pointer
        self.rows = model
        self._delegate = delegate
        self._varied = varied
        self._actions: QWidget | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._build(several)
        self._connect()

    def _set_viewport(self) -> None:
        # set explicitly: for Qt's own viewport PySide would first create the classes of all widgets
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)

    def _connect(self) -> None:
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.doubleClicked.connect(lambda index: self.row_opened.emit(self.rows.row_at(index.row())))
        look.theme_changed.connect(self.viewport().update)
        look.size_changed.connect(self._set_heights)
        self.verticalScrollBar().valueChanged.connect(self.place_actions)

    def set_rows(self, rows: Sequence[Row]) -> None:
        self._reset(lambda: self.rows.set_rows(rows))

    def set_ids(self, ids: Iterable[int]) -> None:
        """For a PagedRowModel."""
        assert isinstance(self.rows, PagedRowModel)
        paged = self.rows
        self._reset(lambda: paged.set_ids(ids))

    def chosen(self) -> Row | None:
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """Ids of all selected rows whose id is a number, in list order."""
        return [one for one in self._chosen_row_ids() if isinstance(one, int)]

    def _chosen_row_ids(self) -> list[object]:
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.id_at(place) for place in places]

    def choose(self, row_id: object) -> bool:
        place = self.rows.place_of(row_id)
        return place is not None and self._choose_place(place)

    def choose_first(self) -> bool:
        return self._choose_place(0, downwards=True)

    def choose_nothing(self) -> None:
        """Clears the selection; `row_chosen` is emitted with None."""
        had = self.currentIndex().isValid()
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        if had:
            self.row_chosen.emit(None)
            self.place_actions()

    def shows_focus_ring(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether to paint the focus ring on this row."""
        return self.shows_ring and self.hasFocus() and self.currentIndex() == index

    def set_actions(self, actions: QWidget) -> None:
        """Sets the buttons shown at the right end of the current row."""
        self._actions = actions
        actions.setParent(self.viewport())
        self.place_actions()

    def _build(self, several: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_heights()

    def keep_gutter(self) -> None:
        """For a list that fills its page: row width stays the same with and without a scroll bar."""
        bar = self.verticalScrollBar()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar.rangeChanged.connect(self._show_handle)
        self._show_handle()

    def _show_handle(self) -> None:
        bar = self.verticalScrollBar()
        if bar.property("idle") != (bar.maximum() == 0):
            bar.setProperty("idle", bar.maximum() == 0)
            restyle(bar)

    def _set_heights(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look.px(self._delegate.height))
        if self._varied:
            for place in range(self.rows.rowCount()):
                if (row := self.rows.row_at(place)) is not None:
                    self.setRowHeight(place, look.px(self._delegate.row_height(row)))

    def _reset(self, change: Callable[[], None]) -> None:
        place, scroll = self.currentIndex().row(), self.verticalScrollBar().value()
        row_id, chosen = self.rows.id_at(place), self._chosen_row_ids()
        was_seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        above = sum(index.row() < place for index in self.selectionModel().selectedRows())
        blocked = self.blockSignals(True)
        change()
        self._set_heights()
        self.blockSignals(blocked)
        found = None if row_id is None else self.rows.place_of(row_id)
        went = found is None and row_id is not None
        if went:  # selects the neighbour of a removed row, corrected for removed rows above it
            found = min(max(place - above, 0), self.rows.rowCount() - 1)
        self.updateGeometries()
        if found is not None and found >= 0:
            self._choose_place(found)
            self._choose_also(chosen)
        else:
            self.row_chosen.emit(None)
        self.verticalScrollBar().setValue(scroll)
        if (went and above) or (was_seen and not went):
            self.scrollTo(self.currentIndex())
        self.place_actions()

    def _choose_also(self, row_ids: list[object]) -> None:
        """Restores the other rows of a multiple selection, as far as they still exist."""
        places = (
            [self.rows.place_of(row_id) for row_id in row_ids] if 1 < len(row_ids) <= _MAX_RESTORED else []
        )
        for place in places:
            if place is not None:
                self.selectionModel().select(self.rows.index(place, 0), _AND_THIS)

    def _choose_place(self, place: int, downwards: bool = False) -> bool:
        count = self.rows.rowCount()
        order = list(range(place, count)) + ([] if downwards else list(range(place - 1, -1, -1)))
        for at in order[:50]:
            if self.rows.is_selectable(at):
                self.setCurrentIndex(self.rows.index(at, 0))
                return True
        return False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.row_chosen.emit(self.chosen())
        self.place_actions()  # after the receivers of the signal have updated the buttons

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        moves, at = QAbstractItemView.CursorAction, self.currentIndex().row()
        last = self.rows.rowCount() - 1
        # Home and End are Qt's keys for the first and last column, and there is only one.
        begin_and_step = {
            moves.MoveUp: (at - 1, -1),
            moves.MoveDown: (at + 1, 1),
            moves.MoveHome: (0, 1),
            moves.MoveEnd: (last, -1),
        }
        if action not in begin_and_step:
            return super().moveCursor(action, modifiers)
        place, step = begin_and_step[action]
        while 0 <= place < self.rows.rowCount() and not self.rows.is_selectable(place):
            place += step
        if place < 0 or place > last:
            return self.currentIndex()
        return self.rows.index(place, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_ring = True
        key = event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen() is not None:
                self.row_opened.emit(self.chosen())
        elif plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            moved = Qt.Key.Key_Down if key == Qt.Key.Key_J else Qt.Key.Key_Up
            self.keyPressEvent(QKeyEvent(event.type(), moved, Qt.KeyboardModifier.NoModifier))
        elif (
            key == Qt.Key.Key_Up
            and self.moveCursor(QAbstractItemView.CursorAction.MoveUp, event.modifiers())
            == self.currentIndex()
        ):
            self.left_upwards.emit()
        elif event.text().isprintable() and event.text() and plain:
            event.ignore()  # single letters are shortcuts of the page, not Qt's keyboard search
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_ring = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current without selecting it; then keys for selected rows would do nothing."""
        super().focusInEvent(event)
        is_several = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        if is_several and self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self._choose_place(self.currentIndex().row(), downwards=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_actions()

    def _hover(self, place: int) -> None:
        self.hovered = place
        self.viewport().update()

    def place_actions(self) -> None:
        """As wide as the buttons visible now."""
        if self._actions is None:
            return
        index = self.currentIndex()
        if not index.isValid() or not self.rows.is_selectable(index.row()):
            self._delegate.reserved = 0
            self._actions.hide()
            return
        self._actions.adjustSize()
        self._delegate.reserved = self._actions.width()
        rect = self.visualRect(index)
        top = rect.top() + (rect.height() - look.px(self._delegate.gap) - self._actions.height()) // 2
        self._actions.move(QPoint(rect.right() - self._actions.width() - look.px(12) + 1, top))
        self._actions.show()
        self.viewport().update()
