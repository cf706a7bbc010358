"""The logging handler of the fault log, and hooks for uncaught exceptions.
Every start of the program calls `keep` once. Neither file nor folder is touched before the first fault.
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
_MOST_COUNTED = 500  # different lines; then counting starts again


class FaultLog(logging.Handler):
    """`file` returns the path; it is called at the first record, as finding the system's place imports a
    library.
    """

    def __init__(self, file: Callable[[], Path]) -> None:
        super().__init__(logging.WARNING)
        self._where = file
        self._writer: FaultFile | None = None
        self._times: dict[str, int] = {}

    @property
    def file(self) -> Path:
        return self._where()

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):  # an error of the log itself must not disturb the user's action
            self._write(record)

    def _write(self, record: logging.LogRecord) -> None:
        # Not needed without faults.
        from crm.fault_log.log_lines import begin_line, line_of, time_of

        line, time = line_of(record), time_of(record)
        times = self._times[line] = self._times.get(line, 0) + 1
        if str(times).strip("0") != "1":  # a repeated fault is written the 1st, 10th, 100th time
            return
        if len(self._times) > _MOST_COUNTED:
            self._times = {line: times}
        if self._writer is None:
            from crm.fault_log.log_file import FaultFile  # logging.handlers: sockets, queues and pickle

            self._writer = FaultFile(self.file)
            self._writer.write_line(f"{time} {begin_line()}")
        self._writer.write_line(f"{time} {line}{f' (time {times})' if times > 1 else ''}")


def install(file: Callable[[], Path]) -> FaultLog:
    """From now on, log records and uncaught exceptions go to that file only."""
    handler = FaultLog(file)
    logging.getLogger().addHandler(handler)
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_thread_ended
    sys.unraisablehook = _on_unraisable
    return handler


def installed_log() -> FaultLog | None:
    """The fault log of this process, if there is one."""
    return next((one for one in logging.getLogger().handlers if isinstance(one, FaultLog)), None)


def _on_uncaught(kind: type[BaseException], fault: BaseException, trace: object) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.error("Not caught: %s", describe(fault))


def _on_thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        log.error("A thread ended: %s", describe(args.exc_value))


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    """In a finalizer or a C callback. The object and the message may contain values and are not used."""
    fault = args.exc_value if args.exc_value is not None else args.exc_type()
    log.error("Could not be raised: %s", describe(fault))
