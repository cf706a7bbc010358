"""A mentorship: purpose, exchange and end of a mentoring relationship, in either role."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid

ROLES = ("mentor", "mentee", "peer", "sponsor")
STAGES = ("hoped", "active", "ended")
ONE_OWNER = "(mentorship_id IS NULL) <> (circle_id IS NULL)"


class Mentorship(Content):
    """`role` is the other person's. What each side gains is in that side's words."""

    __tablename__ = "mentorship"
    __table_args__ = content(
        one_of("role", *ROLES),
        one_of("stage", *STAGES),
        one_of("terms", "", "free", "paid"),
        day("begun_on"),
        day("review_on"),
        day("ended_on"),
    )
    uid: Mapped[str] = uid()
    person_id: Mapped[int] = ref("person")
    role: Mapped[str]
    stage: Mapped[str] = mapped_column(default="hoped")
    purpose: Mapped[str] = mapped_column(default="")  # what will be different at the end
    scope: Mapped[str] = mapped_column(default="")
    terms: Mapped[str] = mapped_column(default="")
    respect: Mapped[str] = mapped_column(default="")  # hoped for: what the user respects in the person
    would_ask: Mapped[str] = mapped_column(default="")
    could_offer: Mapped[str] = mapped_column(default="")
    i_give: Mapped[str] = mapped_column(default="")
    they_give: Mapped[str] = mapped_column(default="")
    i_gain: Mapped[str] = mapped_column(default="")
    they_gain: Mapped[str] = mapped_column(default="")
    rhythm_days: Mapped[int | None]
    planned: Mapped[int] = mapped_column(default=0)  # number of sessions
    begun_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class MentorshipLine(Content):
    """A goal with its progress in words, or something a sponsor put their name to."""

    __tablename__ = "mentorship_line"
    __table_args__ = content(one_of("part", "goal", "backing"), filled("words"), day("done_on"))
    mentorship_id: Mapped[int] = ref("mentorship")
    part: Mapped[str]
    place: Mapped[int] = mapped_column(default=1)
    words: Mapped[str]
    progress: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]


class AgendaLine(Content):
    """Something to talk about in the next session of a mentorship or circle."""

    __tablename__ = "agenda_line"
    __table_args__ = content(filled("words"), CheckConstraint(ONE_OWNER, name="one_owner"))
    mentorship_id: Mapped[int | None] = ref("mentorship")
    circle_id: Mapped[int | None] = ref("circle")
    place: Mapped[int] = mapped_column(default=1)
    words: Mapped[str]
    done_in_id: Mapped[int | None] = ref("meeting", "SET NULL")


class Review(Content):
    """A look back at a mentorship or circle, and what was decided."""

    __tablename__ = "review"
    __table_args__ = content(
        one_of("went", "continue", "change", "end"),
        day("on_day"),
        CheckConstraint(ONE_OWNER, name="one_owner"),
    )
    mentorship_id: Mapped[int | None] = ref("mentorship")
    circle_id: Mapped[int | None] = ref("circle")
    on_day: Mapped[date]
    went: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
