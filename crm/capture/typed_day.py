"""A day typed by itself, beside a calendar: "3 May", "in two weeks", "Friday"."""

from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.tokens import tokens


def parse_day(text: str, today: date, forward: bool) -> date | None:
    """None unless the whole text is one day; a bare weekday is the next one, or the latest before today."""
    said = tokens(text)
    found = find_dates(said)
    if len(found) != 1 or (found[0].first, found[0].last) != (0, len(said)):
        return None
    return found[0].day(today, forward)
