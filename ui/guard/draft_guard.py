"""Beside a mail: the guard's line, where the text reads like an ask or a pitch. Light until there is something to read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.layout import column

if TYPE_CHECKING:
    from ui.guard.guard_line import GuardLine

_PAUSE_MS = 300  # the text has rested: nobody is warned in the middle of a word, and the first paint is over


class DraftGuard(QWidget):
    """For a mail to one person of the book; with `person_id` None it stays silent."""

    def __init__(self, context: Context, person_id: int | None, text: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self._person_id, self._text = context, person_id, text
        self.line: GuardLine | None = None
        self._inside = column(gap=0)
        self.setLayout(self._inside)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self.look)
        self.hide()
        self.read(text)

    def read(self, text: str) -> None:
        self._text = text
        if self._person_id is not None:
            self._rest.start()

    def look(self) -> None:
        from crm.asks.vague_asks import asks_for_something  # with their vocabularies: after the first paint
        from crm.guard.pitch import looks_like_a_pitch  # for the same reason

        asks, sells = asks_for_something(self._text), looks_like_a_pitch(self._text)
        if self.line is None and not (asks or sells):
            return
        line = self._the_line()
        line.consider(self._person_id, asks, sells)
        self.setVisible(not line.isHidden())

    def _the_line(self) -> "GuardLine":
        if self.line is None:
            from ui.guard.guard_line import KEYS, GuardLine  # at its first use, after the first paint

            self.line = GuardLine(self._context, hint=False)
            self.line.put_aside.connect(self.hide)
            self._inside.addWidget(self.line)
            key = QShortcut(QKeySequence(KEYS), self, self.line.put_away)
            key.setContext(Qt.ShortcutContext.WindowShortcut)
        return self.line
