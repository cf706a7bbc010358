"""The asks of the sample book: without an answer yet, to be asked again, being written, and answered."""

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
    """A draft has no day."""
    on: int | None = entry.get("on")
    meeting = None if on is None else meetings_by_day.get((on, entry["person"]))
    return Ask(
        uid=stable_uid("ask", entry["person"], "draft" if on is None else on),
        person_id=people[entry["person"]].id,
        asked_in_id=meeting.id if meeting else None,
        asked_on=days.day_or_none(on),
        words=entry["words"],
        why_you=entry["why_you"],
        respect=entry.get("respect", ""),
        offer=entry["offer"],
        size=entry.get("size", ""),
        state=entry["state"],
        answer_words=entry.get("answer", ""),
        answered_on=days.day_or_none(entry.get("answered")),
        not_before_on=days.day_or_none(entry.get("until")),
    )
