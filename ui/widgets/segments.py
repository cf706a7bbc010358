"""A few choices side by side in one frame, of which one may be chosen: "yes or no", "15 min", "20 min"."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layout import row

Value = TypeVar("Value")


class Segments(QFrame, Generic[Value]):
    """`options` are (value, label). None is chosen while `value` is none of them. A radio group for a screen reader."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[Value, str]],
        on_choice: Callable[[Value], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setAccessibleName(name)
        self._on_choice = on_choice
        self.value: Value | None = None
        self.buttons: dict[Value, Button] = {}
        for at, (value, words) in enumerate(options):
            button = Button(words, "segment", clicked=partial(self._on_clicked, value))
            button.setCheckable(True)
            button.setAccessibleDescription(name)
            button.setProperty("place", "middle" if 0 < at < len(options) - 1 else "end")
            self.buttons[value] = button
        self.setProperty("card", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(row(*self.buttons.values(), gap=0))

    def show_value(self, value: Value | None) -> None:
        self.value = value if value in self.buttons else None
        for one, button in self.buttons.items():
            button.setChecked(one == self.value)

    def _on_clicked(self, value: Value) -> None:
        changed = value != self.value
        self.show_value(value)  # a click on the chosen one must not take it out
        if changed:
            self._on_choice(value)
