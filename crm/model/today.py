"""The user's decisions on rows of Today, and settings."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled


class Snooze(Content):
    __tablename__ = "snooze"
    __table_args__ = content(filled("row"), day("until_on"))
    row: Mapped[str] = mapped_column(unique=True)  # the key of a row of Today
    until_on: Mapped[date]


class Dismissal(Content):
    """A dismissed row of Today; a new fact makes a new row."""

    __tablename__ = "dismissal"
    __table_args__ = content(filled("row"), day("on_day"))
    row: Mapped[str] = mapped_column(unique=True)
    on_day: Mapped[date]


class Setting(Content):
    __tablename__ = "setting"
    __table_args__ = content(filled("key"))
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]  # JSON
