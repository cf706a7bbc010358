"""A field with one of a few values: chips side by side, or a button with a menu where they are many."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from crm.capture.typed_day import parse_day
from crm.text.assignments import Assignment
from ui.context import Context
from ui.thing_fields.field_rows import LABELS, Save
from ui.thing_fields.field_table import Choice, FieldEntry
from ui.thing_fields.thing_values import Value
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice, open_menu
from ui.widgets.day_choice import open_days
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, column

_MOST_CHIPS = 5


class MenuChoice(Button):
    """Shows the value; pressed, it opens a menu of all."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        value: str,
        on_choice: Callable[[str], object],
    ):
        super().__init__("", clicked=lambda: open_menu(self, list(options), on_choice))
        self._name, self._options = name, dict(options)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        words = self._options.get(value, value)
        self.set_text(words)
        self.setAccessibleName(f"{self._name}: {words}")

    def focus_chosen(self) -> None:
        self.setFocus()


class ChoiceRow(QWidget):
    """Saves on choosing. An answer that needs a day asks for it first, and is not saved without."""

    def __init__(self, context: Context, entry: FieldEntry, value: str, save: Save):
        super().__init__()
        self._context, self._entry, self._value, self._save = context, entry, value, save
        options = options_of(entry, value)
        build = MenuChoice if len(options) > _MOST_CHIPS else ChipChoice
        self.choice = build(entry.label, options, value, self._choose)
        self.line = Line(entry.label, self.choice, width=LABELS)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.setLayout(column(self.line, self.problem, gap=2))

    def show_value(self, entry: FieldEntry, value: Value) -> None:
        self._value = str(value)
        self.line.label.setText(entry.label)
        self.choice.show_value(self._value)

    def focus_value(self) -> None:
        self.choice.focus_chosen()

    def _choose(self, value: str) -> None:
        chosen = next((one for one in self._entry.choices if one.value == value), Choice(value, value))
        if chosen.day:
            self.choice.show_value(self._value)
            self._ask_day(chosen)
        else:
            self._keep([Assignment(self._entry.name, "=", value)])

    def _ask_day(self, chosen: Choice) -> None:
        today = self._context.today
        open_days(
            self.choice,
            today + timedelta(days=7),
            lambda words: parse_day(words, today, forward=True),
            lambda day: self._keep_until(chosen, day),
        )

    def _keep_until(self, chosen: Choice, day: date) -> None:
        name = self._entry.name
        self._keep([Assignment(name, "=", chosen.value), Assignment(chosen.day, "=", day.isoformat())])

    def _keep(self, changes: Sequence[Assignment]) -> None:
        outcome = self._save(changes)
        if not outcome:
            self.choice.show_value(self._value)
        problem = "" if outcome else str(outcome.refused)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def options_of(entry: FieldEntry, value: str) -> list[tuple[str, str]]:
    """What can be chosen, and the present value whatever it is."""
    options = [(one.value, one.label) for one in entry.choices if one.offered or one.value == value]
    return options if value in dict(options) else [*options, (value, value)]
