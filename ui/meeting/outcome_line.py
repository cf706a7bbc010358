"""One line of what came of a meeting; Enter opens its fields below it, Del takes it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from crm.meetings.outcomes import Outcome
from crm.text.outside_text import shown
from crm.things.key import Key
from ui.context import Context
from ui.outcome_text import EndOfLine, end_of_line, icon_of, spoken
from ui.theme.look import look
from ui.thing_fields.thing_fields import ThingFields
from ui.widgets.buttons import IconLabel
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, PlainLabel, restyle
from ui.widgets.layout import clear, column, row

_WHO = 112


class OutcomeLine(QFrame):
    """`removal_requested` and `step_requested` (up or down) are for the list around it."""

    removal_requested = Signal()
    step_requested = Signal(int)

    def __init__(self, context: Context, outcome: Outcome, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.outcome = outcome
        self.fields: ThingFields | None = None
        self.setProperty("card", "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line = row(gap=10, margins=(10, 6, 10, 6))
        self._inside = column(gap=4)
        self._inside.addLayout(self._line)
        self.setLayout(self._inside)
        self.show_outcome(outcome)

    @property
    def key(self) -> Key:
        return Key(self.outcome.kind, self.outcome.id)

    def show_outcome(self, outcome: Outcome) -> None:
        self.outcome = outcome
        today = self._context.today
        clear(self._line)
        who = ElidedLabel(outcome.who, "caption")
        who.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        who.setFixedWidth(look.px(_WHO))
        words = ElidedLabel(outcome.words, "body")
        parts = (IconLabel(icon_of(outcome), size=16), who, words, _end(end_of_line(outcome, today)))
        for part in parts:
            self._line.addWidget(part)
            part.show()
        self._line.setStretch(2, 1)
        self.setAccessibleName(shown(spoken(outcome, today)))
        self.setAccessibleDescription("Enter opens it, Del takes it out")

    def toggle(self) -> None:
        if self.fields is not None:
            self.close_fields()
            return
        self.fields = ThingFields(self._context, self.key, has_delete=False)
        self.fields.setContentsMargins(look.px(28), 0, look.px(10), look.px(8))
        self._inside.addWidget(self.fields)
        self.fields.show()
        self._set_open(True)
        self.fields.focus_first()

    def close_fields(self) -> None:
        if self.fields is None:
            return
        had_focus = self.fields.isAncestorOf(self.fields.window().focusWidget() or self)
        self._inside.removeWidget(self.fields)
        self.fields.hide()
        self.fields.deleteLater()
        self.fields = None
        self._set_open(False)
        if had_focus:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Also gets the keys that its fields ignore: of those, Esc closes them."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}
        if event.key() == Qt.Key.Key_Escape and self.fields is not None:
            self.close_fields()
        elif not self.hasFocus():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        elif event.key() in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        above = self.fields is None or event.position().y() < self.fields.y()
        if event.button() == Qt.MouseButton.LeftButton and above:
            self.setFocus()
            self.toggle()

    def _set_open(self, is_open: bool) -> None:
        self.setProperty("open", "true" if is_open else "false")
        restyle(self)


def _end(end: EndOfLine) -> QWidget:
    if end.is_chip:
        return Chip(end.words, "warn" if end.is_late else "plain")
    return PlainLabel(end.words, "caption")
