"""Imports, the original cards, and vCard properties without a column of their own."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.date_index import IS_DATE_LINE, IS_DEATH_LINE, MONTH_DAY
from crm.model.base import Content, content, filled, ref


class Import(Content):
    __tablename__ = "import"
    file: Mapped[str]  # without the path, which may be personal
    sha256: Mapped[str]
    format: Mapped[str]
    at: Mapped[str]  # UTC, ISO 8601


class Card(Content):
    """The original card without the photo, so that a later version can read it again."""

    __tablename__ = "card"
    import_id: Mapped[int] = ref("import")
    person_id: Mapped[int] = ref("person")
    raw: Mapped[str]


class OtherProperty(Content):
    """A property without a column of its own, as an unfolded vCard line: dates, a death, unknown properties.
    Exports write it.
    """

    __tablename__ = "other_property"
    __table_args__ = content(
        filled("line"),
        Index("ix_other_property_day", text(MONTH_DAY), sqlite_where=text(IS_DATE_LINE)),
        Index("ix_other_property_died", "person_id", sqlite_where=text(IS_DEATH_LINE)),
    )
    person_id: Mapped[int] = ref("person")
    line: Mapped[str]
    place: Mapped[int] = mapped_column(default=0)
