"""What each column of a table holds: its name, its first values, and a choice of field beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from crm.exchange.formats import TABLES
from crm.exchange.found import Preview
from crm.exchange.tables.asking import BY_NAME, AskedColumn, AskedTable, says_who
from crm.exchange.tables.columns import ONE_COLUMN
from crm.exchange.tables.vocabulary import FIELDS
from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel, sentence
from ui.widgets.layout import Card, Hairline, Scroll, clear
from ui.widgets.row_list import GUTTER

_WORDS = {
    "name": "full name", "given": "given name", "additional": "middle name", "family": "family name",
    "prefix": "title before the name", "suffix": "after the name", "organization": "organisation", "title": "role",
    "email": "e-mail", "address": "whole address", "postal_code": "postal code", "url": "web page", "tags": "tags",
    "how_we_met": "how we met", "uid": "identifier", "keep": "keep with the person", "leave_out": "leave out",
    BY_NAME: "as its name says",
}  # fmt: skip
_SHOWN = 200
_NAMED = "What is not known is kept with the person. Your answer is remembered for the next table with these columns."
_NAMELESS = "This table does not name its columns, so look at what stands in them."
_WHO = "Say which column holds a name, organisation, e-mail or phone."


class FieldChoice(QComboBox):
    """What one column holds."""

    def __init__(self, column: AskedColumn, parent: QWidget | None = None):
        super().__init__(parent)
        fields = (BY_NAME, *FIELDS) if column.field == BY_NAME else FIELDS
        for field in fields:
            self.addItem(_WORDS.get(field, field), field)
        self.setAccessibleName(f"{column.name} holds")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(len(fields))
        self.choose(column.field)

    @property
    def field(self) -> str:
        return str(self.currentData())

    def choose(self, field: str) -> None:
        self.setCurrentIndex(self.findData(field))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; a choice that changed on the way would not be seen."""
        event.ignore()


class MappingScreen(Scroll):
    """`said` is what the user chose, as it is remembered; `is_enough` whether it tells who the people are."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(margins=(32, 4, 32 - GUTTER, 24), parent=parent)
        self.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self._keep_gutter()
        self.table: AskedTable | None = None
        self.choices: list[FieldChoice] = []
        self._words = sentence("")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(look.px(16))
        for place, stretch in enumerate((3, 4, 0)):
            self._grid.setColumnStretch(place, stretch)
        self._grid.setColumnMinimumWidth(2, look.px(220))
        card = Card("true", (16, 8))
        card.body.addLayout(self._grid)
        self.body.addWidget(self._words)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def show_table(self, table: AskedTable) -> None:
        self.table = table
        self.choices = []
        clear(self._grid)
        for place, heading in enumerate(("Column", "Its first values", "It holds")):
            label = PlainLabel(heading, "caption")
            label.setMinimumHeight(look.px(32))
            self._grid.addWidget(label, 0, place)
        for number, column in enumerate(table.columns[:_SHOWN], 1):
            self._grid.addWidget(Hairline(), number * 2 - 1, 0, 1, 3)
            self._add(number * 2, column)
        self._say()

    def focus_first(self) -> None:
        """The first column that nobody knows."""
        columns = self.table.columns if self.table else ()
        pairs = zip(self.choices, columns, strict=False)
        unknown = [choice for choice, column in pairs if not column.is_known]
        for choice in (unknown or self.choices)[:1]:
            choice.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def said(self) -> dict[str, str]:
        assert self.table is not None
        rest = [column.field for column in self.table.columns[_SHOWN:]]
        return self.table.mapping([*(choice.field for choice in self.choices), *rest])

    @property
    def is_enough(self) -> bool:
        return says_who([choice.field for choice in self.choices])

    def _keep_gutter(self) -> None:
        self.setViewportMargins(0, 0, 0 if self.verticalScrollBar().maximum() else look.px(GUTTER), 0)

    def _add(self, at: int, column: AskedColumn) -> None:
        choice = FieldChoice(column)
        self.choices.append(choice)
        choice.activated.connect(lambda _: self._on_chosen(choice))
        name, samples = ElidedLabel(column.name, "strong"), ElidedLabel("  ·  ".join(column.samples), "small")
        for place, widget in enumerate((name, samples, choice)):
            self._grid.addWidget(widget, at, place)
        self._grid.setRowMinimumHeight(at, look.px(44))

    def _on_chosen(self, choice: FieldChoice) -> None:
        """A name or a birthday stands in one column only: the one before gives way."""
        if choice.field in ONE_COLUMN:
            for other in self.choices:
                if other is not choice and other.field == choice.field:
                    other.choose("keep")
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        assert self.table is not None
        known = _NAMED if self.table.has_header else _NAMELESS
        self._words.setText(known if self.is_enough else _WHO)


def has_tables(found: Preview | None) -> bool:
    return found is not None and any(file.format in TABLES for file in found.files)
