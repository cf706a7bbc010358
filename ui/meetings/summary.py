"""The sentence below the title of the page: what is today or next, and how many proposals wait."""

from collections.abc import Sequence
from datetime import date

from crm.meetings import proposals
from crm.meetings.coming import next_planned, planned_on
from crm.meetings.meeting_rows import MeetingRow
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.days_in_words import number

_MOST_TODAY = 20


def summary(read: Reader, today: date) -> str:
    """ "Today at 14:00 Lena Petrov. One proposal from your calendar."."""
    planned = planned_on(read, today, _MOST_TODAY)
    told = _of_today(planned) if planned else _next(next_planned(read, today), today)
    proposed = proposals.count(read)
    if not proposed:
        return told
    many = number(proposed).capitalize() if proposed <= 12 else f"{proposed:,}"
    return f"{told} {many} {'proposal' if proposed == 1 else 'proposals'} from your calendar."


def _of_today(planned: Sequence[MeetingRow]) -> str:
    first, more = planned[0], len(planned) - 1
    at = f" at {first.at}" if first.at else ""
    others = f", and {number(more)} more" if more else ""
    return f"Today{at} {first.named_people or first.title}{others}."


def _next(first: MeetingRow | None, today: date) -> str:
    if first is None:
        return "Nothing is planned."
    return f"Next {days_in_words.on(first.on, today)}: {first.title}."
