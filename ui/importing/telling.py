"""What the import's button and the sentence above it say, of people or of a calendar alone; and its end."""

from crm.changes import Changes
from crm.exchange.reckoning import Reckoned
from ui.context import Context
from ui.importing import events, words
from ui.importing.reading import Looked


def button_and_sentence(looked: Looked, reckoned: Reckoned) -> tuple[str, str]:
    """The button begins with “Import” where there is something to import; else the sentence says why not."""
    found = looked.found
    is_calendar = events.is_calendar(found)
    button = events.button(looked.lists) if is_calendar else words.button(reckoned)
    if button.startswith("Import"):
        return button, words.sentence(found, reckoned.left_out)
    return button, events.nothing_new(found) if is_calendar else words.nothing_new(found, reckoned)


def tell_written(context: Context, changes: Changes | None) -> None:
    """With Undo beside it, where there is something to undo."""
    if changes is None:
        context.tell("Everything in this file is in your book already.")
    else:
        context.told.emit(changes.label, changes)
