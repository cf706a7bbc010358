"""The topics of the sample book: what people look for, can help with and care about."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.model import Meeting, Person, PersonTopic, Topic
from crm.people.topic_kinds import TOPIC_KINDS
from crm.text.folding import fold


@dataclass(frozen=True, slots=True)
class StatedTopic:
    person_id: int
    kind: str
    words: str
    on: date
    meeting_id: int | None = None


def stated_topics(
    entry: dict[str, Any], person: Person, on: date, meeting: Meeting | None = None
) -> list[StatedTopic]:
    """The topics listed with a person, or with the meeting in which they came up."""
    meeting_id = meeting.id if meeting else None
    return [
        StatedTopic(person.id, kind, words, on, meeting_id)
        for kind in TOPIC_KINDS
        for words in entry.get(kind, [])
    ]


def add_topics(session: Session, stated: list[StatedTopic]) -> None:
    topics = topics_by_folded(session, [entry.words for entry in stated])
    session.add_all(
        PersonTopic(
            person_id=entry.person_id,
            topic_id=topics[fold(entry.words)].id,
            kind=entry.kind,
            added_on=entry.on,
            meeting_id=entry.meeting_id,
        )
        for entry in stated
    )


def topics_by_folded(session: Session, words: list[str]) -> dict[str, Topic]:
    """Topics by folded words; missing ones are created."""
    topics = {topic.folded: topic for topic in session.scalars(select(Topic))}
    for text in words:
        if fold(text) not in topics:
            topics[fold(text)] = Topic(words=text, folded=fold(text))
    session.add_all(topics.values())
    session.flush()
    return topics
