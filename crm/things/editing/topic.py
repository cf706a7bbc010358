"""What a person looks for, can help with or cares about: put right, and deleted."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Person, PersonTopic, Topic
from crm.people.tags_and_topics import remove_topic
from crm.people.topic_kinds import TOPIC_KINDS, TOPIC_VERBS
from crm.text.assignments import Assignment
from crm.text.folding import fold
from crm.text.typed_text import line
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled, one_of
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, topic_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none; the key stays. Raises NothingFound, or NotUnderstood for a value that does not fit."""
    check_fields(assignments, ("topic", "kind"))
    link = get_row(work, PersonTopic, "topic", topic_id)
    person = work.session.get_one(Person, link.person_id)
    kind, chosen = link.kind, link.topic_id
    for one in assignments:
        if one.field == "kind":
            kind = one_of(one.value, TOPIC_KINDS, "kind")
        else:
            chosen = _topic_of(work, line(filled(one.value, "topic"))).id
    if _other(work, link, kind, chosen) is not None:
        raise NotUnderstood(f"It is noted already that {person.full_name} {TOPIC_VERBS[kind]} that.")
    link.kind, link.topic_id = kind, chosen
    work.flush()
    work.label = f"Changed what {person.full_name} {TOPIC_VERBS[kind]}"


def delete(work: UnitOfWork, topic_id: int) -> None:
    link = get_row(work, PersonTopic, "topic", topic_id)
    person = work.session.get_one(Person, link.person_id)
    words = work.session.get_one(Topic, link.topic_id).words
    remove_topic(work, person, link.kind, words)
    work.label = f"Deleted a topic of {person.full_name}: {words}"


def _topic_of(work: UnitOfWork, words: str) -> Topic:
    """The topic with these words, accents and case aside; made where there is none. A new spelling replaces the old one."""
    found = work.session.scalars(select(Topic).where(Topic.folded == fold(words))).first()
    if found is None:
        found = Topic(words=words, folded=fold(words))
        work.session.add(found)
    found.words = words
    work.flush()
    return found


def _other(work: UnitOfWork, link: PersonTopic, kind: str, topic_id: int) -> PersonTopic | None:
    same = select(PersonTopic).where(
        PersonTopic.person_id == link.person_id, PersonTopic.kind == kind, PersonTopic.topic_id == topic_id
    )
    return work.session.scalars(same.where(PersonTopic.id != link.id)).first()
