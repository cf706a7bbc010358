"""Where people came from: each import and the raw card, and the vCard lines that have no column of their own."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.date_index import IS_DATE_LINE, IS_DEATH_LINE, MONTH_DAY
from crm.model.base import Content, content, filled, ref


class Import(Content):
    __tablename__ = "import"
    file: Mapped[str]  # the name alone, never the path: paths tell more than they should
    sha256: Mapped[str]
    format: Mapped[str]
    at: Mapped[str]  # UTC, ISO 8601


class Card(Content):
    """The card as it came, photo left out, so that a later version can read it again."""

    __tablename__ = "card"
    import_id: Mapped[int] = ref("import")
    person_id: Mapped[int] = ref("person")
    raw: Mapped[str]


class OtherProperty(Content):
    """One property without a column of its own, as an unfolded vCard line: dates, a death, and what nobody here understands.

    Export writes it back.
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
