"""A plan from plain words: read as Log reads them, but looking ahead, and only with a day."""

import re
from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.tokens import tokens
from crm.capture.typed_time import hour_of_figure
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.text.folding import fold

_AHEAD = "Plan "  # before it, Log reads a bare weekday as the next one
# "at 10" and "at 3": an hour, unless a street or another figure follows.
_HOUR = re.compile(
    r"\bat (\d{1,2})(?=\s*(?:$|[,;]|[.](?:\s|$)|\s(?:at|in|on|with|to|for|about|by|next|this|tomorrow|today|and)\b))",
    re.I,
)


def understand_plan(text: str, today: date, names: Names) -> Draft:
    """Raises NotUnderstood for a text without a meeting, without a day (a time alone is none), or with a past day."""
    draft = read_plan(text, today, names)
    meeting = draft.meeting
    if meeting is None:
        raise NotUnderstood(
            "No meeting is named here: say what, with whom and when, such as “coffee with Ana on Friday”."
        )
    if not find_dates(tokens(text)):
        raise NotUnderstood("A plan needs a day: say when, such as “on Friday” or “in two weeks”.")
    if meeting.on < today:
        raise NotUnderstood(f"{meeting.on.isoformat()} is past: a plan is for today or later.")
    meeting.state = "planned"
    return draft


def read_plan(text: str, today: date, names: Names) -> Draft:
    """What is understood so far of a plan that is being typed."""
    timed = with_clock(text)
    draft = understand(timed if fold(text).startswith("plan") else _AHEAD + timed, today, names)
    draft.text = text
    return draft


def with_clock(text: str) -> str:
    """ "at 3" as "at 15:00": in a plan, a bare figure after "at" is an hour."""

    def clock(found: re.Match[str]) -> str:
        hour = hour_of_figure(found[1])
        return f"at {hour}" if hour else found[0]

    return _HOUR.sub(clock, text)
