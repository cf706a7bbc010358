"""Question about ambiguous dates such as 4/5/1970: shows the first one, read both ways."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.formats.csv.date_order import DAY_FIRST, MONTH_FIRST, AmbiguousDate
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, clear, row


class DateQuestion(Card):
    """`order` is one of date_order.ORDERS, or "" until answered."""

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
        """Whether there is a question without an answer."""
        return self.reading is not None and not self.order

    def begin(self, order: str) -> None:
        """Starts for another table, with the order chosen for it before."""
        self.order = order
        self.ask(None)

    def ask(self, reading: AmbiguousDate | None) -> None:
        """Hidden if no column has such a date. Keeps the answer."""
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
