"""Parses a time typed on its own, in a time field: "14:00", "9am", "at noon", "3"."""

from crm.capture.times import find_times
from crm.capture.tokens import tokens

_FIRST_OF_DAY = 7  # nobody means four in the morning


def hour_of_figure(figure: str) -> str | None:
    """HH:MM of a bare hour: "10" is 10:00, "3" is 15:00; None for what is no hour."""
    if not figure.isascii() or not figure.isdecimal() or len(figure) > 2 or int(figure) > 23:
        return None
    hour = int(figure)
    return f"{hour + 12 if 0 < hour < _FIRST_OF_DAY else hour:02}:00"


def parse_time(text: str) -> str | None:
    """HH:MM; None unless the whole text is one time."""
    bare = text.strip().lower().removeprefix("at ").strip()
    if hour := hour_of_figure(bare):
        return hour
    found_tokens = tokens(f"at {bare}")
    found = find_times(found_tokens)
    return (
        found[0].at
        if len(found) == 1 and found[0].last == len(found_tokens) and found[0].first == 0
        else None
    )
