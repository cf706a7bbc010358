"""A titled group of names as chips: Enter does the one thing, Del takes a name away."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.widgets.chips import RemovableChip
from ui.widgets.labels import section, sentence
from ui.widgets.layout import Flow, clear, column


class NameChip(NamedTuple):
    id: int
    name: str


class NameChips(QWidget):
    """`on_open` and `on_remove` get the id of a chip; `open_words` and `remove_words` say in a tip what they do."""

    def __init__(
        self,
        title: str,
        words: str,
        on_open: Callable[[int], object],
        on_remove: Callable[[int], object],
        open_words: str,
        remove_words: str,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._on_open, self._on_remove = on_open, on_remove
        self._open_words, self._remove_words = open_words, remove_words
        self.chips: dict[int, RemovableChip] = {}
        self._flow = Flow(gap=6)
        self.setLayout(column(section(title), self._flow, sentence(words), gap=12))

    def show_names(self, names: list[NameChip]) -> None:
        """The group is hidden without names. After one was taken away, the one in its place has the focus."""
        at = next((place for place, chip in enumerate(self.chips.values()) if chip.body.hasFocus()), None)
        clear(self._flow.flow)
        self.chips = {}
        for one in names:
            chip = RemovableChip(
                one.name,
                partial(self._on_open, one.id),
                partial(self._on_remove, one.id),
                self._open_words,
                self._remove_words,
            )
            self.chips[one.id] = chip
            self._flow.flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(names))
        self._flow.updateGeometry()
        if at is not None and names:
            list(self.chips.values())[min(at, len(names) - 1)].body.setFocus()
