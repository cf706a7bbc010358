"""A promise: something owed, by the user or to the user."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid

KINDS = (
    "introduction", "share", "report_back", "ask_after", "thank", "recommend", "meet_again", "favour", "inform",
)  # fmt: skip
STATES = ("open", "waiting", "kept", "released")


class Promise(Content):
    __tablename__ = "promise"
    __table_args__ = content(
        one_of("kind", *KINDS),
        one_of("state", *STATES),
        filled("words"),
        day("made_on"),
        day("due_on"),
        day("back_on"),
        day("kept_on"),
        # A covering index, so that hundreds of overdue ones are counted without reading their rows.
        Index("ix_promise_due", "state", "due_on", "by_person_id", "kind", "made_on"),
        Index("ix_promise_made", "state", "made_on"),
    )
    uid: Mapped[str] = uid()
    kind: Mapped[str]
    by_person_id: Mapped[int | None] = ref("person")  # NULL: the user
    words: Mapped[str]
    meeting_id: Mapped[int | None] = ref("meeting", "SET NULL")  # the one it was made in
    made_on: Mapped[date]
    due_on: Mapped[date | None]
    due_said: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="open")
    back_on: Mapped[date | None]  # waiting: the day to ask again
    kept_on: Mapped[date | None]
    kept_in_id: Mapped[int | None] = ref("meeting", "SET NULL")
    outcome: Mapped[str] = mapped_column(default="")
    advice_id: Mapped[int | None] = ref("advice", "SET NULL")
    item_id: Mapped[int | None] = ref("item", "SET NULL")


class PromisePerson(Content):
    """A person a promise is to or about; only a name for people not in the book."""

    __tablename__ = "promise_person"
    __table_args__ = content(
        one_of("part", "to", "about"),
        CheckConstraint("person_id IS NOT NULL OR length(name) > 0", name="someone"),
    )
    promise_id: Mapped[int] = ref("promise")
    person_id: Mapped[int | None] = ref("person")
    name: Mapped[str] = mapped_column(default="")
    part: Mapped[str] = mapped_column(default="to")
    place: Mapped[int] = mapped_column(default=1)


class Introduction(Content):
    """An introduction between two people. An idea has no promise yet; offering it creates one."""

    __tablename__ = "introduction"
    __table_args__ = content(
        one_of("state", "idea", "offered", "asking", "made", "heard", "dropped"),
        day("made_on"),
        day("heard_on"),
        day("thanked_on"),
        Index("ix_introduction_state", "state", "made_on"),
    )
    uid: Mapped[str] = uid()
    promise_id: Mapped[int | None] = ref("promise")
    state: Mapped[str] = mapped_column(default="offered")
    by_person_id: Mapped[int | None] = ref("person", "SET NULL")  # NULL: the user introduces
    made_on: Mapped[date | None]
    heard_on: Mapped[date | None]
    thanked_on: Mapped[date | None]
    came_of: Mapped[str] = mapped_column(default="", server_default="")


class IntroductionSide(Content):
    __tablename__ = "introduction_side"
    __table_args__ = content(
        one_of("answer", "not_asked", "asked", "yes", "no", "later"),
        CheckConstraint("place IN (1, 2)", name="two_sides"),
        CheckConstraint("person_id IS NOT NULL OR length(name) > 0", name="someone"),
        day("answered_on"),
        day("later_until"),
        day("asked_on"),
    )
    introduction_id: Mapped[int] = ref("introduction")
    place: Mapped[int]
    person_id: Mapped[int | None] = ref("person")
    name: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="not_asked")
    answered_on: Mapped[date | None]
    later_until: Mapped[date | None]
    asked_on: Mapped[date | None]  # the gentle reminder counts from it
