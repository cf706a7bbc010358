"""The only module that reads the clock. All other code is given the day and the time."""

import time
from collections.abc import Callable
from datetime import date, datetime


def _system_now() -> datetime:
    # Otherwise a machine that changed its time zone keeps the old one until the program ends.
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()


class Clock:
    """`on` replaces today's date, for looking ahead and for tests; times still come from the system."""

    def __init__(self, on: date | None = None, read: Callable[[], datetime] = _system_now) -> None:
        self.on = on
        self.read = read

    def now(self) -> datetime:
        return self.read()

    def today(self) -> date:
        return self.on or self.read().date()
