"""A year of meetings with the people of the sample book."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from crm.model import Attendance, Meeting, Person
from crm.sample.story import Days, stable_uid
from crm.sample.topics import add_topics, stated_topics

MeetingsByDay = dict[tuple[int, str], Meeting]
"""Who was met on which day (counted from today): where a promise made that day was made."""


def add_meetings(
    session: Session, told: list[dict[str, Any]], people: dict[str, Person], days: Days
) -> MeetingsByDay:
    meetings = [_meeting(one, days) for one in told]
    session.add_all(meetings)
    session.flush()
    held: MeetingsByDay = {}
    for one, meeting in zip(told, meetings, strict=True):
        for name in one["with"]:
            session.add(Attendance(meeting_id=meeting.id, person_id=people[name].id))
            held[one["on"], name] = meeting
        add_topics(session, stated_topics(one, people[one["with"][0]], meeting.held_on, meeting))
    return held


def _meeting(one: dict[str, Any], days: Days) -> Meeting:
    on: date = days.day(one["on"])
    return Meeting(
        uid=stable_uid("meeting", one["on"], one["kind"], *one["with"]),
        kind=one["kind"],
        state=one.get("state", "happened"),
        held_on=on,
        held_at=one.get("at"),
        place=one.get("place", ""),
        purpose=one.get("purpose", ""),
        note=days.fill_in_days(one.get("note", "")),
        direction=one.get("direction", "both"),
    )
