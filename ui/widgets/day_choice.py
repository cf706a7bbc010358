"""Choosing a day: a menu of near ones, and any other as text or from a small calendar."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QWidget

from ui.theme.icons import icon
from ui.theme.look import look
from ui.widgets.choice import open_menu
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column

Day = TypeVar("Day", bound=date | None)
_NAV = {"qt_calendar_prevmonth": ("chevron-left", "Month before"),
        "qt_calendar_nextmonth": ("chevron-right", "Month after")}  # fmt: skip


class _Other(Enum):
    DAY = "another day"


def choose_day(
    button: QWidget,
    near: Sequence[tuple[Day, str]],
    day: date,
    parse: Callable[[str], date | None],
    on_choice: Callable[[Day | date], object],
) -> None:
    """`near` are (day, label) as `open_menu` takes them; `parse` returns the day of a typed text, or None."""

    def answer(value: Day | _Other) -> None:
        if value is _Other.DAY:
            open_days(button, day, parse, on_choice)
        else:
            on_choice(value)

    options: list[tuple[Day | _Other, str] | None] = [*near, None, (_Other.DAY, "Another day…")]
    open_menu(button, options, answer)


def open_days(
    button: QWidget, day: date, parse: Callable[[str], date | None], on_choice: Callable[[date], object]
) -> "DayPopup":
    popup = DayPopup(day, parse, button.window())
    popup.on_choice.connect(on_choice)
    popup.show_under(button)
    return popup


class DayPopup(QFrame):
    """A text field over a calendar; Enter in either takes the day, Esc none."""

    on_choice = Signal(object)  # a date

    def __init__(self, day: date, parse: Callable[[str], date | None], parent: QWidget):
        super().__init__(parent, Qt.WindowType.Popup)
        self._parse = parse
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "popup")
        self.setAccessibleName("Choose a day")
        self.field = QLineEdit(placeholderText="Friday, 3 May, in two weeks")
        self.field.setAccessibleName("Day in words")
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._take_words)
        self.problem = PlainLabel("That is no day Goodturn knows.", "error")
        self.problem.hide()
        self.calendar = _calendar(day)
        self.calendar.activated.connect(lambda on: self._take(on.toPython()))
        self.calendar.clicked.connect(lambda on: self._take(on.toPython()))
        self.setLayout(column(self.field, self.problem, self.calendar, gap=8, margins=(10, 10, 10, 10)))

    def show_under(self, button: QWidget) -> None:
        """Moved to where the screen has room for all of it."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, button.height()))
        room = button.screen().availableGeometry()
        left = max(min(corner.x(), room.right() - self.width()), room.left())
        top = corner.y()
        if top + self.height() > room.bottom():
            top = max(corner.y() - button.height() - self.height(), room.top())
        self.move(left, top)
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.calendar.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self.problem.hide()
        day = self._parse(text)
        if day is not None:
            self.calendar.setSelectedDate(_qt(day))

    def _take_words(self) -> None:
        day = self._parse(self.field.text())
        if day is not None or not self.field.text().strip():
            self._take(day or self.calendar.selectedDate().toPython())
        else:
            self.problem.show()

    def _take(self, day: object) -> None:
        self.close()
        self.on_choice.emit(day)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _calendar(day: date) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setAccessibleName("Calendar")
    made.setSelectedDate(_qt(day))
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    plain, quiet = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(look.color("text"))
    quiet.setForeground(look.color("text2"))
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # Qt's default for weekends is red
        made.setWeekdayTextFormat(weekday, plain)
    made.setHeaderTextFormat(quiet)
    made.setMinimumSize(look.px(300), look.px(230))
    for name, (sign, words) in _NAV.items():
        button = made.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(sign, "text2"))
            button.setIconSize(QSize(look.px(16), look.px(16)))
            button.setAccessibleName(words)
            button.setToolTip(words)
    return made
