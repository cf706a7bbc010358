"""The next dated event, shown on a day with an empty list."""

from datetime import date
from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.days_in_words import next_fall
from crm.today import row_details
from crm.today.row_text import meetings, promises

_NEXT_PROMISE = "SELECT id, due_on FROM promise WHERE state = 'open' AND due_on > :today AND +by_person_id IS NULL ORDER BY due_on LIMIT 1"
_NEXT_MEETING = "SELECT id, held_on FROM meeting WHERE held_on > :today AND state = 'planned' ORDER BY held_on, held_at, id LIMIT 1"
_NEXT_BIRTHDAY = (
    "SELECT birthday_md, full_name FROM person WHERE birthday_md > :after AND +standing = 'kept' "
    f"AND id NOT IN {DEAD_PEOPLE} "
    "ORDER BY birthday_md, id LIMIT 1"
)


class Upcoming(NamedTuple):
    """`meeting_id` is set for a planned meeting, so that its brief can be opened."""

    on: date
    sentence: str
    meeting_id: int | None = None


def next_upcoming(read: Reader, today: date) -> Upcoming | None:
    """The earliest of: the user's next promise, the next planned meeting, the next birthday."""
    found = [
        event for event in (_promise(read, today), _meeting(read, today), _birthday(read, today)) if event
    ]
    first = min(found, key=lambda event: event.on, default=None)
    return first and first._replace(sentence=f"Next: {first.sentence}, {days_in_words.heading(first.on)}")


def _promise(read: Reader, today: date) -> Upcoming | None:
    row = read.one(_NEXT_PROMISE, today=today.isoformat())
    found = row_details.promise(read, row["id"]) if row else None
    return Upcoming(found.due, promises.title_in_sentence(found)) if found and found.due else None


def _meeting(read: Reader, today: date) -> Upcoming | None:
    row = read.one(_NEXT_MEETING, today=today.isoformat())
    found = row_details.meeting(read, row["id"]) if row else None
    return Upcoming(found.on, meetings.title_in_sentence(found), found.id) if found else None


def _birthday(read: Reader, today: date) -> Upcoming | None:
    """The next birthday of this year, else the first one of next year."""
    this_year = read.one(_NEXT_BIRTHDAY, after=today.month * 100 + today.day)
    row = this_year or read.one(_NEXT_BIRTHDAY, after=0)
    if row is None:
        return None
    return Upcoming(next_fall(row["birthday_md"], today), f"{row['full_name']}’s birthday")
