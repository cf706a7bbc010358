"""Rhythm: how often the user wants to be in touch with someone, read and said. Pure."""

import re

from crm.errors import NotUnderstood

NAMED = {"closest": 21, "close": 60, "in_touch": 182, "yearly": 365}
_NAMES = {days: name for name, days in NAMED.items()}
_LENGTHS = {21: "3 weeks", 60: "2 months", 182: "6 months", 365: "a year"}
_EVERY = re.compile(r"(?:every\s+)?(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)?")
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
LONGEST = 3650


def parse(words: str) -> int | None:
    """Days of a rhythm as the user writes it: "close", "45d", "every 6 weeks"; None for "none". Raises NotUnderstood."""
    asked = words.strip().lower().replace(" ", "_")
    if asked in NAMED:
        return NAMED[asked]
    if asked in ("none", ""):
        return None
    found = _EVERY.fullmatch(words.strip().lower())
    days = int(found[1]) * _UNIT_DAYS[(found[2] or "d")[0]] if found else 0
    if not 1 <= days <= LONGEST:
        raise NotUnderstood(
            f"“{words}” is not a rhythm. Use closest, close, in_touch, yearly, a number of days such as 45d, or none."
        )
    return days


def name(days: int | None) -> str:
    """The word a file or the command line uses: "close", "45d", "none"."""
    if days is None:
        return "none"
    return _NAMES.get(days, f"{days}d")


def length(days: int) -> str:
    """How long one round lasts: "2 months", "45 days"."""
    if days in _LENGTHS:
        return _LENGTHS[days]
    if days % 7 == 0 and days <= 70:
        return "a week" if days == 7 else f"{days // 7} weeks"
    return "a day" if days == 1 else f"{days} days"


def words(days: int | None) -> str:
    """For a sentence: "every 2 months", "once a year", "no rhythm"."""
    if days is None:
        return "no rhythm"
    if days == 365:
        return "once a year"
    return "every " + length(days).removeprefix("a ")
