"""Dates and durations as phrases relative to today: "on Thursday", "11 weeks ago", "since yesterday"."""

from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def plain(day: date, today: date) -> str:
    """ "2 October", with the year unless it is this year."""
    named = f"{day.day} {MONTHS[day.month - 1]}"
    return named if day.year == today.year else f"{named} {day.year}"


def heading(day: date) -> str:
    """ "Saturday 21 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def named(day: date, today: date) -> str:
    """The shortest unambiguous name: "yesterday", "today", "Thursday", "2 October"."""
    apart = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if apart in near:
        return near[apart]
    return WEEKDAYS[day.weekday()] if abs(apart) < 7 else plain(day, today)


def on(day: date, today: date) -> str:
    """`named` as part of a sentence: "yesterday", "on Thursday", "on 2 October"."""
    words = named(day, today)
    return words if words in ("yesterday", "today", "tomorrow") else f"on {words}"


def length(days: int) -> str:
    """Approximate duration: "5 days", "11 weeks", "8 months", "2 years"."""
    if days < 14:
        return counted(days, "day")
    if days < 84:
        return counted(days // 7, "week")
    if days < 730:
        return counted(round(days / 30.44), "month")
    return counted(days // 365, "year")


def ago(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{length(days)} ago"


def due_chip(due: date, today: date) -> str:
    """ "since yesterday", "2 days late", "today", "Monday"."""
    late = (today - due).days
    if late == 1:
        return "since yesterday"
    return f"{length(late)} late" if late > 1 else named(due, today)


def ahead_chip(day: date, today: date) -> str:
    """ "today", "tomorrow", "in 2 days"."""
    apart = (day - today).days
    return named(day, today) if apart < 2 else f"in {counted(apart, 'day')}"


def falls_on(month_day: int, year: int) -> date:
    """The date of a yearly day (month * 100 + day) in a year; 29 February falls on the 28th in common years."""
    month, day = divmod(month_day, 100)
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def next_fall(month_day: int, today: date) -> date:
    """The first date from today on (inclusive) on which a yearly day falls."""
    this_year = falls_on(month_day, today.year)
    return this_year if this_year >= today else falls_on(month_day, today.year + 1)


def month_days(first: date, days: int) -> dict[int, date]:
    """Every yearly day (month * 100 + day) that falls into the given period, with its date."""
    found: dict[int, date] = {}
    for step in range(days):
        day = first + timedelta(days=step)
        found[day.month * 100 + day.day] = day
        if (day.month, day.day) == (2, 28) and falls_on(229, day.year) == day:
            found[229] = day
    return found
