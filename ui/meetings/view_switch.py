"""Two buttons of which one is down: the list, or the month."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.meetings.saved_view import LIST, MONTH
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading

_WORDS = {LIST: "List", MONTH: "Month"}


class ViewSwitch(QWidget):
    """A radio group for a screen reader; arrow keys change it, too."""

    def __init__(self, on_choice: Callable[[str], object], parent: QWidget | None = None):
        super().__init__(parent)
        self._on_choice = on_choice
        self.value = LIST
        self.buttons = {view: Button(words, "quiet") for view, words in _WORDS.items()}
        for view, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleDescription("How meetings are shown")
            button.toggled.connect(partial(self._on_toggled, view))
        self.setLayout(row(*self.buttons.values(), gap=8))
        mark_reading(self)
        self.show_value(LIST)

    def show_value(self, view: str) -> None:
        self.value = view
        for one, button in self.buttons.items():
            button.setChecked(one == view)
            button.set_kind("plain" if one == view else "quiet")

    def _on_toggled(self, view: str, on: bool) -> None:
        if on and view != self.value:
            self.show_value(view)
            self._on_choice(view)
