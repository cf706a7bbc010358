"""Line below Today's list after a meeting of today or yesterday: two minutes to look back. It is not counted as due."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from crm.meetings.debriefing.offered import OfferedDebrief, offered
from crm.text.days_in_words import named
from ui.context import Context
from ui.meeting_pages import open_look_back
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import row
from ui.widgets.row_list import GUTTER

KEY = "V"
_A_MINUTE = 60_000


class LookBackLine(QWidget):
    """Shows the newest of them; once that is answered, the one before."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._offered: OfferedDebrief | None = None
        self.words = ElidedLabel("", "small")
        self.button = Button("Look back", "quiet", keys=KEY, clicked=self.open)
        line = row(self.words, self.button, gap=12, margins=(12, 0, GUTTER, 0))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()
        # A meeting of today is offered from its time on.
        self._minutes = QTimer(self, interval=_A_MINUTE)
        self._minutes.timeout.connect(self._on_minute_passed)
        self._minutes.start()

    def look(self) -> None:
        today, now = self._context.today, self._context.book.clock.now()
        found = offered(self._context.read, today, f"{now:%H:%M}")
        self._offered = found[0] if found and self._context.read_only_reason is None else None
        if self._offered is not None:
            day, what = named(self._offered.on, today), self._offered.what
            self.words.setText(f"{what[:1].upper()}{what[1:]} {day}: two minutes to look back?")
        self.setVisible(self._offered is not None)

    def _on_minute_passed(self) -> None:
        if self.window().isVisible() and not self._context.has_ended:
            self.look()

    def open(self) -> bool:
        """Whether there is a meeting to look back on."""
        if self._offered is None:
            return False
        open_look_back(self._context, self._offered.meeting_id)
        return True
