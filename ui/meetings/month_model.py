"""Model of the month: a week a row, a day a cell; a screen reader is told each day with its meetings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm.meetings.month import WEEK, MonthDay
from crm.text.outside_text import shown
from ui.counts_and_days import format_count, format_full_day

DAY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class MonthModel(QAbstractTableModel):
    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.month = today()
        self.days: Sequence[date] = ()
        self._filled: Mapping[date, MonthDay] = {}

    def show_days(self, month: date, days: Sequence[date], filled: Mapping[date, MonthDay]) -> None:
        self.beginResetModel()
        self.month, self.days, self._filled = month, days, filled
        self.endResetModel()

    def day_at(self, index: Index) -> MonthDay | None:
        at = index.row() * WEEK + index.column() - self._first_column
        if not index.isValid() or not 0 <= at < len(self.days):
            return None
        return self.filled(self.days[at])

    def filled(self, day: date) -> MonthDay:
        return self._filled.get(day, MonthDay(day, 0, ()))

    def index_of(self, day: date) -> QModelIndex:
        """An invalid one for a day that is not shown."""
        if not self.days or not self.days[0] <= day <= self.days[-1]:
            return QModelIndex()
        at = (day - self.days[0]).days + self._first_column
        return self.index(at // WEEK, at % WEEK)

    @property
    def _first_column(self) -> int:
        """Not 0 only where the calendar itself begins, on a Monday of the year 1."""
        return self.days[0].weekday() if self.days else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else -(-(len(self.days) + self._first_column) // WEEK)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day_at(index)
        if day is None:
            return None
        if role == DAY:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown(self.spoken(day))
        return None

    def spoken(self, day: MonthDay) -> str:
        """ "Saturday 21 November, today, 1 meeting: 14:00 Coffee with Lena Petrov, planned"."""
        today = self._today()
        words = [format_full_day(day.day, today), *(["today"] if day.day == today else [])]
        if not day.many:
            return ", ".join([*words, "no meetings"])
        told = [_spoken(one.at, one.title, one.state) for one in day.meetings]
        more = day.many - len(told)
        told += [f"{more:,} more"] if more > 0 else []
        return f"{', '.join(words)}, {format_count(day.many, 'meeting', 'meetings')}: {'; '.join(told)}"


def _spoken(at: str | None, title: str, state: str) -> str:
    told = {"planned": ", planned", "proposed": ", proposed", "missed": ", did not happen"}.get(state, "")
    return f"{at} {title}{told}" if at else f"{title}{told}"
