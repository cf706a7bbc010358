"""An ask: a request to a person. A yes creates a promise by that person."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid

STATES = ("draft", "open", "yes", "no", "not_now")


class Ask(Content):
    __tablename__ = "ask"
    __table_args__ = content(
        one_of("state", *STATES),
        filled("words"),
        day("asked_on"),
        day("answered_on"),
        day("not_before_on"),
        CheckConstraint("state <> 'not_now' OR not_before_on IS NOT NULL", name="not_now_has_a_day"),
        Index("ix_ask_person", "person_id", "asked_on"),
        # A partial index: Today looks for asks whose day has come.
        Index("ix_ask_not_now", "not_before_on", sqlite_where=text("state = 'not_now'")),
    )
    uid: Mapped[str] = uid()
    person_id: Mapped[int] = ref("person", index=False)
    words: Mapped[str]
    why_you: Mapped[str] = mapped_column(default="")
    respect: Mapped[str] = mapped_column(default="")
    offer: Mapped[str] = mapped_column(default="")
    size: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    asked_on: Mapped[date | None]  # None for a draft
    asked_in_id: Mapped[int | None] = ref("meeting", "SET NULL")
    answer_words: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    not_before_on: Mapped[date | None]
