"""One of a few values as buttons joined side by side, with one Tab stop; arrow keys go from one to the next."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layout import row

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Segment(NamedTuple):
    value: str
    words: str


class SegmentChoice(QFrame):
    """`on_choice(value)` is called when the user picks another one."""

    def __init__(
        self,
        name: str,
        segments: Sequence[Segment],
        on_choice: Callable[[str], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._on_choice = on_choice
        self._values = [one.value for one in segments]
        self.value = self._values[0]
        self.setProperty("card", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons = {one.value: self._button(name, one) for one in segments}
        self.setLayout(row(*self.buttons.values(), gap=0))
        self.show_value(self.value)

    def show_value(self, value: str) -> None:
        self.value = value
        for one, button in self.buttons.items():
            button.setChecked(one == value)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)

    def choose(self, value: str) -> None:
        changed = value != self.value
        self.show_value(value)
        self.buttons[value].setFocus()
        if changed:
            self._on_choice(value)

    def _button(self, name: str, one: Segment) -> Button:
        made = _SegmentButton(one.words, "segment", clicked=partial(self.choose, one.value))
        made.setCheckable(True)
        at = self._values.index(one.value)
        made.setProperty("place", "first" if at == 0 else "last" if at == len(self._values) - 1 else "middle")
        made.setAccessibleDescription(name)
        made.stepped.connect(partial(self._step, at))
        return made

    def _step(self, at: int, by: int) -> None:
        self.choose(self._values[(at + by) % len(self._values)])


class _SegmentButton(Button):
    """An arrow key would move the focus out of the choice."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
