"""Reading a file, and writing what was found, in a thread: the window stays alive and can stop it."""

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
from ui.collector_pause import quietly
from ui.context import Context
from ui.event_loop_slices import in_next_turn
from ui.faults import in_words
from ui.importing.sheets import WritingSheet

_AT_ONCE = 100  # cards
_BREATH_S = (
    0.002  # the window paints meanwhile, and each of its calls would wait for a thread that never pauses
)


class Looked(NamedTuple):
    """What was found, and the same in lists."""

    found: Preview
    lists: PreviewLists


class Reading(QObject):
    """One call at a time. `read` brings what was Looked at, `asked` a table to be asked about, `failed` the reason.

    After `cancel` none of them comes.
    """

    progressed = Signal(int, float)  # cards, and the share of all bytes
    read = Signal(object)
    asked = Signal(object)  # a table whose columns nobody knows: nothing was read yet
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()
        self._owner: list[str] = []

    @property
    def owner_changed(self) -> bool:
        """Whether other addresses are the user's than when it started: guests of a calendar are judged by them."""
        return self._owner != settings.value(self._context.read, settings.OWNER_EMAILS)

    def start(self, places: Sequence[Path], options: Options = DEFAULT_OPTIONS) -> None:
        """Files, and folders for the files in them."""
        self._stop = stop = threading.Event()
        self._owner = settings.value(self._context.read, settings.OWNER_EMAILS)
        book = self._context.book
        today = self._context.today

        def job() -> Looked | AskedTable:
            with quietly():
                files = files_in(places, lambda: _go_on(stop))
                known = _remembered(book.read)
                if (table := table_to_ask_about(files.paths, known, lambda: _go_on(stop))) is not None:
                    return table
                said = replace(
                    options,
                    remembered=known.columns,
                    date_orders=known.orders,
                    today=today,
                    folder=book.folder,
                )
                found = preview(book.read, files.paths, self.progressed.emit, stop.is_set, said)
                files.add_remarks(found)
                return Looked(found, compute_lists(found, book.read))

        background.run_in_background(job, self._unless(stop, self._bring), self._unless(stop, self._say))

    def ask(self, places: Sequence[Path]) -> None:
        """For the columns of the first table among these, whether they are known or not."""
        self._stop = stop = threading.Event()
        read = self._context.read
        background.run_in_background(
            lambda: first_table(files_in(places).paths, _remembered(read), lambda: _go_on(stop)),
            self._unless(stop, self._bring),
            self._unless(stop, self._say),
        )

    def cancel(self) -> None:
        self._stop.set()

    def _bring(self, found: Looked | AskedTable) -> None:
        (self.asked if isinstance(found, AskedTable) else self.read).emit(found)

    def _say(self, fault: Exception) -> None:
        self.failed.emit(in_words(fault))

    @staticmethod
    def _unless(stop: threading.Event, heard: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda value: _unheard(value) if stop.is_set() else heard(value)


class Writing(QObject):
    """The import itself: one transaction, one step. `written` brings its Changes, or None where nothing was new."""

    progressed = Signal(int)  # cards
    written = Signal(object)
    stopped = Signal(str)  # why; the book is as it was

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()

    def sheet(self, page: QWidget) -> WritingSheet:
        """Over the page's window, showing how far this is, and stopping it."""
        sheet = WritingSheet(page.window())
        page.destroyed.connect(sheet.deleteLater)
        sheet.cancel_asked.connect(self.cancel)
        self.progressed.connect(sheet.show_done)
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

        def told(done: int) -> None:
            self.progressed.emit(done)
            if stop.is_set():
                raise Cancelled("The import was stopped; nothing was changed.")

        def job() -> Changes | None:
            before = _newest_step(book)
            with quietly(), book.work() as work:
                use_cases.importing.applying.apply(work, found, standing, dict(choices), told, accept)
            step = next(iter(book.steps(1)), None)
            if step is None or step.id == before:
                return None
            with suppress(FileNotWritten, OSError):  # the import stands, whether or not its report can
                keep(book.folder, step.at.astimezone(), found, choices, step.label)
            return Changes(step.id, step.label, step.origin, {})

        def begin() -> None:
            background.run_in_background(
                job, self.written.emit, lambda fault: self.stopped.emit(in_words(fault))
            )

        in_next_turn(self, begin)  # the sheet is painted by then, without a busy thread beside it

    def cancel(self) -> None:
        self._stop.set()


def _unheard(value: object) -> None:
    if isinstance(value, Looked):
        let_go(value)


def let_go(looked: Looked) -> None:
    """Frees a large preview bit by bit, in a thread: all at once, the window would stand still for it."""
    lists = looked.lists
    long: list[list[Any]] = [*lists.by_status.values(), lists.remarks, lists.guesses, lists.meetings]
    long += [part for file in looked.found.files for part in (file.remarks, file.found)]

    def job() -> None:
        for cards in long:
            while cards:
                del cards[-_AT_ONCE:]
                time.sleep(_BREATH_S)
        while lists.cards:
            for _ in range(min(_AT_ONCE, len(lists.cards))):
                lists.cards.popitem()
            time.sleep(_BREATH_S)

    background.run_in_background(job)


def _remembered(read: Reader) -> RememberedMappings:
    return RememberedMappings(remembered(read), remembered_orders(read))


def _go_on(stop: threading.Event) -> None:
    if stop.is_set():
        raise Cancelled("The import was stopped; nothing was changed.")


def _newest_step(book: Book) -> int:
    return next((step.id for step in book.steps(1)), 0)
