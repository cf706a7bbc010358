"""Keeps the log: a handler that costs next to nothing until there is a first fault, and what Python itself reports.

Every program start calls `keep` once. Neither file nor folder is touched before something goes wrong.
"""

import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crm.fault_log.fault_description import describe

if TYPE_CHECKING:
    from crm.fault_log.log_file import FaultFile

log = logging.getLogger(__name__)
_MOST_COUNTED = 500  # different lines; then counting begins anew


class FaultLog(logging.Handler):
    """`file` says where; it is asked at the first record, as finding the system's own place takes a library."""

    def __init__(self, file: Callable[[], Path]) -> None:
        super().__init__(logging.WARNING)
        self._where = file
        self._writer: FaultFile | None = None
        self._times: dict[str, int] = {}

    @property
    def file(self) -> Path:
        return self._where()

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):  # a fault of the log's own must not stand in the way of what the user does
            self._write(record)

    def _write(self, record: logging.LogRecord) -> None:
        from crm.fault_log.log_lines import (
            begin_line,
            line_of,
            time_of,
        )  # a start without faults does without

        line, time = line_of(record), time_of(record)
        times = self._times[line] = self._times.get(line, 0) + 1
        if str(times).strip("0") != "1":  # a fault that repeats is written the 1st, 10th, 100th time
            return
        if len(self._times) > _MOST_COUNTED:
            self._times = {line: times}
        if self._writer is None:
            from crm.fault_log.log_file import FaultFile  # logging.handlers: sockets, queues and pickles

            self._writer = FaultFile(self.file)
            self._writer.write_line(f"{time} {begin_line()}")
        self._writer.write_line(f"{time} {line}{f' (time {times})' if times > 1 else ''}")


def keep(file: Callable[[], Path]) -> FaultLog:
    """From now on everything logged, and every exception that was not caught, goes to that file and nowhere else."""
    kept = FaultLog(file)
    logging.getLogger().addHandler(kept)
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_thread_ended
    sys.unraisablehook = _on_unraisable
    return kept


def kept() -> FaultLog | None:
    """The log of this process, if it keeps one."""
    return next((one for one in logging.getLogger().handlers if isinstance(one, FaultLog)), None)


def _on_uncaught(kind: type[BaseException], fault: BaseException, trace: object) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.error("Not caught: %s", describe(fault))


def _on_thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        log.error("A thread ended: %s", describe(args.exc_value))


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    """In a finalizer, or in a callback from C. Neither the object nor its words are looked at."""
    fault = args.exc_value if args.exc_value is not None else args.exc_type()
    log.error("Could not be raised: %s", describe(fault))
