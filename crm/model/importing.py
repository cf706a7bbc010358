"""Where people came from: each import and the raw card, and the vCard lines nobody here understands yet."""

from sqlalchemy.orm import Mapped, mapped_column

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
    """One unknown property as an unfolded vCard line; export writes it back."""

    __tablename__ = "other_property"
    __table_args__ = content(filled("line"))
    person_id: Mapped[int] = ref("person")
    line: Mapped[str]
    place: Mapped[int] = mapped_column(default=0)
