"""What was asked of the people of the sample book: one that waits for an answer, and one that may be asked again."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Ask, Person
from crm.sample.meetings import MeetingsByDay
from crm.sample.story import Days, stable_uid


def add_asks(
    session: Session, told: list[dict[str, Any]], people: dict[str, Person], days: Days, held: MeetingsByDay
) -> None:
    session.add_all(_ask(one, people, days, held) for one in told)


def _ask(one: dict[str, Any], people: dict[str, Person], days: Days, held: MeetingsByDay) -> Ask:
    meeting = held.get((one["on"], one["person"]))
    return Ask(
        uid=stable_uid("ask", one["person"], one["on"]),
        person_id=people[one["person"]].id,
        asked_in_id=meeting.id if meeting else None,
        asked_on=days.day(one["on"]),
        words=one["words"],
        why_you=one["why_you"],
        offer=one["offer"],
        state=one["state"],
        answer_words=one.get("answer", ""),
        answered_on=days.day_or_none(one.get("answered")),
        not_before_on=days.day_or_none(one.get("until")),
    )
