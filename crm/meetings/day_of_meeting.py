"""The day of a meeting as typed: "Thursday 19 November", "friday", "in two weeks"."""

from datetime import date

from crm.capture.typed_day import parse_day
from crm.errors import NotUnderstood
from crm.text.typed_text import line

_MONTHS_APART = 200  # days; two readings further apart differ by the year alone


def parse_meeting_day(text: str, today: date, is_ahead: bool) -> date:
    """A bare weekday lies ahead for a planned meeting, else behind; a day and month without a year is the nearest.

    Raises NotUnderstood.
    """
    behind, ahead = parse_day(text, today, forward=False), parse_day(text, today, forward=True)
    if behind is None or ahead is None:
        raise NotUnderstood(f"“{line(text)}” is no day. Write words such as Friday, 3 May or in two weeks.")
    if (ahead - behind).days > _MONTHS_APART:
        return min(behind, ahead, key=lambda one: abs((one - today).days))
    return ahead if is_ahead else behind
