"""The day that an answer names: "you will have both names by Friday". Pure."""

from collections.abc import Sequence
from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.tokens import Token, tokens


def day_in_answer(words: str, today: date) -> date | None:
    """The last day from today on; None if the words name none."""
    found = tokens(words)
    days = [phrase.day(today, True) for phrase in find_dates(found) if not _looks_back(found, phrase.first)]
    ahead = [day for day in days if day is not None and day >= today]
    return ahead[-1] if ahead else None


def _looks_back(found: Sequence[Token], at: int) -> bool:
    """ "last Tuesday": read forward, it would be the next one."""
    return any(token.low == "last" for token in found[max(at - 1, 0) : at + 1])
