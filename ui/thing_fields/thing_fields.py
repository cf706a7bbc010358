"""All fields of one thing, each saved by itself, and the button that deletes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from crm.errors import NothingFound
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.thing_fields.choice_row import ChoiceRow, options_of
from ui.thing_fields.field_rows import DayRow, NamesRow, TextRow, draft_place
from ui.thing_fields.field_table import Editor, FieldEntry, fields_of
from ui.thing_fields.thing_values import Value, Values, values_of
from ui.widgets.buttons import Button
from ui.widgets.layout import Lines, column

FieldRow = TextRow | NamesRow | ChoiceRow


class ThingFields(QWidget):
    """Any thing but a meeting. Follows changes from outside, such as undo. `gone` is emitted when the thing is deleted."""

    gone = Signal()
    reloaded = Signal()

    def __init__(
        self, context: Context, key: Key, has_delete: bool = True, parent: QWidget | None = None
    ):  # fmt: skip
        """Without `has_delete`, the owner places the button `delete`. Raises NothingFound."""
        super().__init__(parent)
        self._context, self.key = context, key
        self.rows: dict[str, FieldRow] = {}
        self._built: list[object] = []
        self._lines = Lines()
        self.delete = Button(f"Delete this {key.kind}", "quiet", clicked=self._delete)
        inside = column(self._lines, gap=8)
        if has_delete:
            inside.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        self._show(values_of(context.read, key))
        context.changed.connect(self._on_changed)

    def focus_first(self) -> None:
        next(iter(self.rows.values())).focus_value()

    def reload(self) -> None:
        """Keeps the focus, and what is being typed."""
        try:
            values = values_of(self._context.read, self.key)
        except NothingFound:
            self.setEnabled(False)
            self.gone.emit()
            return
        self.setEnabled(True)
        self._show(values)
        self.reloaded.emit()

    def _on_changed(self, _changes: Changes) -> None:
        self.reload()

    def _show(self, values: Values) -> None:
        entries = fields_of(self.key.kind, values)
        shape: list[object] = [
            (one.name, options_of(one, str(values[one.name])) if one.editor is Editor.CHOICE else "")
            for one in entries
        ]
        if shape != self._built:
            self._build(entries, values)
            self._built = shape
        for entry in entries:
            self.rows[entry.name].show_value(entry, values[entry.name])

    def _build(self, entries: Sequence[FieldEntry], values: Values) -> None:
        held = next((name for name, one in self.rows.items() if _holds_focus(one)), None)
        self._lines.clear()
        self.rows = {one.name: self._row(one, values[one.name]) for one in entries}
        for row in self.rows.values():
            self._lines.add(row)
        if held in self.rows:
            self.rows[held].focus_value()
        elif held is not None:
            self.focus_first()

    def _row(self, entry: FieldEntry, value: Value) -> FieldRow:
        if isinstance(value, tuple):
            return NamesRow(self._context, self.key, entry, value, self._save)
        if entry.editor is Editor.CHOICE:
            return ChoiceRow(self._context, entry, value, self._save)
        build = DayRow if entry.editor is Editor.DAY else TextRow
        return build(self._context, self.key, entry, value, self._save)

    def _save(self, changes: Sequence[Assignment]) -> ActionResult[object]:
        return self._context.attempt(use_cases.things.one.edit, self.key, changes)

    def _delete(self) -> None:
        """What was typed and not kept goes, too: another thing may get the key."""
        if self._context.do(use_cases.things.one.delete, self.key):
            for name in self.rows:
                self._context.drafts.keep(draft_place(self.key, name), "")


def _holds_focus(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))
