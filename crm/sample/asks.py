"""The asks of the sample book: one without an answer yet, one that may be asked again."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Ask, Person
from crm.sample.meetings import MeetingsByDay
from crm.sample.story import Days, stable_uid


def add_asks(
    session: Session,
    entries: list[dict[str, Any]],
    people: dict[str, Person],
    days: Days,
    meetings_by_day: MeetingsByDay,
) -> None:
    session.add_all(_ask(entry, people, days, meetings_by_day) for entry in entries)


def _ask(entry: dict[str, Any], people: dict[str, Person], days: Days, meetings_by_day: MeetingsByDay) -> Ask:
    meeting = meetings_by_day.get((entry["on"], entry["person"]))
    return Ask(
        uid=stable_uid("ask", entry["person"], entry["on"]),
        person_id=people[entry["person"]].id,
        asked_in_id=meeting.id if meeting else None,
        asked_on=days.day(entry["on"]),
        words=entry["words"],
        why_you=entry["why_you"],
        offer=entry["offer"],
        state=entry["state"],
        answer_words=entry.get("answer", ""),
        answered_on=days.day_or_none(entry.get("answered")),
        not_before_on=days.day_or_none(entry.get("until")),
    )
