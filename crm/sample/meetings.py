"""The meetings of the sample book."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from crm.meetings.meeting_lines import OFFER, QUESTION
from crm.model import Attendance, Meeting, MeetingHope, MeetingLine, Person
from crm.sample.story import Days, stable_uid
from crm.sample.topics import add_topics, stated_topics

MeetingsByDay = dict[tuple[int, str], Meeting]
"""Meetings by (day offset from today, full name); used to find the meeting a promise was made in."""


def add_meetings(
    session: Session, entries: list[dict[str, Any]], people: dict[str, Person], days: Days
) -> MeetingsByDay:
    meetings = [_meeting(entry, days) for entry in entries]
    session.add_all(meetings)
    session.flush()
    meetings_by_day: MeetingsByDay = {}
    for entry, meeting in zip(entries, meetings, strict=True):
        for name in entry["with"]:
            heard = entry.get("heard", {}).get(name, "")
            session.add(Attendance(meeting_id=meeting.id, person_id=people[name].id, heard=heard))
            meetings_by_day[entry["on"], name] = meeting
        if entry["with"]:
            add_topics(session, stated_topics(entry, people[entry["with"][0]], meeting.held_on, meeting))
        session.add_all(_written_lines(entry, meeting))
        _add_event(session, entry, meeting, people)
    return meetings_by_day


def _add_event(session: Session, entry: dict[str, Any], meeting: Meeting, people: dict[str, Person]) -> None:
    """Those who were only seen there, whom the user hopes to meet, and what they bring."""
    for name in entry.get("quiet", ()):
        session.add(Attendance(meeting_id=meeting.id, person_id=people[name].id, counts=0))
    for place, hope in enumerate(entry.get("hopes", ()), 1):
        known = people.get(hope["who"])
        session.add(
            MeetingHope(
                meeting_id=meeting.id,
                person_id=known.id if known else None,
                name="" if known else hope["who"],
                why=hope.get("why", ""),
                place=place,
            )
        )


def _written_lines(entry: dict[str, Any], meeting: Meeting) -> Iterator[MeetingLine]:
    for part, name in ((QUESTION, "questions"), (OFFER, "offers")):
        for place, words in enumerate(entry.get(name, ()), 1):
            yield MeetingLine(meeting_id=meeting.id, part=part, place=place, words=words)


def _meeting(entry: dict[str, Any], days: Days) -> Meeting:
    on: date = days.day(entry["on"])
    return Meeting(
        uid=stable_uid("meeting", entry["on"], entry["kind"], *entry["with"]),
        kind=entry["kind"],
        state=entry.get("state", "happened"),
        held_on=on,
        held_at=entry.get("at"),
        place=entry.get("place", ""),
        purpose=entry.get("purpose", ""),
        want=entry.get("want", ""),
        note=days.fill_in_days(entry.get("note", "")),
        direction=entry.get("direction", "both"),
        energy=entry.get("energy"),
        debriefed_on=days.day(entry["on"] + 1) if "energy" in entry else None,
    )
