"""Texts of a meeting in the list, the panel and the calendar, and the sentence of the page."""

from collections.abc import Sequence
from datetime import date

from crm.meetings.meeting_rows import MeetingRow
from crm.text import days_in_words
from crm.text.days_in_words import number
from ui.counts_and_days import format_full_day
from ui.meetings.items import Item

NONE = "No meeting is in your book yet. Plan one, or log the first."
NONE_FITS = "No meeting fits this."
_SAID = {"missed": "It did not happen"}


def second_line(row: MeetingRow, today: date) -> str:
    """Where and what for if it is ahead, else what was noted."""
    ahead = row.part(today) == "coming"
    note = "" if ahead else " ".join(row.note.split())
    purpose = "" if row.from_calendar else row.purpose
    when = ", ".join(part for part in ((row.at or "") if ahead or not note else "", row.place) if part)
    parts = (_SAID.get(row.state, ""), note or when, "" if note else purpose)
    return ". ".join(part.rstrip(".") for part in parts if part)


def chip(row: MeetingRow, today: date) -> tuple[str, str]:
    """Its day, and the tone."""
    if row.state == "planned" and row.on < today:
        return f"did it happen {days_in_words.on(row.on, today)}?", "warn"
    words = days_in_words.named(row.on, today)
    if row.part(today) != "coming":
        return words, "plain"
    if row.on == today:
        return f"today {row.at}" if row.at else words, "good"
    return words, "info"


def when_and_where(row: MeetingRow, today: date) -> str:
    """ "Friday 20 November, 14:00, Blue Bottle"."""
    return ", ".join(part for part in (format_full_day(row.on, today), row.at or "", row.place) if part)


def accessible_text(item: Item, today: date) -> str:
    if not isinstance(item, MeetingRow):
        return item.text
    told = {"proposed": "proposed", "missed": "did not happen", "planned": "planned"}.get(item.state, "")
    parts = (item.title, when_and_where(item, today), told, item.purpose, " ".join(item.note.split()))
    return ", ".join(part for part in parts if part)


def summary(
    today_planned: Sequence[MeetingRow], coming: Sequence[MeetingRow], proposed: int, today: date
) -> str:
    """ "Today at 14:00 Lena Petrov. One proposal from your calendar."."""
    if today_planned:
        first, more = today_planned[0], len(today_planned) - 1
        at = f" at {first.at}" if first.at else ""
        others = f", and {number(more)} more" if more else ""
        told = f"Today{at} {first.named_people or first.title}{others}."
    elif coming:
        first = coming[0]
        told = f"Next {days_in_words.on(first.on, today)}: {first.title}."
    else:
        told = "Nothing is planned."
    if not proposed:
        return told
    many = number(proposed).capitalize() if proposed <= 12 else f"{proposed:,}"
    return f"{told} {many} {'proposal' if proposed == 1 else 'proposals'} from your calendar."
