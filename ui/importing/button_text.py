"""What the import's button and the sentence above it say, of people or of a calendar alone; and its end."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from crm.importing.preview_lists import ImportCounts
from ui.context import Context
from ui.event_loop_slices import in_next_turn
from ui.importing import events, file_sentences
from ui.importing.import_thread import Looked


def button_and_sentence(looked: Looked, reckoned: ImportCounts) -> tuple[str, str]:
    """The button begins with “Import” where there is something to import; else the sentence says why not."""
    found = looked.found
    is_calendar = events.is_calendar(found)
    button = events.button(looked.lists) if is_calendar else file_sentences.button(reckoned)
    if button.startswith("Import"):
        return button, file_sentences.sentence(found, reckoned.left_out)
    return button, events.nothing_new(found) if is_calendar else file_sentences.nothing_new(found, reckoned)


def as_parked(changes: Changes | None, looked: Looked | None, standing: str) -> Changes | None:
    """The same; where so many are new that they came in parked, its words say so."""
    if changes is None or looked is None or standing != "parked" or not file_sentences.crowd(looked.found):
        return changes
    return changes._replace(label=f"{changes.label}. The new ones are parked")


def end(
    page: QWidget, context: Context, changes: Changes | None, place: str, then: Callable[[], object]
) -> None:
    """Told, and a page opened that is long now: each in a turn of its own."""

    def tell() -> None:
        _tell_written(context, changes)
        in_next_turn(page, fill)

    def fill() -> None:
        context.expect_page(place)
        in_next_turn(page, show)

    def show() -> None:
        context.open_page(place)
        in_next_turn(page, then)

    in_next_turn(page, tell)


def _tell_written(context: Context, changes: Changes | None) -> None:
    """With Undo beside it, where there is something to undo."""
    if changes is None:
        context.tell("Everything in this file is in your book already.")
    else:
        context.told.emit(changes.label, changes)
