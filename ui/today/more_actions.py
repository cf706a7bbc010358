"""Secondary actions of a row, as buttons with full text."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.today.row import Row
from ui.today.row_commands import RowCommands
from ui.widgets.buttons import Button
from ui.widgets.layout import Flow


def secondary_actions(commands: RowCommands, row: Row) -> QWidget | None:
    """For the user's own promise: later, let go. For a person: not this, let rest. For what others promised:
    they were asked about it."""
    if row.kind == "did_it_happen":
        return _happened(commands, row)
    made: list[Button] = []
    if row.key.startswith("promise-"):
        later = Button("Tell them later")
        later.clicked.connect(lambda _checked=False: commands.tell_later(row, later))
        made = [later, Button("Let it go", clicked=partial(commands.let_go, row))]
    elif row.kind == "owed_to_me":
        made = [Button("I asked about it", clicked=partial(commands.mark_reminded, row))]
    elif row.kind in ("stay_close", "open_door", "date", "moved"):
        made = [Button("Not this", clicked=partial(commands.not_this, row))]
        if row.kind not in ("date", "moved"):
            made.append(Button("Let rest", clicked=partial(commands.let_rest, row)))
    return Flow(*made, gap=8) if made else None


def _happened(commands: RowCommands, row: Row) -> QWidget:
    moved = Button("Moved to another day")
    moved.clicked.connect(lambda _checked=False: commands.moved(row, moved))
    yes = Button("Yes, it did", "primary", clicked=partial(commands.done, row))
    return Flow(yes, Button("No", clicked=partial(commands.not_this, row)), moved, gap=8)


def ask_again_buttons(commands: RowCommands, row: Row) -> QWidget:
    """For a "not now" that has expired; shown with its history, before the last note."""
    return Flow(
        Button("Ask again", "primary", clicked=partial(commands.ask_again, row)),
        Button("Done", clicked=partial(commands.done, row)),
        Button("Not this", clicked=partial(commands.not_this, row)),
        gap=8,
    )
