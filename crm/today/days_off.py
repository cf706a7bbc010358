"""Days off: the user's free weekdays and public holidays.

By default a day off only suppresses the reminder; the list stays as on any other day. With the setting
QUIET_DAYS_OFF the list also leaves out suggestions and upcoming dates. Promises, today's meetings and
today's birthdays are always shown.
"""

from datetime import date

from crm import settings
from crm.storage.reading import Reader
from crm.text.days_in_words import WEEKDAYS, heading

YEARS_AHEAD = 10  # of holidays stored in the book for the chosen country


def is_day_off(read: Reader, day: date) -> bool:
    return day.weekday() in settings.value(read, settings.DAYS_OFF) or bool(holiday_name(read, day))


def holiday_name(read: Reader, day: date) -> str:
    """The name of that day's holiday in the chosen country, or an empty string."""
    prefix = f"{day.isoformat()} "
    stored = settings.value(read, settings.HOLIDAYS)
    return next((line.removeprefix(prefix) for line in stored if line.startswith(prefix)), "")


def is_quiet(read: Reader, day: date) -> bool:
    """Whether the list leaves out suggestions on that day."""
    return settings.value(read, settings.QUIET_DAYS_OFF) and is_day_off(read, day)


def day_off_name(read: Reader, day: date) -> str:
    """The holiday's name, else the weekday."""
    return holiday_name(read, day) or WEEKDAYS[day.weekday()]


def describe_next_holiday(read: Reader, today: date) -> str:
    """ "The next one is Christmas Day, Friday 25 December.", or an empty string if no country is chosen."""
    coming = [line for line in settings.value(read, settings.HOLIDAYS) if line[:10] >= today.isoformat()]
    if not coming:
        return ""
    day, _, named = min(coming).partition(" ")
    return f"The next one is {named}, {heading(date.fromisoformat(day))}."


def needs_renewal(read: Reader, today: date) -> bool:
    """Whether the stored holidays were computed in an earlier year and should be computed again.

    Decided by the first stored day: some countries announce holidays year by year, so the last day says little.
    """
    stored = settings.value(read, settings.HOLIDAYS)
    chosen = bool(settings.value(read, settings.HOLIDAYS_OF))
    return chosen and bool(stored) and int(min(stored)[:4]) < today.year
