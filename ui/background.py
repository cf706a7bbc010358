"""Work that takes longer than a moment runs in a thread; what came of it arrives in the window's thread."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)
_running: set["_Job"] = set()


class _Said(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(
        self, job: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ):
        super().__init__()
        self.setAutoDelete(False)
        self._job = job
        self._said = _Said()
        self._said.done.connect(lambda value: self._end(then, value))
        self._said.failed.connect(lambda fault: self._end(failed, fault))

    def run(self) -> None:
        try:
            value = self._job()
        except Exception as fault:
            self._said.failed.emit(fault)
        else:
            self._said.done.emit(value)

    def _end(self, heard: Callable[[Any], None], value: Any) -> None:
        _running.discard(self)
        heard(value)


def _log_failure(fault: Exception) -> None:
    log.error("A background job failed: %s", type(fault).__name__)


def run_in_background(
    job: Callable[[], Any],
    then: Callable[[Any], None] = lambda value: None,
    failed: Callable[[Exception], None] = _log_failure,
) -> None:
    """`job` runs in a worker thread; `then(value)` or `failed(exception)` in the thread that called this."""
    started = _Job(job, then, failed)
    _running.add(started)  # nobody else holds it until its signal arrived
    QThreadPool.globalInstance().start(started)


def run_inline(
    job: Callable[[], Any],
    then: Callable[[Any], None] = lambda value: None,
    failed: Callable[[Exception], None] = _log_failure,
) -> None:
    """The same, here and now: what tests put in its place."""
    try:
        value = job()
    except Exception as fault:
        failed(fault)
    else:
        then(value)
