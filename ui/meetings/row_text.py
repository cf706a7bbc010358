"""Texts of a meeting in the list, the panel, and for a screen reader."""

from datetime import date

from crm.meetings.meeting_rows import MeetingRow
from crm.text import days_in_words
from crm.text.markdown_marks import without_signs
from ui.counts_and_days import format_full_day
from ui.meetings.items import Item

NONE = "No meeting is in your book yet. Plan one, or log the first."
NONE_FITS = "No meeting fits this."
_SAID = {"missed": "It did not happen"}


def second_line(row: MeetingRow, today: date) -> str:
    """Where and what for if it is ahead, else what was noted."""
    ahead = row.part(today) == "coming"
    note = "" if ahead else _in_one_line(row.note)
    purpose = row.why
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
    parts = (item.title, when_and_where(item, today), told, item.purpose, _in_one_line(item.note))
    return ", ".join(part for part in parts if part)


def _in_one_line(note: str) -> str:
    return " ".join(without_signs(note).split())
