"""One line of the comparison: a field, both values, and which to keep. Reused for the next card, as creating
widgets is slow."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from crm.importing.choice import Choice
from crm.matching.differences import FieldChange
from crm.text.outside_text import shown
from ui.importing import file_sentences
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Hairline, row

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CompareRow:
    """Takes two rows of the grid: a hairline, and the texts below it. `on_change` gets the field and a flag:
    for an addition whether it is wanted, else whether the file's value is taken."""

    def __init__(self, grid: QGridLayout, at: int, on_change: Callable[[FieldChange, bool], object]):
        self._change = FieldChange("", "", "", False)
        self._on_change = on_change
        self._field, self._same = cell("", "caption"), cell("same", "caption")
        self._have, self._found = cell("", "small"), cell("", "small")
        self._add = QCheckBox("add")
        self._yours, self._theirs = QRadioButton(), QRadioButton()
        self._group = QButtonGroup()
        for option in (self._yours, self._theirs):
            self._group.addButton(option)
        keep, self._line = QWidget(), Hairline()
        across = row(self._same, self._add, self._yours, self._theirs, gap=12)
        across.addStretch(1)
        keep.setLayout(across)
        grid.addWidget(self._line, at, 0, 1, 4)
        for place, widget in enumerate((self._field, self._have, self._found, keep)):
            grid.addWidget(widget, at + 1, place, _MIDDLE)
        self._whole = (self._line, self._field, self._have, self._found, keep)
        self._add.toggled.connect(lambda on: self._on_change(self._change, on))
        self._theirs.toggled.connect(lambda on: self._on_change(self._change, on))

    def show_change(self, change: FieldChange, choice: Choice) -> None:
        self._change = change
        name = file_sentences.field(change.field)
        have, found = (file_sentences.value(change.field, one) for one in (change.have, change.found))
        for label, text in ((self._field, name), (self._have, have), (self._found, found)):
            label.setText(text)
        instead = f" in place of {have}" if change.takes_place else ""
        self._add.setAccessibleName(shown(f"add {name} {found}{instead}"))
        labels = file_sentences.choice_labels(change)
        for option, text, value in (
            (self._yours, labels.yours, have),
            (self._theirs, labels.theirs, found),
        ):
            option.setText(shown(text).replace("&", "&&"))
            option.setAccessibleName(shown(f"{name}: {value}"))
            option.setVisible(change.differs)
        self._add.setVisible(change.adds)
        self._add.setText("in its place" if change.takes_place else "add")
        self._same.setText("same" if change.found else "stays")
        self._same.setVisible(not change.adds and not change.differs)
        self.show_choice(choice)
        self.set_visible(True)

    def show_choice(self, choice: Choice) -> None:
        change = self._change
        is_taken = change.field in choice.from_file
        wanted = (change.field, change.found) not in choice.unwanted
        for button, on in ((self._add, wanted), (self._yours, not is_taken), (self._theirs, is_taken)):
            blocked = button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(blocked)

    def set_visible(self, visible: bool) -> None:
        for widget in self._whole:
            widget.setVisible(visible)


def cell(text: str, role: str) -> PlainLabel:
    return in_scroll(PlainLabel(text, role, wrap=True))
