"""What was asked of the people of the sample book: one that waits for an answer, and one that may be asked again."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Ask, Person
from crm.sample.meetings import Held
from crm.sample.story import Days, same_uid


def add_asks(
    session: Session, told: list[dict[str, Any]], people: dict[str, Person], days: Days, held: Held
) -> None:
    session.add_all(_ask(one, people, days, held) for one in told)


def _ask(one: dict[str, Any], people: dict[str, Person], days: Days, held: Held) -> Ask:
    meeting = held.get((one["on"], one["person"]))
    return Ask(
        uid=same_uid("ask", one["person"], one["on"]),
        person_id=people[one["person"]].id,
        asked_in_id=meeting.id if meeting else None,
        asked_on=days.day(one["on"]),
        words=one["words"],
        why_you=one["why_you"],
        offer=one["offer"],
        state=one["state"],
        answer_words=one.get("answer", ""),
        answered_on=days.maybe(one.get("answered")),
        not_before_on=days.maybe(one.get("until")),
    )
