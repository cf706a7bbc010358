"""The day of a meeting as typed: "Thursday 19 November", "friday", "in two weeks"."""

from datetime import date

from crm.capture.typed_day import parse_day
from crm.errors import NotUnderstood
from crm.text.typed_text import line

_WITHOUT_YEAR = 200  # days; two readings further apart differ by the year alone
_SOON = 60  # days, as Log has it


def parse_meeting_day(text: str, today: date, is_ahead: bool) -> date:
    """A bare weekday, or a day and month, lies ahead for a planned meeting, else behind; but a day and month that
    is near on the other side is meant there. Raises NotUnderstood.
    """
    behind, ahead = parse_day(text, today, forward=False), parse_day(text, today, forward=True)
    if behind is None or ahead is None:
        raise NotUnderstood(f"“{line(text)}” is no day. Write words such as Friday, 3 May or in two weeks.")
    first, other = (ahead, behind) if is_ahead else (behind, ahead)
    has_no_year = (ahead - behind).days > _WITHOUT_YEAR
    return other if has_no_year and abs((other - today).days) <= _SOON else first
