"""Which day a date such as 4/5/1970 is, where nothing in the table tells: the first such date, read both ways."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.formats.csv.date_order import DAY_FIRST, MONTH_FIRST, AmbiguousDate
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, clear, row


class DateQuestion(Card):
    """`order` is one of date_order.ORDERS, or nothing as long as it was not answered."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__("true", (16, 8), parent)
        self.order = ""
        self.reading: AmbiguousDate | None = None
        self.choice: ChipChoice[str] | None = None
        self._line = row(gap=16)
        self.body.addLayout(self._line)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether there is something to answer, and it was not."""
        return self.reading is not None and not self.order

    def begin(self, order: str) -> None:
        """Of another table: what was said of its dates before."""
        self.order = order
        self.ask(None)

    def ask(self, reading: AmbiguousDate | None) -> None:
        """Nothing where no column holds such a date. The answer stays."""
        is_same, self.reading = reading == self.reading, reading
        self.setVisible(reading is not None)
        if reading is None or is_same:
            return
        clear(self._line)
        asked = f"Which day is {reading.written}?"
        options = ((DAY_FIRST, reading.day_first), (MONTH_FIRST, reading.month_first))
        self.choice = ChipChoice(asked, options, self.order, self._on_chosen)
        self._line.addWidget(PlainLabel(asked, "strong"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.choice, 1)

    def focus(self) -> None:
        if self.choice is not None:
            self.choice.focus_chosen()

    def _on_chosen(self, order: str) -> None:
        self.order = order
        self.answered.emit()
