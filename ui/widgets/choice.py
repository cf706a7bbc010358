"""Choosing one of a few values: chips side by side, or a button with a menu."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from crm.text.outside_text import shown
from ui.lazy_qt import Qt
from ui.widgets.chips import ChipButton
from ui.widgets.layout import Flow
from ui.widgets.menu import Menu

Value = TypeVar("Value")


class ChipChoice(Flow, Generic[Value]):
    """`options` are (value, label); exactly one is checked. `on_choice(value)` is called when the user picks
    another."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[Value, str]],
        value: Value,
        on_choice: Callable[[Value], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self._buttons: dict[Value, ChipButton] = {}
        for one, words in options:
            button = ChipButton(words, partial(self._on_pressed, one), checkable=True)
            button.setAccessibleDescription(name)
            button.setAutoExclusive(True)  # announced as a radio group, with arrow keys
            self._buttons[one] = button
            self.flow.addWidget(button)
        self._on_choice = on_choice
        self.show_value(value)

    def show_value(self, value: Value) -> None:
        self.value = value
        for one, button in self._buttons.items():
            button.setChecked(one == value)

    def focus_chosen(self) -> None:
        """Focuses the checked chip, or else the first."""
        button = self._buttons.get(self.value) or next(iter(self._buttons.values()))
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def offer(self, value: Value, is_offered: bool) -> None:
        """Shows or hides an option that does not always apply."""
        self._buttons[value].setVisible(is_offered)

    def _on_pressed(self, value: Value) -> None:
        changed = value != self.value
        self.show_value(value)
        if changed:
            self._on_choice(value)


def open_menu(
    button: QWidget, options: Sequence[tuple[Value, str] | None], on_choice: Callable[[Value], object]
) -> Menu:
    """Opens a menu under a button: (value, label), or None for a separator."""
    menu = Menu(button)
    for option in options:
        if option is None:
            menu.addSeparator()
            continue
        value, words = option
        action = menu.addAction(shown(words).replace("&", "&&"))
        action.triggered.connect(partial(_choose, on_choice, value))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def _choose(on_choice: Callable[[Value], object], value: Value, _checked: bool = False) -> None:
    on_choice(value)
