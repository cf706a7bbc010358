"""A circle: a small group of peers with a purpose and a run of sessions."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, ref, uid
from crm.model.mentorship import ONE_OWNER


class Circle(Content):
    __tablename__ = "circle"
    __table_args__ = content(
        filled("name"),
        CheckConstraint("commitments IN (0, 1)", name="commitments_bool"),
        day("begun_on"),
        day("review_on"),
        day("ended_on"),
    )
    uid: Mapped[str] = uid()
    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    planned: Mapped[int] = mapped_column(default=6)  # number of sessions
    rhythm_days: Mapped[int | None]
    commitments: Mapped[int] = mapped_column(default=0)  # whether sessions note what members will do
    begun_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class CircleMember(Content):
    __tablename__ = "circle_member"
    __table_args__ = content(UniqueConstraint("circle_id", "person_id"), day("joined_on"), day("left_on"))
    circle_id: Mapped[int] = ref("circle", index=False)
    person_id: Mapped[int] = ref("person")
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]


class Session(Content):
    """What a meeting was as a session of a mentorship or circle. Day, place, note and who came are the
    meeting's, which stays when the circle is deleted.
    """

    __tablename__ = "session"
    __table_args__ = content(
        UniqueConstraint("meeting_id"), CheckConstraint(ONE_OWNER, name="one_owner"), day("try_by")
    )
    meeting_id: Mapped[int] = ref("meeting", index=False)
    mentorship_id: Mapped[int | None] = ref("mentorship")
    circle_id: Mapped[int | None] = ref("circle")
    topic: Mapped[str] = mapped_column(default="")
    brought_by_id: Mapped[int | None] = ref("person", "SET NULL")
    felt: Mapped[str] = mapped_column(default="")
    applies: Mapped[str] = mapped_column(default="")  # to the user's own situation
    try_words: Mapped[str] = mapped_column(default="")
    try_by: Mapped[date | None]
