"""Work that takes longer than a moment runs in a thread; what came of it arrives in the window's thread."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)


class _Post(QObject):
    """Brings what came of a job into the window's thread. One for all jobs: one each would never be freed, as its
    connections hold on to the job, and with it to the page that asked or to all that was read for it."""

    sent = Signal(object, object)  # who is to hear of it, and the value or the exception

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def _on_sent(self, heard: Callable[[Any], None], value: Any) -> None:
        listener = getattr(heard, "__self__", None)
        if not isinstance(listener, QObject) or isValid(
            listener
        ):  # its page or its book may have gone meanwhile
            heard(value)


_post = _Post()


def _send(heard: Callable[[Any], None], value: Any) -> None:
    with suppress(RuntimeError):  # the application ended meanwhile, and with it whoever would hear
        _post.sent.emit(heard, value)


def _log_failure(fault: Exception) -> None:
    log.error("A background job failed: %s", type(fault).__name__)


def run_in_background(
    job: Callable[[], Any],
    then: Callable[[Any], None] = lambda value: None,
    failed: Callable[[Exception], None] = _log_failure,
) -> None:
    """`job` runs in a worker thread; `then(value)` or `failed(exception)` in the thread that called this."""

    def run() -> None:
        try:
            value = job()
        except Exception as fault:
            # Without the frames it came through: what they hold would be freed in the window's thread.
            _send(failed, fault.with_traceback(None))
        else:
            _send(then, value)

    QThreadPool.globalInstance().start(run)


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
