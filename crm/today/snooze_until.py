"""Parses the day until which a row is snoozed: "tomorrow", "next week", "in 3 days", a weekday or a date. Pure."""

import re
from datetime import date, timedelta

from crm.errors import NotUnderstood
from crm.text.days_in_words import MONTHS, WEEKDAYS, number
from crm.text.months import months_after

_COUNTS = {number(count): count for count in range(1, 13)} | {"a": 1, "an": 1}
_IN = re.compile(rf"(?:in )?({'|'.join(_COUNTS)}|\d{{1,3}}) (day|week|month|year)s?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")


def parse_until(typed: str, today: date) -> date:
    """The first day the row shows again; always after today. Raises NotUnderstood."""
    text = " ".join(typed.strip().lower().removeprefix("until ").split())
    found = _named(text, today) or _counted(text, today) or _dated(text, today)
    if found is None:
        raise NotUnderstood(
            f"“{typed}” is not a day to wait for. Use tomorrow, next week, in 3 days, in a month or a date such as "
            f"{(today + timedelta(days=3)).isoformat()}."
        )
    if found <= today:
        raise NotUnderstood(f"“{typed}” is not after today: choose a later day.")
    return found


def _named(text: str, today: date) -> date | None:
    if text == "tomorrow":
        return today + timedelta(days=1)
    if text == "next week":
        return today + timedelta(days=7 - today.weekday())
    if text == "next month":
        return months_after(today.replace(day=1), 1)
    weekday = text.removeprefix("next ").removeprefix("on ").capitalize()
    if weekday in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(weekday) - today.weekday() - 1) % 7 + 1)
    return None


def _counted(text: str, today: date) -> date | None:
    found = _IN.fullmatch(text)
    if not found:
        return None
    count = _COUNTS.get(found[1]) or int(found[1])
    if found[2] in ("month", "year"):
        return months_after(today, count * (12 if found[2] == "year" else 1))
    return today + timedelta(days=count * (7 if found[2] == "week" else 1))


def _dated(text: str, today: date) -> date | None:
    text = text.removeprefix("on ")
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if found := _DAY_MONTH.fullmatch(text):
        return _calendar_day(int(found[1]), found[2], found[3], today)
    if found := _MONTH_DAY.fullmatch(text):
        return _calendar_day(int(found[2]), found[1], found[3], today)
    return None


def _calendar_day(day: int, month_name: str, year: str | None, today: date) -> date | None:
    """Without a year: the next such day after today."""
    month = next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(month_name)), 0)
    for candidate_year in [int(year)] if year else [today.year, today.year + 1]:
        try:
            found = date(candidate_year, month, day)
        except ValueError:
            continue
        if year or found > today:
            return found
    return None
