"""Work that takes longer than a moment runs in a thread; what came of it arrives in the window's thread."""

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


class _Post(QObject):
    """Brings what came of a job into the window's thread. One for all jobs: one each would never be freed, as its
    connections hold on to the job, and with it to the page that asked or to all that was read for it."""

    sent = Signal(object, object)  # who is to hear of it, and the value or the exception

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def _on_sent(self, heard: Callable[[Any], object], value: Any) -> None:
        listener = getattr(heard, "__self__", None)
        if not isinstance(listener, QObject) or isValid(
            listener
        ):  # its page or its book may have gone meanwhile
            heard(value)


_post = _Post()


def _send(heard: Callable[[Any], object], value: Any) -> None:
    with suppress(RuntimeError):  # the application ended meanwhile, and with it whoever would hear
        _post.sent.emit(heard, value)


def _log(fault: Exception) -> None:
    """Whatever its caller makes of it. A refusal is a sentence for the user, not a fault."""
    if not isinstance(fault, GoodturnError):
        log.error("A background job failed: %s", describe(fault))


def _log_refusal(fault: Exception) -> None:
    """Damage is told, whatever was being read: raised here, it comes to the one place that tells what nobody caught."""
    if isinstance(fault, BookDamaged):
        raise fault
    if isinstance(fault, GoodturnError):
        log.warning("A background job was refused: %s", describe(fault))


def run_in_background(
    job: Callable[[], Value],
    then: Callable[[Value], object] = lambda value: None,
    failed: Callable[[Exception], object] = _log_refusal,
) -> None:
    """`job` runs in a worker thread; `then(value)` or `failed(exception)` in the thread that called this.

    What sqlite3 says of a damaged file reaches `failed` as BookDamaged.
    """
    runner(job, then, failed)


def in_a_thread(
    job: Callable[[], Value], then: Callable[[Value], object], failed: Callable[[Exception], object]
) -> None:
    def run() -> None:
        try:
            value = job()
        except Exception as fault:
            _log(fault)
            note_places(fault)
            # Without the frames it came through: what they hold would be freed in the window's thread.
            _send(failed, (book_damage_of(fault) or fault).with_traceback(None))
        else:
            _send(then, value)

    QThreadPool.globalInstance().start(run)


def here_and_now(
    job: Callable[[], Value],
    then: Callable[[Value], object] = lambda value: None,
    failed: Callable[[Exception], object] = _log_refusal,
) -> None:
    """The runner of the tests: nothing is waited for."""
    try:
        value = job()
    except Exception as fault:
        _log(fault)
        failed(book_damage_of(fault) or fault)
    else:
        then(value)


runner: Callable[[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]], None] = (
    in_a_thread
)
"""How jobs are run: the one thing that tests put another in the place of."""
