"""What the people of the sample book look for, can help with and care about; each topic stands once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.model import Meeting, Person, PersonTopic, Topic
from crm.text.folding import fold

_KINDS = ("looking_for", "can_help_with", "cares_about")


@dataclass(frozen=True, slots=True)
class StatedTopic:
    person_id: int
    kind: str
    words: str
    on: date
    meeting_id: int | None = None


def stated_topics(
    one: dict[str, Any], person: Person, on: date, meeting: Meeting | None = None
) -> list[StatedTopic]:
    """The topics told with a person, or with the meeting they were heard in."""
    meeting_id = meeting.id if meeting else None
    return [
        StatedTopic(person.id, kind, words, on, meeting_id) for kind in _KINDS for words in one.get(kind, [])
    ]


def add_topics(session: Session, every: list[StatedTopic]) -> None:
    topics = topics_by_folded(session, [one.words for one in every])
    session.add_all(
        PersonTopic(
            person_id=one.person_id,
            topic_id=topics[fold(one.words)].id,
            kind=one.kind,
            added_on=one.on,
            meeting_id=one.meeting_id,
        )
        for one in every
    )


def topics_by_folded(session: Session, words: list[str]) -> dict[str, Topic]:
    """The topics of these words by their folded form, those not yet there made."""
    topics = {topic.folded: topic for topic in session.scalars(select(Topic))}
    for text in words:
        if fold(text) not in topics:
            topics[fold(text)] = Topic(words=text, folded=fold(text))
    session.add_all(topics.values())
    session.flush()
    return topics
