"""Unhandled exceptions: logged as types and code places only, never values, and shown to the user once."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from crm.errors import GoodturnError
from crm.fault_log.fault_description import describe, places

log = logging.getLogger("goodturn.faults")


class UnhandledFaults:
    """Handler for sys.excepthook. `show_message` shows a sentence. A repeated fault is logged only, so that
    it cannot flood the window."""

    def __init__(self, show_message: Callable[[str], object]):
        self._show_message = show_message
        self._shown: set[str] = set()

    def caught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if isinstance(fault, GoodturnError):
            self._show_message(str(fault))
            return
        log.error("Not caught: %s", describe(fault))
        # late: brings the database; not before the first paint
        from crm.storage.fault_sentences import book_damage_of

        damaged = book_damage_of(fault)
        known = str(damaged) if damaged is not None else f"{kind.__name__} {places(trace)[:1]}"
        if known not in self._shown:
            self._shown.add(known)
            went_wrong = f"Something in Goodturn went wrong ({kind.__name__}). What was saved before is safe."
            self._show_message(str(damaged or went_wrong))


def error_sentence(fault: Exception) -> str:
    """For work that failed and changed nothing: the error's own sentence if it is meant for the user, else
    only the fault's type."""
    if isinstance(fault, GoodturnError):
        return str(fault)
    return f"Something in Goodturn went wrong ({type(fault).__name__}); nothing was changed."
