"""The columns of a table: name, first values, and a combo box for the field they hold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from crm.formats.csv.column_fields import FIELDS, ONE_COLUMN, field_label
from crm.formats.csv.column_mapping import UserMapping
from crm.formats.csv.mapping_questions import BY_NAME, AskedColumn, AskedTable, identifies_people
from crm.formats.readers import TABLES
from crm.importing.found_cards import Preview
from ui.importing.date_question import DateQuestion
from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel, sentence
from ui.widgets.layout import Card, Hairline, Scroll, clear
from ui.widgets.row_list import GUTTER

_BY_NAME = "as its name says"
_SHOWN = 200
_NAMED = "What is not known is kept with the person. Your answer is remembered for the next table with these columns."
_NAMELESS = "This table does not name its columns, so look at what stands in them."
_WHO = "Say which column holds a name, organisation, e-mail or phone."
_WHICH_DAY = (
    "Say which day that date is: nothing in this table tells whether the day or the month stands first."
)


class FieldChoice(QComboBox):
    """The field of one column."""

    def __init__(self, column: AskedColumn, parent: QWidget | None = None):
        super().__init__(parent)
        fields = (BY_NAME, *FIELDS) if column.field == BY_NAME else FIELDS
        for field in fields:
            self.addItem(_BY_NAME if field == BY_NAME else field_label(field), field)
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
        """Scrolls the page instead: an accidental change would go unnoticed."""
        event.ignore()


class ColumnName(ElidedLabel):
    """A column's name, set as buddy of its combo box: screen readers on Linux use the label, not the
    accessible name."""

    def __init__(self, column: AskedColumn, choice: FieldChoice):
        super().__init__(column.name, "strong")
        self.setBuddy(choice)

    def _shown(self, text: str) -> str:
        return text.replace("&", "&&")  # otherwise the letter after it becomes a mnemonic


class MappingScreen(Scroll):
    """`user_mapping` is the user's mapping, as it is saved; `is_enough` whether it identifies people and all dates
    are unambiguous."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(margins=(32, 4, 32 - GUTTER, 24), parent=parent)
        self.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self._keep_gutter()
        self.table: AskedTable | None = None
        self.choices: list[FieldChoice] = []
        self._words = sentence("")
        self.dates = DateQuestion()
        self.dates.answered.connect(self._on_dates_answered)
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
        self.body.addWidget(self.dates)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def show_table(self, table: AskedTable) -> None:
        self.table = table
        self.choices = []
        self.dates.begin(table.order)
        self._empty_grid()
        for place, heading in enumerate(("Column", "Its first values", "It holds")):
            label = PlainLabel(heading, "caption")
            label.setMinimumHeight(look.px(32))
            self._grid.addWidget(label, 0, place)
        for number, column in enumerate(table.columns[:_SHOWN], 1):
            self._grid.addWidget(Hairline(), number * 2 - 1, 0, 1, 3)
            self._add(number * 2, column)
        self._say()

    def focus_first(self) -> None:
        """Focuses the required question, or the first unknown column."""
        columns = self.table.columns if self.table else ()
        pairs = zip(self.choices, columns, strict=False)
        unknown = [choice for choice, column in pairs if not column.is_known]
        if self.dates.is_open:
            self.dates.focus()
            return
        for choice in (unknown or self.choices)[:1]:
            choice.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def user_mapping(self) -> UserMapping:
        assert self.table is not None
        order = self.dates.order if self.dates.reading else ""
        return UserMapping(self.table.mapping(self._fields()), order)

    @property
    def is_enough(self) -> bool:
        return identifies_people(self._fields()) and not self.dates.is_open

    def _fields(self) -> list[str]:
        """The fields of all columns; with very many columns some are not shown."""
        assert self.table is not None
        return [
            *(choice.field for choice in self.choices),
            *(column.field for column in self.table.columns[_SHOWN:]),
        ]

    def _empty_grid(self) -> None:
        """Also resets row heights: QGridLayout keeps the height of rows that became empty."""
        clear(self._grid)
        for place in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(place, 0)

    def _keep_gutter(self) -> None:
        self.setViewportMargins(0, 0, 0 if self.verticalScrollBar().maximum() else look.px(GUTTER), 0)

    def _add(self, at: int, column: AskedColumn) -> None:
        choice = FieldChoice(column)
        self.choices.append(choice)
        choice.activated.connect(lambda _: self._on_chosen(choice))
        name, samples = ColumnName(column, choice), ElidedLabel("  ·  ".join(column.samples), "small")
        for place, widget in enumerate((name, samples, choice)):
            self._grid.addWidget(widget, at, place)
        self._grid.setRowMinimumHeight(at, look.px(44))

    def _on_chosen(self, choice: FieldChoice) -> None:
        """A name or a birthday is in one column only: the column chosen before is cleared."""
        if choice.field in ONE_COLUMN:
            for other in self.choices:
                if other is not choice and other.field == choice.field:
                    other.choose("keep")
        self._say()
        self.changed.emit()

    def _on_dates_answered(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        assert self.table is not None
        fields = self._fields()
        self.dates.ask(self.table.ambiguous_date(fields))
        known = _NAMED if self.table.has_header else _NAMELESS
        self._words.setText(
            _WHO if not identifies_people(fields) else _WHICH_DAY if self.dates.is_open else known
        )


def has_tables(found: Preview | None) -> bool:
    return found is not None and any(file.format in TABLES for file in found.files)
