"""Tags and topics of a person. Each exists once in the book, ignoring accents and case."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Person, PersonTag, PersonTopic, Tag, Topic
from crm.people.topic_kinds import TOPIC_VERBS
from crm.text.folding import fold
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def add_tag(work: "UnitOfWork", person: Person, name: str) -> Tag:
    tag = _find_tag(work, name)
    if tag is None:
        tag = Tag(name=_require_text(name, "tag"))
        work.session.add(tag)
        work.session.flush()
    has = select(PersonTag).where(PersonTag.person_id == person.id, PersonTag.tag_id == tag.id)
    if work.session.scalars(has).first() is None:
        work.session.add(PersonTag(person_id=person.id, tag_id=tag.id))
        work.session.flush()
    return tag


def remove_tag(work: "UnitOfWork", person: Person, name: str) -> None:
    """Also deletes the tag itself if it is unused. Raises NotUnderstood if the person has no such tag."""
    tag = _find_tag(work, name)
    has = (
        select(PersonTag).where(PersonTag.person_id == person.id, PersonTag.tag_id == tag.id) if tag else None
    )
    link = work.session.scalars(has).first() if has is not None else None
    if tag is None or link is None:
        raise NotUnderstood(f"{person.full_name} has no tag “{line(name)}”.")
    work.session.delete(link)
    work.session.flush()
    if work.session.scalars(select(PersonTag).where(PersonTag.tag_id == tag.id)).first() is None:
        work.session.delete(tag)


def clear_tags(work: "UnitOfWork", person: Person) -> None:
    names = (
        select(Tag.name).join(PersonTag, PersonTag.tag_id == Tag.id).where(PersonTag.person_id == person.id)
    )
    for name in list(work.session.scalars(names)):
        remove_tag(work, person, name)


def add_topic(work: "UnitOfWork", person: Person, kind: str, words: str) -> None:
    topic = work.session.scalars(select(Topic).where(Topic.folded == fold(words))).first()
    if topic is None:
        text = _require_text(words, "topic")
        topic = Topic(words=text, folded=fold(text))
        work.session.add(topic)
        work.session.flush()
    if _find_link(work, person, kind, topic) is None:
        work.session.add(PersonTopic(person_id=person.id, topic_id=topic.id, kind=kind, added_on=work.today))
        work.session.flush()


def remove_topic(work: "UnitOfWork", person: Person, kind: str, words: str) -> None:
    """Raises NotUnderstood if the person has no such topic of this kind."""
    topic = work.session.scalars(select(Topic).where(Topic.folded == fold(words))).first()
    link = _find_link(work, person, kind, topic) if topic else None
    if link is None:
        raise NotUnderstood(f"It is not noted that {person.full_name} {TOPIC_VERBS[kind]} “{line(words)}”.")
    work.session.delete(link)
    work.session.flush()


def clear_topics(work: "UnitOfWork", person: Person, kind: str) -> None:
    chosen = select(PersonTopic).where(PersonTopic.person_id == person.id, PersonTopic.kind == kind)
    for link in work.session.scalars(chosen).all():
        work.session.delete(link)
    work.session.flush()


def _find_tag(work: "UnitOfWork", name: str) -> Tag | None:
    exact = work.session.scalars(select(Tag).where(Tag.name == line(name))).first()
    if exact is not None:
        return exact
    folded = fold(name)
    return next((tag for tag in work.session.scalars(select(Tag)) if fold(tag.name) == folded), None)


def _find_link(work: "UnitOfWork", person: Person, kind: str, topic: Topic) -> PersonTopic | None:
    return work.session.scalars(
        select(PersonTopic).where(
            PersonTopic.person_id == person.id, PersonTopic.topic_id == topic.id, PersonTopic.kind == kind
        )
    ).first()


def _require_text(words: str, what: str) -> str:
    text = line(words)
    if not fold(text):
        raise NotUnderstood(f"The {what} is empty.")
    return text
