"""Reads files for the preview, and runs the import, in threads, with progress and cancellation."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm import settings
from crm.book import Book
from crm.changes import Changes
from crm.errors import FileNotWritten
from crm.formats.csv.column_mapping import remembered, remembered_orders
from crm.formats.csv.mapping_questions import AskedTable, RememberedMappings, first_table, table_to_ask_about
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.importing.choice import Choice
from crm.importing.dropped_files import files_in
from crm.importing.found_cards import Preview
from crm.importing.preview import preview
from crm.importing.preview_lists import PreviewLists, compute_lists
from crm.importing.progress import Cancelled
from crm.importing.unread_report import keep
from crm.storage.reading import Reader
from ui import background, use_cases
from ui.collector_pause import thread_gc_paused
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.faults import error_sentence
from ui.importing.sheets import WritingSheet

_BATCH = 100  # cards
_PAUSE_S = 0.002  # a busy thread never releases the interpreter lock by itself, so every Qt call of the window would wait


class LoadedPreview(NamedTuple):
    """The preview, and its entries as lists."""

    found: Preview
    lists: PreviewLists


class FileReader(QObject):
    """One call at a time. `finished` is emitted with a LoadedPreview, `mapping_needed` with a table whose columns
    are unknown, `failed` with the reason.

    No signal is emitted after `cancel`.
    """

    progress_changed = Signal(int, float)  # cards, and the share of all bytes
    finished = Signal(object)
    mapping_needed = Signal(object)  # a table with unknown columns; nothing was read yet
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()
        self._owner: list[str] = []

    @property
    def owner_changed(self) -> bool:
        """Whether the user's own addresses changed since `start`: guests of a calendar are matched by them."""
        return self._owner != settings.value(self._context.read, settings.OWNER_EMAILS)

    def start(self, places: Sequence[Path], options: Options = DEFAULT_OPTIONS) -> None:
        """Reads files, and all files in folders."""
        self._stop = stop = threading.Event()
        self._owner = settings.value(self._context.read, settings.OWNER_EMAILS)
        book = self._context.book
        today = self._context.today

        def job() -> LoadedPreview | AskedTable:
            with thread_gc_paused():
                files = files_in(places, lambda: _check_stop(stop))
                known = _saved_mappings(book.read)
                if (table := table_to_ask_about(files.paths, known, lambda: _check_stop(stop))) is not None:
                    return table
                all_options = replace(
                    options,
                    remembered=known.columns,
                    date_orders=known.orders,
                    today=today,
                    folder=book.folder,
                )
                found = preview(book.read, files.paths, self.progress_changed.emit, stop.is_set, all_options)
                files.add_remarks(found)
                return LoadedPreview(found, compute_lists(found, book.read))

        background.run_in_background(
            job, self._unless(stop, self._emit_result), self._unless(stop, self._emit_error)
        )

    def ask(self, places: Sequence[Path]) -> None:
        """Asks for the columns of the first table among the files, even if they are known."""
        self._stop = stop = threading.Event()
        read = self._context.read
        background.run_in_background(
            lambda: first_table(files_in(places).paths, _saved_mappings(read), lambda: _check_stop(stop)),
            self._unless(stop, self._emit_result),
            self._unless(stop, self._emit_error),
        )

    def cancel(self) -> None:
        self._stop.set()

    def _emit_result(self, found: LoadedPreview | AskedTable) -> None:
        (self.mapping_needed if isinstance(found, AskedTable) else self.finished).emit(found)

    def _emit_error(self, fault: Exception) -> None:
        self.failed.emit(error_sentence(fault))

    @staticmethod
    def _unless(stop: threading.Event, callback: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda value: _ignore(value) if stop.is_set() else callback(value)


class ImportWriter(QObject):
    """The import in one transaction, as one step. `finished` is emitted with its Changes, or None if nothing
    was new."""

    progress_changed = Signal(int)  # cards
    finished = Signal(object)
    failed = Signal(str)  # reason; the book is unchanged

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()

    def sheet(self, page: QWidget) -> WritingSheet:
        """A modal sheet over the page's window with progress and a Cancel button."""
        sheet = WritingSheet(page.window())
        page.destroyed.connect(sheet.deleteLater)
        sheet.cancel_requested.connect(self.cancel)
        self.progress_changed.connect(sheet.show_done)
        return sheet

    def start(
        self,
        found: Preview,
        standing: str,
        choices: Mapping[tuple[int, int], Choice],
        accept: bool = False,
    ) -> None:
        self._stop = stop = threading.Event()
        book = self._context.book

        def on_progress(done: int) -> None:
            self.progress_changed.emit(done)
            if stop.is_set():
                raise Cancelled("The import was stopped; nothing was changed.")

        def job() -> Changes | None:
            before = _newest_step(book)
            with thread_gc_paused(), book.work() as work:
                use_cases.importing.applying.apply(work, found, standing, dict(choices), on_progress, accept)
            return _finish_step(book, before, found, choices)

        def begin() -> None:
            background.run_in_background(
                job, self.finished.emit, lambda fault: self.failed.emit(error_sentence(fault))
            )

        run_in_next_slice(self, begin)  # the sheet is painted first, without a busy thread beside it

    def cancel(self) -> None:
        self._stop.set()


def _finish_step(
    book: Book, before: int | None, found: Preview, choices: Mapping[tuple[int, int], Choice]
) -> Changes | None:
    """Writes the report of a new step. None if nothing was written after step `before`."""
    step = next(iter(book.steps(1)), None)
    if step is None or step.id == before:
        return None
    with suppress(FileNotWritten, OSError):  # the import is done even if its report cannot be written
        keep(book.folder, step.at.astimezone(), found, choices, step.label)
    return Changes(step.id, step.label, step.origin, {})


def _ignore(value: object) -> None:
    if isinstance(value, LoadedPreview):
        free_in_background(value)


def free_in_background(loaded: LoadedPreview) -> None:
    """Frees a large preview in slices, in a thread: at once, it would block the window."""
    lists = loaded.lists
    long: list[list[Any]] = [*lists.by_status.values(), lists.remarks, lists.guesses, lists.meetings]
    long += [part for file in loaded.found.files for part in (file.remarks, file.found)]

    def job() -> None:
        for cards in long:
            while cards:
                del cards[-_BATCH:]
                time.sleep(_PAUSE_S)
        while lists.cards:
            for _ in range(min(_BATCH, len(lists.cards))):
                lists.cards.popitem()
            time.sleep(_PAUSE_S)

    background.run_in_background(job)


def _saved_mappings(read: Reader) -> RememberedMappings:
    return RememberedMappings(remembered(read), remembered_orders(read))


def _check_stop(stop: threading.Event) -> None:
    if stop.is_set():
        raise Cancelled("The import was stopped; nothing was changed.")


def _newest_step(book: Book) -> int:
    return next((step.id for step in book.steps(1)), 0)
