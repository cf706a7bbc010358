"""Parses a date typed on its own, in a date field: "3 May", "in two weeks", "Friday"."""

from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.tokens import tokens


def parse_day(text: str, today: date, forward: bool) -> date | None:
    """None unless the whole text is one date. A bare weekday is the next one or, backward, the latest before today."""
    found_tokens = tokens(text)
    found = find_dates(found_tokens)
    if len(found) != 1 or (found[0].first, found[0].last) != (0, len(found_tokens)):
        return None
    return found[0].day(today, forward)
