"""A topic: what a person cares about, looks for, or can help with; shelf items have topics, too."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref


class Topic(Content):
    __tablename__ = "topic"
    __table_args__ = content(filled("words"))
    words: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class PersonTopic(Content):
    __tablename__ = "person_topic"
    __table_args__ = content(
        UniqueConstraint("person_id", "topic_id", "kind"),
        one_of("kind", "looking_for", "can_help_with", "cares_about"),
        day("added_on"),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = ref("topic")
    kind: Mapped[str]
    meeting_id: Mapped[int | None] = ref("meeting", "SET NULL")
    added_on: Mapped[date | None]


class ItemTopic(Content):
    __tablename__ = "item_topic"
    __table_args__ = content(UniqueConstraint("item_id", "topic_id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = ref("topic")
