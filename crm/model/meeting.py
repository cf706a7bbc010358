"""A meeting: any contact between the user and people, past or planned."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid

KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "event", "message", "email", "letter", "meeting")
STATES = ("proposed", "planned", "happened", "missed")
ENERGIES = ("yes", "some", "no")


class Meeting(Content):
    __tablename__ = "meeting"
    __table_args__ = content(
        one_of("kind", *KINDS),
        one_of("state", *STATES),
        one_of("direction", "both", "out", "in"),
        one_of("energy", *ENERGIES),
        day("held_on"),
        day("debriefed_on"),
        CheckConstraint("held_at GLOB '[0-2][0-9]:[0-5][0-9]'", name="held_at_time"),
        # A partial index: an index of every state would tempt SQLite to scan everything that
        # happened.
        Index("ix_meeting_planned", "held_on", sqlite_where=text("state = 'planned'")),
        Index("ix_meeting_proposed", "held_on", sqlite_where=text("state = 'proposed'")),
        Index("ix_meeting_kind_held_on", "kind", "held_on"),
        Index(
            "ix_meeting_place_held_on",
            text("place COLLATE NOCASE"),
            "held_on",
            sqlite_where=text("place <> ''"),
        ),
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
    # The user's answer to "what can I do for you?"; if empty, the standing answer of the settings holds.
    want: Mapped[str] = mapped_column(default="", server_default="")
    energy: Mapped[str | None]  # whether it gave the user energy; None: not asked
    debriefed_on: Mapped[date | None]  # also set when the user declined the debrief


class Attendance(Content):
    __tablename__ = "attendance"
    __table_args__ = content(
        UniqueConstraint("meeting_id", "person_id"), CheckConstraint("counts IN (0, 1)", name="counts_bool")
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = ref("person")
    heard: Mapped[str] = mapped_column(default="")
    # 0: seen at an event and not chosen; such an attendance is no contact and keeps no rhythm.
    counts: Mapped[int] = mapped_column(default=1, server_default="1")


class MeetingLine(Content):
    """A line written before a meeting: a question to ask, or something the user could offer there."""

    __tablename__ = "meeting_line"
    __table_args__ = content(one_of("part", "question", "offer"), filled("words"))
    meeting_id: Mapped[int] = ref("meeting")
    part: Mapped[str]
    place: Mapped[int] = mapped_column(default=1)
    words: Mapped[str]


class MeetingHope(Content):
    """Whom the user hopes to meet at an event: a person, or a name that is not in the book."""

    __tablename__ = "meeting_hope"
    __table_args__ = content(
        CheckConstraint("person_id IS NOT NULL OR length(name) > 0", name="someone"),
    )
    meeting_id: Mapped[int] = ref("meeting")
    person_id: Mapped[int | None] = ref("person")
    name: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    place: Mapped[int] = mapped_column(default=1)


class Advice(Content):
    """Advice received or given. Reminders come from the promise it creates."""

    __tablename__ = "advice"
    __table_args__ = content(
        one_of("direction", "received", "given"), day("told_on"), day("given_on"), day("try_by")
    )
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
    try_by: Mapped[date | None]  # the promise to report back is due then


class Said(Content):
    """A text as the user typed it that belongs to no meeting: no input is lost."""

    __tablename__ = "said"
    __table_args__ = content(filled("words"), day("on_day"))
    words: Mapped[str]
    on_day: Mapped[date]
