"""The events around today, and a new one from plain words."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.capture.draft import DraftMeeting
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.meetings.event_purpose import split_purpose
from crm.storage.reading import Reader
from crm.text.typed_text import line

_LISTED = """
SELECT id, state, held_on, purpose, place FROM meeting WHERE kind = 'event' AND state IN ('planned', 'happened')
AND held_on >= :since ORDER BY held_on < :today, abs(julianday(held_on) - julianday(:today)), id LIMIT 12
"""
_SINCE = timedelta(days=60)


class ListedEvent(NamedTuple):
    id: int
    name: str
    on: date
    place: str
    is_ahead: bool


def listed_events(read: Reader, today: date) -> list[ListedEvent]:
    """Coming ones, the next first, then those of the last weeks, the latest first."""
    rows = read.rows(_LISTED, since=(today - _SINCE).isoformat(), today=today.isoformat())
    return [
        ListedEvent(
            row["id"],
            split_purpose(row["purpose"]).title or "Event",
            date.fromisoformat(row["held_on"]),
            row["place"],
            row["held_on"] >= today.isoformat() and row["state"] == "planned",
        )
        for row in rows
    ]


def event_in_words(read: Reader, text: str, today: date) -> DraftMeeting:
    """ "Leith winter fair on 3 December at 18:00", read as Log reads it. Raises NotUnderstood without a name or a day."""
    typed = line(text)
    if not typed:
        raise NotUnderstood("Say what it is and when, such as “Leith fair on 3 December at 18:00”.")
    draft = understand(f"Plan event: {typed}", today, Names.from_reader(read))
    if draft.meeting is None or not draft.meeting.title:
        raise NotUnderstood("Say what it is and when, such as “Leith fair on 3 December at 18:00”.")
    if not draft.meeting.day_said:
        raise NotUnderstood(f"Say the day of “{draft.meeting.title}”, too.")
    return draft.meeting
