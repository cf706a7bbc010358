"""Comparison of one person, field by field: the book's value, the file's value, and which to keep."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm.importing.choice import Choice
from crm.matching.differences import FieldChange
from ui.importing.compare_row import CompareRow, cell
from ui.theme.look import look
from ui.widgets.layout import Hairline

_HEADINGS = ("", "You have", "In the file", "Keep")
_SHOWN = 40


class CompareTable(QWidget):
    """`choice` is the user's choice for this card. `chosen` is emitted for each change made here."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.choice = Choice()
        self._rows: list[CompareRow] = []
        self._used = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look.px(7))
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setColumnMinimumWidth(0, look.px(76))
        for place in (1, 2):
            self._grid.setColumnStretch(place, 1)
        headings = [cell(heading, "caption") for heading in _HEADINGS]
        for place, heading in enumerate(headings):
            self._grid.addWidget(heading, 0, place)
        self._mine = headings[1]
        self._more = cell("", "caption")
        self._grid.addWidget(Hairline(), 2 * _SHOWN + 1, 0, 1, 4)
        self._grid.addWidget(self._more, 2 * _SHOWN + 2, 0, 1, 4)
        self.setLayout(self._grid)

    def show_changes(
        self, changes: Sequence[FieldChange], choice: Choice, heading: str = _HEADINGS[1]
    ) -> None:
        """`heading` is the title of the column compared with."""
        self.choice = choice
        self._mine.setText(heading)
        shown = changes[:_SHOWN]
        while len(self._rows) < len(shown):
            self._rows.append(CompareRow(self._grid, 2 * len(self._rows) + 1, self._on_changed))
        for one, change in zip(self._rows, shown, strict=False):
            one.show_change(change, choice)
        for one in self._rows[len(shown) : self._used]:
            one.set_visible(False)
        self._used = len(shown)
        self._more.setText(f"and {len(changes) - _SHOWN} more")
        self._more.setVisible(len(changes) > _SHOWN)

    def show_choice(self, choice: Choice) -> None:
        """Shows a choice that was changed elsewhere."""
        self.choice = choice
        for one in self._rows[: self._used]:
            one.show_choice(choice)

    def _on_changed(self, change: FieldChange, on: bool) -> None:
        if change.adds:
            one = frozenset({(change.field, change.found)})
            unwanted = self.choice.unwanted - one if on else self.choice.unwanted | one
            self.choice = replace(self.choice, unwanted=unwanted)
        else:
            taken = frozenset({change.field})
            from_file = self.choice.from_file | taken if on else self.choice.from_file - taken
            self.choice = replace(self.choice, from_file=from_file)
        self.chosen.emit()
