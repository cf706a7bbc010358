"""A plan from plain words: read as Log reads them, but looking ahead, and only with a day."""

import re
from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.draft import Draft, DraftMeeting
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
_MARK = re.compile(r"\s{0,10}[,:;–—-]\s{0,10}")
_LATEST = ("by", "before")  # a day until which something is done is no day of a meeting


def understand_plan(text: str, today: date, names: Names) -> Draft:
    """Raises NotUnderstood for a text without a meeting, without a day (a time alone is none), or with a past day."""
    draft = read_plan(text, today, names)
    meeting = draft.meeting
    if meeting is None:
        raise NotUnderstood(
            "No meeting is named here: say what, with whom and when, such as “coffee with Ana on Friday”."
        )
    if not meeting.day_said:
        raise NotUnderstood("A plan needs a day: say when, such as “on Friday” or “in two weeks”.")
    if meeting.on < today:
        raise NotUnderstood(f"{meeting.on.isoformat()} is past: a plan is for today or later.")
    meeting.state = "planned"
    return draft


def read_plan(text: str, today: date, names: Names) -> Draft:
    """What is understood so far of a plan that is being typed."""
    typed = _day_joined(with_clock(text))
    words = typed if fold(text).startswith("plan") else _AHEAD + typed
    draft = understand(words, today, names)
    draft.text = text
    if draft.meeting is not None and not draft.meeting.day_said:
        _take_day_beside(draft, draft.meeting, words, today)
    return draft


def _day_joined(text: str) -> str:
    """ "Tomorrow: coffee with Ana" without the mark, which would part the day from the meeting."""
    found = tokens(text)
    dates = find_dates(found)
    if not dates or dates[0].first > 0 or dates[0].last >= len(found):
        return text
    end = found[dates[0].last - 1].end
    mark = _MARK.match(text, end)
    return f"{text[:end]} {text[mark.end() :]}" if mark else text


def _take_day_beside(draft: Draft, meeting: DraftMeeting, words: str, today: date) -> None:
    """The first day outside the words of the meeting, unless it is that of a promise or the like."""
    spans = [one.span for part in (draft.promises, draft.topics, draft.advice, draft.asks) for one in part]
    found = tokens(words)
    for one in find_dates(found):
        start, day = found[one.first].start, one.day(today, True)
        is_of_other = any(span is not None and span.start <= start < span.end for span in spans)
        if day is not None and day >= today and one.preposition not in _LATEST and not is_of_other:
            meeting.on, meeting.day_said = day, True
            return


def with_clock(text: str) -> str:
    """ "at 3" as "at 15:00": in a plan, a bare figure after "at" is an hour."""

    def clock(found: re.Match[str]) -> str:
        hour = hour_of_figure(found[1])
        return f"at {hour}" if hour else found[0]

    return _HOUR.sub(clock, text)
