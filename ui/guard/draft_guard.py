"""The guard's line beside a mail, if its text looks like an ask or a pitch. Loads its parts at first use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.layout import column

if TYPE_CHECKING:
    from ui.guard.guard_line import GuardLine

_PAUSE_MS = 300  # a pause in typing, and later than the first paint


class DraftGuard(QWidget):
    """For a mail to one person in the book; inactive if `person_id` is None."""

    def __init__(self, context: Context, person_id: int | None, text: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self._person_id, self._text = context, person_id, text
        self.line: GuardLine | None = None
        self._inside = column(gap=0)
        self.setLayout(self._inside)
        self._pause_timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause_timer.timeout.connect(self.check)
        self.hide()
        self.read(text)

    def read(self, text: str) -> None:
        self._text = text
        if self._person_id is not None:
            self._pause_timer.start()

    def check(self) -> None:
        from crm.asks.vague_asks import asks_for_something  # late: vocabularies, after the first paint
        from crm.guard.pitch import looks_like_a_pitch  # late, as above

        asks, sells = asks_for_something(self._text), looks_like_a_pitch(self._text)
        if self.line is None and not (asks or sells):
            return
        line = self._guard_line()
        line.consider(self._person_id, asks, sells)
        self.setVisible(not line.isHidden())

    def _guard_line(self) -> "GuardLine":
        if self.line is None:
            from ui.guard.guard_line import KEYS, GuardLine  # late: at first use, after the first paint

            self.line = GuardLine(self._context, hint=False)
            self.line.dismissed.connect(self.hide)
            self._inside.addWidget(self.line)
            key = QShortcut(QKeySequence(KEYS), self, self.line.dismiss)
            key.setContext(Qt.ShortcutContext.WindowShortcut)
        return self.line
