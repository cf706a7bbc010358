"""What nobody caught: logged as types and code places only, never values, and told to the user once."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from crm.errors import GoodturnError

log = logging.getLogger("goodturn.faults")


class Faults:
    """`tell` shows a sentence. The same fault again is logged, not shown: a repeating one must not bury the window."""

    def __init__(self, tell: Callable[[str], object]):
        self._tell = tell
        self._told: set[str] = set()

    def caught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if isinstance(fault, GoodturnError):
            self._tell(str(fault))
            return
        where = places(trace)
        log.error("%s at %s", kind.__name__, " < ".join(where))
        known = f"{kind.__name__} {where[:1]}"
        if known not in self._told:
            self._told.add(known)
            self._tell(f"Something in Goodturn went wrong ({kind.__name__}). What was saved before is safe.")


def in_words(fault: Exception) -> str:
    """For work that ended with everything as it was: the sentence meant for the user, or none of the fault's own words."""
    if isinstance(fault, GoodturnError):
        return str(fault)
    return f"Something in Goodturn went wrong ({type(fault).__name__}); nothing was changed."


def places(trace: TracebackType | None) -> list[str]:
    """ "page.py:31 reload", innermost first."""
    frames = traceback.extract_tb(trace)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
