"""One of a few: chips side by side, or a button with a menu."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.chips import ChipButton
from ui.widgets.layout import Flow


class ChipChoice(Flow):
    """`options` are (value, words); exactly one is on. `chosen(value)` comes when the user picks another."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[Any, str]],
        value: Any,
        chosen: Callable[[Any], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self._buttons: dict[Any, ChipButton] = {}
        for one, words in options:
            button = ChipButton(words, partial(self._on_pressed, one), checkable=True)
            button.setAccessibleDescription(name)
            self._buttons[one] = button
            self.flow.addWidget(button)
        self._chosen = chosen
        self.show_value(value)

    def show_value(self, value: Any) -> None:
        self.value = value
        for one, button in self._buttons.items():
            button.setChecked(one == value)

    def offer(self, value: Any, is_offered: bool) -> None:
        """One of the options may make sense at times only."""
        self._buttons[value].setVisible(is_offered)

    def _on_pressed(self, value: Any) -> None:
        changed = value != self.value
        self.show_value(value)
        if changed:
            self._chosen(value)


def open_menu(button: QWidget, options: Sequence[tuple[Any, str]], chosen: Callable[[Any], object]) -> QMenu:
    """A menu under a button: (value, words); a pair (None, "") is a separator."""
    menu = QMenu(button)
    for value, words in options:
        if not words:
            menu.addSeparator()
            continue
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(partial(_choose, chosen, value))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def _choose(chosen: Callable[[Any], object], value: Any, _checked: bool = False) -> None:
    chosen(value)
