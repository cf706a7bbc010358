"""Background jobs: run in a worker thread, with their results delivered to the window's thread."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from crm.errors import BookDamaged, GoodturnError
from crm.fault_log.fault_description import describe, note_places
from crm.storage.fault_sentences import book_damage_of

Value = TypeVar("Value")
log = logging.getLogger(__name__)


class _ResultRelay(QObject):
    """Delivers results of jobs to the window's thread. One object serves all jobs: one per job would never be
    freed, because its connections keep the job alive, and with it the page and the data."""

    sent = Signal(object, object)  # callback, and its value or exception

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def _on_sent(self, callback: Callable[[Any], object], value: Any) -> None:
        listener = getattr(callback, "__self__", None)
        # the receiving page or book may be deleted by now
        if not isinstance(listener, QObject) or isValid(listener):
            callback(value)


_relay = _ResultRelay()


def _send(callback: Callable[[Any], object], value: Any) -> None:
    with suppress(RuntimeError):  # the application has ended, and the receiver with it
        _relay.sent.emit(callback, value)


def _log(fault: Exception) -> None:
    """Logs the fault, even if the caller handles it. Refusals (GoodturnError) are sentences for the user and
    not logged here."""
    if not isinstance(fault, GoodturnError):
        log.error("A background job failed: %s", describe(fault))


def _log_refusal(fault: Exception) -> None:
    """Default for `on_error`. Damage of the book is raised, so that it reaches sys.excepthook; a refusal is
    logged."""
    if isinstance(fault, BookDamaged):
        raise fault
    if isinstance(fault, GoodturnError):
        log.warning("A background job was refused: %s", describe(fault))


def run_in_background(
    job: Callable[[], Value],
    on_done: Callable[[Value], object] = lambda value: None,
    on_error: Callable[[Exception], object] = _log_refusal,
) -> None:
    """Runs `job` in a worker thread; calls `on_done(value)` or `on_error(exception)` in the window's thread.

    sqlite3's errors about a damaged file reach `on_error` as BookDamaged.
    """
    runner(job, on_done, on_error)


def run_in_thread(
    job: Callable[[], Value], on_done: Callable[[Value], object], on_error: Callable[[Exception], object]
) -> None:
    def run() -> None:
        try:
            value = job()
        except Exception as fault:
            _log(fault)
            note_places(fault)
            # Without its traceback: objects held by the frames would be freed in the window's thread.
            _send(on_error, (book_damage_of(fault) or fault).with_traceback(None))
        else:
            _send(on_done, value)

    QThreadPool.globalInstance().start(run)


def run_synchronously(
    job: Callable[[], Value],
    on_done: Callable[[Value], object] = lambda value: None,
    on_error: Callable[[Exception], object] = _log_refusal,
) -> None:
    """Synchronous runner for tests."""
    try:
        value = job()
    except Exception as fault:
        _log(fault)
        on_error(book_damage_of(fault) or fault)
    else:
        on_done(value)


runner: Callable[[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]], None] = (
    run_in_thread
)
"""How jobs are run. Tests replace it by `run_synchronously`."""
