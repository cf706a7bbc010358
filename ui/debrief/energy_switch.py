"""Did it give me energy? Three buttons side by side with one Tab stop: Y, S and N, or the arrow keys."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layout import row

_ANSWERS = ("yes", "some", "no")
_KEYS = {Qt.Key.Key_Y: "yes", Qt.Key.Key_S: "some", Qt.Key.Key_N: "no"}
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class EnergySwitch(QFrame):
    """`value` is "yes", "some", "no", or "" for no answer; choosing the same again takes it back."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.value = ""
        self.setProperty("card", "segments")
        self.setAccessibleName("Did it give me energy?")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons = {one: self._button(one) for one in _ANSWERS}
        self.setLayout(row(*self.buttons.values(), gap=0))
        self.show_value("")

    def show_value(self, value: str) -> None:
        self.value = value if value in _ANSWERS else ""
        for one, button in self.buttons.items():
            button.setChecked(one == self.value)
            is_stop = one == (self.value or _ANSWERS[0])
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def choose(self, value: str) -> None:
        self.show_value("" if value == self.value else value)
        self.buttons[value].setFocus()
        self.changed.emit()

    def focus_chosen(self) -> None:
        self.buttons[self.value or _ANSWERS[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gets the keys that its buttons ignore."""
        key = Qt.Key(event.key())
        if key in _KEYS and not event.modifiers():
            self.choose(_KEYS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value:
            self.choose(self.value)
        else:
            super().keyPressEvent(event)

    def _button(self, value: str) -> Button:
        made = _Segment(value, "segment", clicked=partial(self.choose, value), keys=value[0].upper())
        made.setCheckable(True)
        made.setProperty("place", {"yes": "first", "no": "last"}.get(value, "middle"))
        made.setAccessibleDescription("Did it give me energy?")
        made.stepped.connect(partial(self._step, value))
        return made

    def _step(self, value: str, by: int) -> None:
        at = (_ANSWERS.index(value) + by) % len(_ANSWERS)
        if _ANSWERS[at] != self.value:
            self.choose(_ANSWERS[at])


class _Segment(Button):
    """An arrow key would move the focus out of the switch."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
