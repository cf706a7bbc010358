"""Runs an export in a thread, with progress and cancellation."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.formats.export_progress import ExportProgress
from crm.importing.progress import Cancelled
from crm.storage.file_identity import refuse_own_files
from ui import background, use_cases
from ui.context import Context
from ui.faults import error_sentence


def _share(progress: ExportProgress) -> tuple[str, int]:
    """The stage, and its progress in percent: a change of either is reported."""
    return progress.stage, min(100, progress.done * 100 // max(1, progress.of))


class ExportJob(QObject):
    """One export at a time. `finished` is emitted with the result, `failed` with the reason."""

    progress_changed = Signal(object)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()

    def start(self, target: Path, people: Sequence[int] | None, format_name: str, lossless: bool) -> None:
        self._stop = stop = threading.Event()
        book = self._context.book
        shown = ("", -1)

        def on_progress(progress: ExportProgress) -> None:
            nonlocal shown
            if stop.is_set():
                raise Cancelled("The export was stopped; nothing was written.")
            if _share(progress) != shown:
                shown = _share(progress)
                self.progress_changed.emit(progress)

        def job() -> Any:
            refuse_own_files(book.file, target)
            exporting = use_cases.exporting.export
            if format_name == exporting.CALENDAR:
                today, now = book.clock.today(), book.clock.now()
                return exporting.export_due(book.read, target, people, today, now, book.folder)
            return exporting.export(
                book.read, target, people, format_name, lossless, on_progress, book.folder
            )

        background.run_in_background(job, self._emit_written, self._emit_error)

    def cancel(self) -> None:
        """No signal is emitted afterwards."""
        self._stop.set()

    def _emit_written(self, made: Any) -> None:
        if not self._stop.is_set():
            self.finished.emit(made)

    def _emit_error(self, fault: Exception) -> None:
        if not self._stop.is_set():
            self.failed.emit(error_sentence(fault))
