"""The days of a month as a table: arrows move the day, Space steps through its meetings, a planned one can be dragged."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from crm.meetings.meeting_rows import MeetingRow
from crm.meetings.month import WEEK
from crm.text.months import months_after
from ui.meetings.month_cells import MonthDelegate, entry_at
from ui.meetings.month_model import MonthModel
from ui.theme.look import look

_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MonthGrid(QTableView):
    day_requested = Signal(object)  # a date to go to, in whatever month
    day_chosen = Signal(object, object)  # the date, and the selected MeetingRow or None
    day_opened = Signal(object)  # its date
    meeting_opened = Signal(object)
    meeting_dropped = Signal(object, object)  # the MeetingRow, and the date it is dragged to

    def __init__(self, model: MonthModel, today: Callable[[], date]):
        super().__init__()
        self._days, self._today = model, today
        self._cells = MonthDelegate(model)
        self._pressed: MeetingRow | None = None  # a planned one under the pointer that may be dragged
        self._pressed_at = QPoint()
        self._is_dragging = False
        self.setAccessibleName("Month")
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._build()
        look.theme_changed.connect(self.viewport().update)

    @property
    def day(self) -> date | None:
        found = self._days.day_at(self.currentIndex())
        return found.day if found is not None else None

    @property
    def chosen_meeting(self) -> MeetingRow | None:
        found = self._days.day_at(self.currentIndex())
        meetings = found.meetings if found is not None else ()
        return next((one for one in meetings if one.id == self._cells.chosen_entry), None)

    def go_to(self, day: date, meeting_id: int | None = None) -> None:
        """A day that is shown. Of its meetings, this one is selected, or its only one."""
        self._cells.today = self._today()
        self.setCurrentIndex(self._days.index_of(day))
        meetings = self._days.filled(day).meetings
        ids = [one.id for one in meetings]
        only = ids[0] if self._days.filled(day).many == 1 else None
        self._cells.chosen_entry = meeting_id if meeting_id in ids else only
        self.viewport().update()
        self.day_chosen.emit(day, self.chosen_meeting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day
        if day is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _DAYS:
            self.day_requested.emit(_days_after(day, _DAYS[key]))
        elif key in _MONTHS:
            self.day_requested.emit(months_after(day, _MONTHS[key]) or day)
        elif key == Qt.Key.Key_Home:
            self.day_requested.emit(self._today())
        elif key == Qt.Key.Key_Space:
            self._choose_next_meeting(day)
        elif key in _ENTER:
            self.day_opened.emit(day)
        elif key == Qt.Key.Key_Escape and self._is_dragging:
            self._end_drag()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        day = self._days.day_at(index)
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        entry = entry_at(self.visualRect(index), day, event.position().toPoint())
        meeting = entry.meeting if entry is not None else None
        self.go_to(day.day, meeting.id if meeting is not None else None)
        self._pressed = meeting if meeting is not None and meeting.state == "planned" else None
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        far = (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed is not None and (self._is_dragging or far):
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._cells.target = QPersistentModelIndex(self.indexAt(point))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        meeting, was_dragging = self._pressed, self._is_dragging
        found = self._days.day_at(self.indexAt(event.position().toPoint()))
        self._end_drag()
        if meeting is not None and was_dragging and found is not None and found.day != meeting.on:
            self.meeting_dropped.emit(meeting, found.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a meeting it opens that, elsewhere the day."""
        self.mousePressEvent(event)
        self._pressed = None
        index = self.indexAt(event.position().toPoint())
        day = self._days.day_at(index)
        if day is None:
            return
        entry = entry_at(self.visualRect(index), day, event.position().toPoint())
        if entry is not None and entry.meeting is not None:
            self.meeting_opened.emit(entry.meeting)
        else:
            self.day_opened.emit(day.day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _end_drag(self) -> None:
        self._pressed, self._is_dragging, self._cells.target = None, False, None
        self.unsetCursor()
        self.viewport().update()

    def _choose_next_meeting(self, day: date) -> None:
        ids = [one.id for one in self._days.filled(day).meetings]
        if ids:
            chosen = self._cells.chosen_entry
            place = ids.index(chosen) + 1 if chosen in ids else 0
            self.go_to(day, ids[place % len(ids)])

    def _build(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


def _days_after(day: date, days: int) -> date:
    """The calendar ends where its years do."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
