"""A meeting: anything that happened, or is planned, between the user and people on a date."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid

KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "event", "message", "email", "letter", "meeting")
STATES = ("proposed", "planned", "happened", "missed")


class Meeting(Content):
    __tablename__ = "meeting"
    __table_args__ = content(
        one_of("kind", *KINDS),
        one_of("state", *STATES),
        one_of("direction", "both", "out", "in"),
        day("held_on"),
        CheckConstraint("held_at GLOB '[0-2][0-9]:[0-5][0-9]'", name="held_at_time"),
        # Only the few planned ones: an index of every state would tempt SQLite to start at all that happened.
        Index("ix_meeting_planned", "held_on", sqlite_where=text("state = 'planned'")),
        Index("ix_meeting_out", "held_on", sqlite_where=text("direction = 'out'")),
    )
    uid: Mapped[str] = uid()
    kind: Mapped[str] = mapped_column(default="meeting")
    state: Mapped[str] = mapped_column(default="happened")
    held_on: Mapped[date] = mapped_column(index=True)
    held_at: Mapped[str | None]  # HH:MM on the wall where it is held
    zone: Mapped[str | None]
    place: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # Markdown
    said: Mapped[str] = mapped_column(
        default=""
    )  # the text exactly as the user typed it, or a calendar's own
    direction: Mapped[str] = mapped_column(default="both")
    source_uid: Mapped[
        str | None
    ]  # which event of a calendar, and a digest of what it said (exchange.calendar.found)


class Attendance(Content):
    __tablename__ = "attendance"
    __table_args__ = content(UniqueConstraint("meeting_id", "person_id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = ref("person")
    heard: Mapped[str] = mapped_column(default="")


class Advice(Content):
    """Advice received or given; the promise it opens does the reminding, advice itself never does."""

    __tablename__ = "advice"
    __table_args__ = content(one_of("direction", "received", "given"), day("told_on"), day("given_on"))
    uid: Mapped[str] = uid()
    direction: Mapped[str]
    person_id: Mapped[int] = ref("person")
    meeting_id: Mapped[int | None] = ref("meeting", "SET NULL")
    words: Mapped[str]
    given_on: Mapped[date | None]
    applies: Mapped[str] = mapped_column(default="")
    tried: Mapped[str] = mapped_column(default="")
    came_of: Mapped[str] = mapped_column(default="")
    told_on: Mapped[date | None]


class Said(Content):
    """A text as the user typed it where no meeting holds it: nothing typed is ever lost."""

    __tablename__ = "said"
    __table_args__ = content(filled("words"), day("on_day"))
    words: Mapped[str]
    on_day: Mapped[date]
