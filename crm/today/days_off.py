"""Days off: the weekdays and holidays on which the user wants to be left alone.

People who use a daily list well open it also on a free morning, and then want to see what is due as on any
other day; what they do not want is to be called. So by default a day off silences reminders and leaves the list
as it is. Whoever wants a free day to be free of suggestions, too, switches that on: then nobody is suggested and
no date ahead is shown, while promises, today's meetings and today's birthdays stay, as they cannot wait.
"""

from datetime import date

from crm import settings
from crm.storage.reading import Reader
from crm.text.days_in_words import WEEKDAYS, heading

YEARS_AHEAD = 10  # for which the book keeps the holidays of the chosen country


def is_day_off(read: Reader, day: date) -> bool:
    return day.weekday() in settings.value(read, settings.DAYS_OFF) or bool(holiday_name(read, day))


def holiday_name(read: Reader, day: date) -> str:
    """The name of the holiday on that day in the chosen country, or nothing."""
    lead = f"{day.isoformat()} "
    kept = settings.value(read, settings.HOLIDAYS)
    return next((one.removeprefix(lead) for one in kept if one.startswith(lead)), "")


def is_quiet(read: Reader, day: date) -> bool:
    """Whether the list itself leaves out its suggestions on that day."""
    return settings.value(read, settings.QUIET_DAYS_OFF) and is_day_off(read, day)


def day_off_name(read: Reader, day: date) -> str:
    """What a day off is called: "Christmas Day", else its weekday."""
    return holiday_name(read, day) or WEEKDAYS[day.weekday()]


def describe_next_holiday(read: Reader, today: date) -> str:
    """ "The next one is Christmas Day, Friday 25 December.", or nothing where no country was chosen."""
    coming = [one for one in settings.value(read, settings.HOLIDAYS) if one[:10] >= today.isoformat()]
    if not coming:
        return ""
    day, _, named = min(coming).partition(" ")
    return f"The next one is {named}, {heading(date.fromisoformat(day))}."


def needs_renewal(read: Reader, today: date) -> bool:
    """Whether the holidays kept in the book should be reckoned anew: they were in an earlier year.

    Told by the first of them, as some countries have theirs announced year by year, so that the last may be near.
    """
    kept = settings.value(read, settings.HOLIDAYS)
    chosen = bool(settings.value(read, settings.HOLIDAYS_OF))
    return chosen and bool(kept) and int(min(kept)[:4]) < today.year
