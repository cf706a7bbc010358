"""Rhythm: the interval at which the user wants to be in touch with a person, parsed and formatted. Pure functions."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from crm.errors import NotUnderstood
from crm.text import days_in_words

DAYS_BY_NAME = {"closest": 21, "close": 60, "in_touch": 182, "yearly": 365}
LABELS = {21: "Closest", 60: "Close", 182: "In touch", 365: "Yearly"}
_NAMES = {days: name for name, days in DAYS_BY_NAME.items()}
_LENGTHS = {21: "3 weeks", 30: "a month", 60: "2 months", 90: "3 months", 182: "6 months", 365: "a year"}
MENU_DAYS = (7, 14, 21, 30, 60, 90, 182, 365)  # intervals in menus; any number of days can be typed
_EVERY = re.compile(r"(?:every\s+)?(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)?")
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
MAX_DAYS = 3650


def parse(text: str) -> int | None:
    """Days of a rhythm as typed: "close", "45d", "every 6 weeks"; None for "none". Raises NotUnderstood."""
    name_asked = text.strip().lower().replace(" ", "_")
    if name_asked in DAYS_BY_NAME:
        return DAYS_BY_NAME[name_asked]
    if name_asked in ("none", ""):
        return None
    found = _EVERY.fullmatch(text.strip().lower())
    days = int(found[1]) * _UNIT_DAYS[(found[2] or "d")[0]] if found else 0
    if not 1 <= days <= MAX_DAYS:
        raise NotUnderstood(
            f"“{text}” is not a rhythm. Use closest, close, in_touch, yearly, a number of days such as 45d, or none."
        )
    return days


def name(days: int | None) -> str:
    """Name in files and on the command line: "close", "45d", "none"."""
    if days is None:
        return "none"
    return _NAMES.get(days, f"{days}d")


def describe_length(days: int) -> str:
    """Length of the interval: "2 months", "45 days"."""
    if days in _LENGTHS:
        return _LENGTHS[days]
    if days % 7 == 0 and days <= 70:
        return "a week" if days == 7 else f"{days // 7} weeks"
    return "a day" if days == 1 else f"{days} days"


def describe(days: int | None) -> str:
    """Phrase for a sentence: "every 2 months", "once a year", "no rhythm"."""
    if days is None:
        return "no rhythm"
    if days == 365:
        return "once a year"
    return "every " + describe_length(days).removeprefix("a ")


def median_gap(met_on: Iterable[date]) -> int | None:
    """Median gap in days between days of contact; None for fewer than three."""
    days = sorted(set(met_on))
    if len(days) < 3:
        return None
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    low, high = gaps[(len(gaps) - 1) // 2], gaps[len(gaps) // 2]
    return (low + high + 1) // 2


def describe_with_actual(days: int | None, real_days: int | None) -> str:
    """The chosen rhythm with the actual one: "Close: every 2 months. Lately about every 11 weeks."."""
    chosen = describe(days)
    if days in LABELS:
        chosen = f"{LABELS[days]}: {chosen}"
    chosen = chosen[:1].upper() + chosen[1:]
    if real_days is None:
        return f"{chosen}."
    lately = "every day" if real_days == 1 else f"every {days_in_words.length(real_days)}"
    return f"{chosen}. Lately about {lately}."
