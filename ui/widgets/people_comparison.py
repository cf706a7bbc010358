"""Comparison of two people: field, first value, second value, and which to keep."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from crm.people.side_by_side import FieldComparison
from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Hairline, clear, row

_SHOWN = 24
_CHOICE_WIDTH = 120  # design pixels: two values beside each other
_CHOICE_SHARE, _WORD_SHARE = 4, 1  # shares of the width, beside 3 for each value
_BECOMES = {"same": "same", "add": "add", "keep": "keep", "both": "both", "first": "the first one’s"}


class PeopleComparison(QWidget):
    """`from_second` are the single fields that keep the second person's value."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.from_second: set[str] = set()
        self._groups: list[QButtonGroup] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setColumnMinimumWidth(0, look.px(92))
        self.setLayout(self._grid)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # one Tab stop, read out as a whole
        self.setProperty("kind", "comparison")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Side by side")

    def show_comparison(self, names: tuple[str, str], lines: Sequence[FieldComparison]) -> None:
        self.from_second = set()
        self._groups = []
        clear(self._grid)
        kept = _CHOICE_SHARE if any(line.field for line in lines[:_SHOWN]) else _WORD_SHARE
        for place, share in ((1, 3), (2, 3), (3, kept)):
            self._grid.setColumnStretch(place, share)
        self.setAccessibleDescription(shown(" ".join(_accessible_text(line) for line in lines)))
        for place, heading in enumerate(("", *names, "Keep")):
            self._grid.addWidget(_cell(heading, "caption"), 0, place)
        for number, line in enumerate(lines[:_SHOWN], 1):
            self._grid.addWidget(Hairline(), number * 2 - 1, 0, 1, 4)
            self._add(number * 2, line)
        if len(lines) > _SHOWN:
            rest = _cell(f"and {len(lines) - _SHOWN} more, which are all kept", "caption")
            self._grid.addWidget(rest, _SHOWN * 2 + 2, 0, 1, 4)

    def _add(self, at: int, line: FieldComparison) -> None:
        self._grid.addWidget(_cell(line.words, "caption"), at, 0)
        self._grid.addWidget(_cell(_one_line(line.first), "small"), at, 1)
        self._grid.addWidget(_cell(_one_line(line.second), "small"), at, 2)
        becomes = _BECOMES.get(line.becomes, "")
        kept = (
            self._choice(line) if line.field else _cell(becomes, "caption" if becomes == "same" else "small")
        )
        self._grid.addWidget(kept, at, 3)

    def _choice(self, line: FieldComparison) -> QWidget:
        group = QButtonGroup(self)
        self._groups.append(group)
        across = row(gap=12)
        for value, is_second in ((line.first, False), (line.second, True)):
            option = QRadioButton(_short(self, value))
            option.setAccessibleName(shown(f"{line.words}: {_one_line(value)}"))
            option.setChecked(not is_second)
            option.toggled.connect(partial(self._on_toggled, line.field, is_second))
            group.addButton(option)
            across.addWidget(option)
        across.addStretch(1)
        whole = QWidget()
        whole.setLayout(across)
        return whole

    def _on_toggled(self, field: str, is_second: bool, on: bool) -> None:
        if on:
            (self.from_second.add if is_second else self.from_second.discard)(field)


def _accessible_text(line: FieldComparison) -> str:
    """ "phone: 0131 555 0100 and 0131 555 0199, both."."""
    values = " and ".join(_one_line(value) or "nothing" for value in dict.fromkeys((line.first, line.second)))
    kept = "yours to choose" if line.field else _BECOMES.get(line.becomes, "")
    return f"{line.words}: {values}, {kept}." if kept else f"{line.words}: {values}."


def _cell(text: str, role: str) -> PlainLabel:
    label = ElidedLabel(text, role)
    label.setMinimumHeight(look.px(36))
    return label


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(widget: QWidget, text: str) -> str:
    """Elides the text to the width; an ampersand in it is no mnemonic."""
    metrics = QFontMetrics(widget.font())
    short = metrics.elidedText(shown(_one_line(text)), Qt.TextElideMode.ElideRight, look.px(_CHOICE_WIDTH))
    return short.replace("&", "&&")
