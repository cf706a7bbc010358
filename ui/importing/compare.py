"""Two sides of one person, field by field: what the book has, what the file says, and what to keep."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from crm.exchange.differences import FieldChange
from ui.importing import words
from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Hairline, clear, row

_HEADINGS = ("", "You have", "In the file", "Keep")
_SHOWN = 30


class CompareTable(QWidget):
    """`from_file` are the fields to take from the file; what only the file has is added, never lost."""

    def __init__(self, changed: Callable[[], object] = lambda: None, parent: QWidget | None = None):
        super().__init__(parent)
        self.from_file: set[str] = set()
        self._changed = changed
        self._groups: list[QButtonGroup] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setColumnMinimumWidth(0, look.px(100))
        for place in (1, 2, 3):
            self._grid.setColumnStretch(place, 1)
        self.setLayout(self._grid)

    def show_changes(self, changes: Sequence[FieldChange], from_file: frozenset[str] = frozenset()) -> None:
        self.from_file = set(from_file)
        self._groups = []
        clear(self._grid)
        for place, heading in enumerate(_HEADINGS):
            self._grid.addWidget(self._cell(PlainLabel(heading, "caption")), 0, place)
        for number, change in enumerate(changes[:_SHOWN], 1):
            self._grid.addWidget(Hairline(), number * 2 - 1, 0, 1, 4)
            self._add(number * 2, change)
        if len(changes) > _SHOWN:
            rest = PlainLabel(f"and {len(changes) - _SHOWN} more, which are added", "caption")
            self._grid.addWidget(self._cell(rest), _SHOWN * 2 + 2, 0, 1, 4)

    def _add(self, at: int, change: FieldChange) -> None:
        self._grid.addWidget(self._cell(PlainLabel(words.field(change.field), "caption")), at, 0)
        self._grid.addWidget(ElidedLabel(change.have, "small"), at, 1)
        self._grid.addWidget(ElidedLabel(change.found, "small"), at, 2)
        self._grid.addWidget(self._keep(change), at, 3)

    def _keep(self, change: FieldChange) -> QWidget:
        if change.differs:
            return self._choice(change)
        return self._cell(PlainLabel("add" if change.adds else "same", "small" if change.adds else "caption"))

    def _choice(self, change: FieldChange) -> QWidget:
        group = QButtonGroup(self)
        self._groups.append(group)
        whole = QWidget()
        line = row(gap=12)
        for whose, value, taken in (("yours", change.have, False), ("theirs", change.found, True)):
            option = QRadioButton("yours" if whose == "yours" else "the file’s")
            option.setAccessibleName(f"{words.field(change.field)}: {value}")
            option.setChecked((change.field in self.from_file) is taken)
            group.addButton(option)
            line.addWidget(option)
            option.toggled.connect(partial(self._on_toggled, change.field, taken))
        line.addStretch(1)
        whole.setLayout(line)
        return whole

    def _on_toggled(self, name: str, taken: bool, on: bool) -> None:
        if on:
            self._take(name, taken)

    def _take(self, name: str, taken: bool) -> None:
        (self.from_file.add if taken else self.from_file.discard)(name)
        self._changed()

    @staticmethod
    def _cell(label: PlainLabel) -> PlainLabel:
        label.setMinimumHeight(look.px(36))
        return label
