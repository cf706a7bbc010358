"""Texts of the import's button and of the sentence above it, for people or a calendar only; and the end of an
import."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from crm.importing.preview_lists import ImportCounts
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.importing import events, file_sentences
from ui.importing.import_thread import LoadedPreview


class ButtonText(NamedTuple):
    button: str
    sentence: str


def button_and_sentence(loaded: LoadedPreview, tally: ImportCounts) -> ButtonText:
    """The button's text begins with “Import” if there is something to import; else the sentence says why not."""
    found = loaded.found
    is_calendar = events.is_calendar(found)
    button = events.button(loaded.lists) if is_calendar else file_sentences.button(tally)
    if button.startswith("Import"):
        return ButtonText(button, file_sentences.sentence(found, tally.left_out))
    nothing_new = events.nothing_new(found) if is_calendar else file_sentences.nothing_new(found, tally)
    return ButtonText(button, nothing_new)


def label_as_parked(changes: Changes | None, loaded: LoadedPreview | None, standing: str) -> Changes | None:
    """The changes; if many new people were added as parked, with that in the label."""
    if (
        changes is None
        or loaded is None
        or standing != "parked"
        or not file_sentences.describe_parking(loaded.found)
    ):
        return changes
    return changes._replace(label=f"{changes.label}. The new ones are parked")


def finish_import(
    page: QWidget, context: Context, changes: Changes | None, place: str, on_done: Callable[[], object]
) -> None:
    """Shows the message and opens a page that may be long now, each in a slice of the event loop."""

    def show_message() -> None:
        _show_result(context, changes)
        run_in_next_slice(page, fill)

    def fill() -> None:
        context.prepare_page(place)
        run_in_next_slice(page, show)

    def show() -> None:
        context.open_page(place)
        run_in_next_slice(page, on_done)

    run_in_next_slice(page, show_message)


def _show_result(context: Context, changes: Changes | None) -> None:
    """With Undo, if there is something to undo."""
    if changes is None:
        context.show_message("Everything in this file is in your book already.")
    else:
        context.message_requested.emit(changes.label, changes)
