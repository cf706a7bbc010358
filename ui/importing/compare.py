"""Two sides of one person, field by field: what the book has, what the file says, and what to keep."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from crm.exchange.differences import FieldChange
from crm.exchange.importing import Choice
from ui.importing import words
from ui.theme.look import look
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Hairline, clear, row

_HEADINGS = ("", "You have", "In the file", "Keep")
_SHOWN = 40
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CompareTable(QWidget):
    """`choice` says what the user wants of this card. `chosen` comes with each change made here."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.choice = Choice()
        self._groups: list[QButtonGroup] = []
        self._refresh: list[Callable[[], object]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look.px(7))
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setColumnMinimumWidth(0, look.px(76))
        for place in (1, 2):
            self._grid.setColumnStretch(place, 1)
        self.setLayout(self._grid)

    def show_changes(self, changes: Sequence[FieldChange], choice: Choice) -> None:
        self.choice, self._groups, self._refresh = choice, [], []
        clear(self._grid)
        for place, heading in enumerate(_HEADINGS):
            self._grid.addWidget(_cell(heading, "caption"), 0, place)
        for number, change in enumerate(changes[:_SHOWN], 1):
            self._grid.addWidget(Hairline(), number * 2 - 1, 0, 1, 4)
            self._add(number * 2, change)
        end = min(len(changes), _SHOWN) * 2 + 1
        self._grid.addWidget(Hairline(), end, 0, 1, 4)
        if len(changes) > _SHOWN:
            rest = _cell(f"and {len(changes) - _SHOWN} more, which are added", "caption")
            self._grid.addWidget(rest, end + 1, 0, 1, 4)

    def show_choice(self, choice: Choice) -> None:
        """As it was said elsewhere; the widgets stay, and with them the focus."""
        self.choice = choice
        for refresh in self._refresh:
            refresh()

    def _add(self, at: int, change: FieldChange) -> None:
        self._grid.addWidget(_cell(words.field(change.field), "caption"), at, 0, _MIDDLE)
        self._grid.addWidget(_cell(words.value(change.have), "small"), at, 1, _MIDDLE)
        self._grid.addWidget(_cell(words.value(change.found), "small"), at, 2, _MIDDLE)
        self._grid.addWidget(self._keep(change), at, 3, _MIDDLE)

    def _keep(self, change: FieldChange) -> QWidget:
        if change.differs:
            return self._either(change)
        return self._addition(change) if change.adds else _cell("same", "caption")

    def _addition(self, change: FieldChange) -> QWidget:
        one = (change.field, change.found)
        box = QCheckBox("add")
        box.setAccessibleName(f"add {words.field(change.field)} {words.value(change.found)}")
        box.toggled.connect(partial(self._on_added, one))
        self._keep_shown(box, lambda: one not in self.choice.unwanted)
        return box

    def _either(self, change: FieldChange) -> QWidget:
        group = QButtonGroup(self)
        self._groups.append(group)
        yours, theirs = words.told_apart(change)
        whole = QWidget()
        line = row(gap=12)
        for said, value, taken in ((yours, change.have, False), (theirs, change.found, True)):
            option = QRadioButton(said.replace("&", "&&"))
            option.setAccessibleName(f"{words.field(change.field)}: {words.value(value)}")
            group.addButton(option)
            line.addWidget(option)
            option.toggled.connect(partial(self._on_either, change.field, taken))
            self._keep_shown(option, partial(self._is_taken, change.field, taken))
        line.addStretch(1)
        whole.setLayout(line)
        return whole

    def _keep_shown(self, button: QCheckBox | QRadioButton, is_on: Callable[[], bool]) -> None:
        def refresh() -> None:
            blocked = button.blockSignals(True)
            button.setChecked(is_on())
            button.blockSignals(blocked)

        self._refresh.append(refresh)
        refresh()

    def _is_taken(self, name: str, taken: bool) -> bool:
        return (name in self.choice.from_file) is taken

    def _on_added(self, one: tuple[str, str], on: bool) -> None:
        unwanted = self.choice.unwanted - {one} if on else self.choice.unwanted | {one}
        self._choose(replace(self.choice, unwanted=unwanted))

    def _on_either(self, name: str, taken: bool, on: bool) -> None:
        if on:
            from_file = self.choice.from_file | {name} if taken else self.choice.from_file - {name}
            self._choose(replace(self.choice, from_file=from_file))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.chosen.emit()


def _cell(text: str, role: str) -> PlainLabel:
    return in_scroll(PlainLabel(text, role, wrap=True))
