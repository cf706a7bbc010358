"""A meeting: any contact between the user and people, past or planned."""

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
        # A partial index: an index of every state would tempt SQLite to scan everything that
        # happened.
        Index("ix_meeting_planned", "held_on", sqlite_where=text("state = 'planned'")),
        Index("ix_meeting_out", "held_on", sqlite_where=text("direction = 'out'")),
    )
    uid: Mapped[str] = uid()
    kind: Mapped[str] = mapped_column(default="meeting")
    state: Mapped[str] = mapped_column(default="happened")
    held_on: Mapped[date] = mapped_column(index=True)
    held_at: Mapped[str | None]  # HH:MM in local time of the place
    zone: Mapped[str | None]
    place: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # Markdown
    said: Mapped[str] = mapped_column(
        default=""
    )  # the text as the user typed it, or a calendar's description
    direction: Mapped[str] = mapped_column(default="both")
    source_uid: Mapped[
        str | None
    ]  # the calendar event's UID, and a digest of its contents (crm.importing.calendar)


class Attendance(Content):
    __tablename__ = "attendance"
    __table_args__ = content(UniqueConstraint("meeting_id", "person_id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = ref("person")
    heard: Mapped[str] = mapped_column(default="")


class Advice(Content):
    """Advice received or given. Reminders come from the promise it creates."""

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
    """A text as the user typed it that belongs to no meeting: no input is lost."""

    __tablename__ = "said"
    __table_args__ = content(filled("words"), day("on_day"))
    words: Mapped[str]
    on_day: Mapped[date]
