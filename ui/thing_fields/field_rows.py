"""The rows of a thing's fields: each shows one value, saves it, and shows a refusal below."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.capture.typed_day import parse_day
from crm.errors import ChoiceNeeded
from crm.people.filters import filter_term
from crm.text.assignments import Assignment
from crm.things.key import Key
from crm.things.origin import origin
from ui.action_result import ActionResult
from ui.context import Context
from ui.editable_chips import EditableChips
from ui.labelled_field import LabelledField
from ui.thing_fields.field_table import Editor, FieldEntry
from ui.thing_fields.thing_values import Value, day_in_words
from ui.widgets.buttons import IconButton
from ui.widgets.choice import open_menu
from ui.widgets.day_choice import open_days
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, column
from ui.widgets.people_completer import PeopleCompleter

LABELS = 120
Save = Callable[[Sequence[Assignment]], ActionResult[object]]


class TextRow(LabelledField):
    """A field of one line or several."""

    def __init__(
        self,
        context: Context,
        key: Key,
        entry: FieldEntry,
        text: str,
        save: Save,
        beside: QWidget | None = None,
    ):
        super().__init__(
            entry.label,
            text,
            lambda typed: save([Assignment(entry.name, "=", typed)]),
            context.drafts,
            draft_place(key, entry.name),
            entry.hint,
            several=entry.editor is Editor.TEXT,
            beside=beside,
            width=LABELS,
        )

    def show_value(self, entry: FieldEntry, value: Value) -> None:
        self.show_text(entry.label, str(value))

    def focus_value(self) -> None:
        self.field.setFocus()


class DayRow(TextRow):
    """A day in words, or chosen from a calendar. An empty text is no day."""

    def __init__(self, context: Context, key: Key, entry: FieldEntry, value: str, save: Save):
        self._context, self._value, self._ahead = context, value, entry.ahead
        calendar = IconButton("calendar", f"Choose a day: {entry.label}", clicked=self._choose, size=28)
        super().__init__(context, key, entry, self._in_words(value), save, calendar)
        self._button = calendar
        self._name, self._save_changes = entry.name, save

    def show_value(self, entry: FieldEntry, value: Value) -> None:
        self._value = str(value)
        self.show_text(entry.label, self._in_words(self._value))

    def _in_words(self, value: str) -> str:
        return day_in_words(value, self._context.today, self._ahead)

    def _choose(self) -> None:
        today = self._context.today
        shown = date.fromisoformat(self._value) if self._value else today
        open_days(
            self._button, shown, lambda words: parse_day(words, today, self._ahead), self._take_day
        )  # fmt: skip

    def _take_day(self, day: date) -> None:
        self.field.setFocus()
        self.show_outcome(self._save_changes([Assignment(self._name, "=", day.isoformat())]))


class NamesRow(QWidget):
    """The people of a promise or the topics of an item, as chips."""

    def __init__(
        self, context: Context, key: Key, entry: FieldEntry, names: Sequence[str], save: Save
    ):  # fmt: skip
        super().__init__()
        self._context, self._key, self._name, self._save = context, key, entry.name, save
        is_people = entry.name == "people"
        self._chips = EditableChips(
            entry.label,
            "plain",
            self._open_person if is_people else self._open_topic,
            lambda name: self._change("+=", name),
            lambda name: self._change("-=", name),
            context.drafts,
            entry.hint,
            "Open {}" if is_people else "Who else has “{}”",
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self.field = self._chips.field
        if is_people:
            PeopleCompleter(context, self.field).person_chosen.connect(self._add_chosen)
        self.line = Line(entry.label, self._chips, width=LABELS)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.setLayout(column(self.line, self._chips.draft.offer, self.problem, gap=2))
        self._chips.draft.show(draft_place(key, entry.name))
        self.field.textEdited.connect(lambda _text: self._show_problem(""))
        self.show_value(entry, tuple(names))

    def show_value(self, entry: FieldEntry, value: Value) -> None:
        self.line.label.setText(entry.label)
        self._chips.show_words(value if isinstance(value, tuple) else (value,))

    def focus_value(self) -> None:
        self.field.setFocus()

    def _change(self, operator: str, name: str) -> ActionResult[object]:
        """Where several people have the name, they are offered below the field."""
        outcome = self._save([Assignment(self._name, operator, name)])
        self._show_problem("" if outcome else str(outcome.refused))
        if isinstance(outcome.refused, ChoiceNeeded):
            found = [(person_id, f"{name} ({person_id})") for person_id, name in outcome.refused.candidates]
            open_menu(self.field, found, self._add_chosen)
        return outcome

    def _add_chosen(self, person_id: int) -> None:
        if self._change("+=", str(person_id)):
            self.field.setText("")

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)

    def _open_person(self, name: str) -> None:
        people = origin(self._context.read, self._key, self._context.today).people
        found = next((one.id for one in people if one.name == name), None)
        if found is not None:
            self._context.open_person(found)

    def _open_topic(self, words: str) -> None:
        self._context.open_page("people", filter_term("topic", words))


def draft_place(key: Key, name: str) -> str:
    """Where the typed text of a field is kept until the book has it."""
    return f"{name} of {key}"
