"""Base classes and column types of all tables, which SQLite's STRICT tables and the journal can store
exactly.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, Integer, MetaData, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from crm.uid import new_uid


class Day(TypeDecorator[date]):
    """A date stored as YYYY-MM-DD: without time zone, sortable as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, date: Day, int: Integer}


class Content(Base):
    """A journalled table: ids are never used twice, so that undo can restore a row."""

    __abstract__ = True
    __table_args__: tuple[object, ...] | dict[str, object] = {
        "sqlite_autoincrement": True,
        "sqlite_strict": True,
    }
    id: Mapped[int] = mapped_column(primary_key=True)


def content(*constraints: object) -> tuple[object, ...]:
    """Table arguments of a content table with additional constraints."""
    return (*constraints, {"sqlite_autoincrement": True, "sqlite_strict": True})


def uid() -> MappedColumn[str]:
    """The identity in exports; the integer id is valid in this file only."""
    return mapped_column(unique=True, default=new_uid)


def ref(target: str, ondelete: str = "CASCADE", index: bool = True) -> MappedColumn[int]:
    """A foreign key. Never RESTRICT: SQLite cannot defer it, as undo requires."""
    return mapped_column(ForeignKey(f"{target}.id", ondelete=ondelete), index=index)


def one_of(column: str, *words: str, by_the_thousand: bool = False) -> CheckConstraint:
    """A CHECK that the column is one of these keywords.
    `by_the_thousand`: for tables with many rows. SQLite builds a temporary table for an IN with more than two
    values, per row.
    """
    if by_the_thousand:
        allowed = " OR ".join(f"{column} = '{word}'" for word in words)
    else:
        listed = ", ".join(f"'{word}'" for word in words)
        allowed = f"{column} IN ({listed})"
    return CheckConstraint(allowed, name=f"{column}_word")


def day(column: str) -> CheckConstraint:
    """A CHECK that the column is a date or NULL."""
    pattern = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
    return CheckConstraint(f"{column} GLOB '{pattern}'", name=f"{column}_day")


def filled(column: str) -> CheckConstraint:
    """A CHECK that the text is not empty and has no NUL, which would cut it short in SQL."""
    return CheckConstraint(f"length({column}) > 0 AND instr({column}, char(0)) = 0", name=f"{column}_filled")


def where_known(table: str, column: str) -> Index:
    """A partial index without the many rows that are NULL in this column; every comparison uses it."""
    return Index(f"ix_{table}_{column}", column, sqlite_where=text(f"{column} IS NOT NULL"))
