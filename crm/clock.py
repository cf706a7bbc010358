"""The one place that reads the clock. Everything else is told what day it is."""

import time
from collections.abc import Callable
from datetime import date, datetime


def _system_now() -> datetime:
    if hasattr(time, "tzset"):  # else a machine that travelled keeps the zone it had when the program began
        time.tzset()
    return datetime.now().astimezone()


class Clock:
    """`on` takes a fixed day as today, for looking ahead and for tests; moments still come from the system."""

    def __init__(self, on: date | None = None, read: Callable[[], datetime] = _system_now) -> None:
        self.on = on
        self.read = read

    def now(self) -> datetime:
        return self.read()

    def today(self) -> date:
        return self.on or self.read().date()
