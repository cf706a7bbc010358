"""The shelf: links and things worth passing on, and to whom they were sent."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, ref, uid


class Item(Content):
    __tablename__ = "item"
    __table_args__ = content(filled("title"), day("added_on"))
    uid: Mapped[str] = uid()
    title: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    url_key: Mapped[str] = mapped_column(default="", index=True)  # the link without tracking parameters
    why: Mapped[str] = mapped_column(default="")
    from_person_id: Mapped[int | None] = ref("person", "SET NULL")
    added_on: Mapped[date | None]


class Share(Content):
    """One item sent to one person."""

    __tablename__ = "share"
    __table_args__ = content(UniqueConstraint("item_id", "person_id"), day("sent_on"))
    uid: Mapped[str] = uid()
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    person_id: Mapped[int] = ref("person")
    promise_id: Mapped[int | None] = ref("promise", "SET NULL")
    reason: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date | None]
    landed: Mapped[str] = mapped_column(default="")
