"""A person: names, standing, rhythm, and notes."""

from datetime import date

from sqlalchemy import Column, Computed, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.model.base import Content, content, day, filled, one_of, ref, uid, where_known
from crm.text.name_titles import sort_columns

DERIVED = {"derived": True}
_SORT_COLUMNS = sort_columns("name_key")


class Person(Content):
    __tablename__ = "person"
    __table_args__ = content(
        filled("full_name"),
        one_of("standing", "kept", "parked", "resting", by_the_thousand=True),
        day("blurb_on"),
        day("rhythm_since"),
        # Generated columns for sorting and lookup: the name's key without titles. SQLite computes
        # them, so that they need neither journal nor digest; the mapped class omits them, as only
        # queries use them.
        *(Column(name, Text, Computed(sql, persisted=False)) for name, sql in _SORT_COLUMNS.items()),
        Index("ix_person_list", "standing", "sort_key", "id"),
        Index("ix_person_sort_key", "sort_key"),
        *(where_known("person", name) for name in ("birthday_md", "anniversary_md", "introduced_by_id")),
        Index("ix_person_next_due_on", "standing", "next_due_on", "rhythm_days", "last_contact_on"),
    )
    __mapper_args__ = {"exclude_properties": list(_SORT_COLUMNS)}
    uid: Mapped[str] = uid()
    full_name: Mapped[str]
    name_key: Mapped[str]  # folded full name
    given: Mapped[str] = mapped_column(default="")
    additional: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    nickname: Mapped[str] = mapped_column(default="")
    pronouns: Mapped[str] = mapped_column(default="")
    birthday: Mapped[str | None]  # YYYY-MM-DD, or --MM-DD where the year is not known
    anniversary: Mapped[str | None]
    birthday_md: Mapped[int | None]  # month * 100 + day
    anniversary_md: Mapped[int | None]
    how_we_met: Mapped[str] = mapped_column(default="")
    introduced_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    blurb: Mapped[str] = mapped_column(default="")
    blurb_on: Mapped[date | None]
    standing: Mapped[str] = mapped_column(default="kept")
    rhythm_days: Mapped[int | None]
    rhythm_since: Mapped[date | None]  # the day the rhythm was chosen: its start for a person never met
    photo: Mapped[str | None]  # sha256 of a row in blob
    added_on: Mapped[date | None]
    last_contact_on: Mapped[date | None] = mapped_column(info=DERIVED)
    next_due_on: Mapped[date | None] = mapped_column(info=DERIVED)


class ContactPoint(Content):
    __tablename__ = "contact_point"
    __table_args__ = content(
        filled("value"),
        one_of("kind", "email", "phone", "address", "url", "messenger", by_the_thousand=True),
        Index("ix_contact_point_folded", "kind", "folded"),
    )
    person_id: Mapped[int] = ref("person")
    kind: Mapped[str]
    value: Mapped[str]  # as typed
    folded: Mapped[str]  # normalised for matching: lower-case e-mail, digits of a phone number
    label: Mapped[str] = mapped_column(default="")
    preferred: Mapped[int] = mapped_column(default=0)
    parts: Mapped[str | None]  # an address: JSON list of the seven ADR components of RFC 6350


class Organisation(Content):
    __tablename__ = "organisation"
    __table_args__ = content(filled("name"))
    uid: Mapped[str] = uid()
    name: Mapped[str] = mapped_column(unique=True)


class Role(Content):
    __tablename__ = "role"
    __table_args__ = content(day("from_on"), day("until_on"))
    person_id: Mapped[int] = ref("person")
    organisation_id: Mapped[int | None] = ref("organisation")
    title: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class Tag(Content):
    __tablename__ = "tag"
    __table_args__ = content(filled("name"))
    name: Mapped[str] = mapped_column(unique=True)


class PersonTag(Content):
    __tablename__ = "person_tag"
    __table_args__ = content(UniqueConstraint("person_id", "tag_id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    tag_id: Mapped[int] = ref("tag")


class Note(Content):
    __tablename__ = "note"
    __table_args__ = content(filled("words"), day("on_day"))
    uid: Mapped[str] = uid()
    person_id: Mapped[int] = ref("person")
    on_day: Mapped[date | None]  # an imported NOTE has no day
    words: Mapped[str]


class NotSame(Content):
    """Two people the user marked as different: never offered as duplicates again."""

    __tablename__ = "not_same"
    __table_args__ = content(UniqueConstraint("a_id", "b_id"))
    a_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    b_id: Mapped[int] = ref("person")


class Merge(Content):
    """A merge, with the changes it made, so that it can be reversed at any later time."""

    __tablename__ = "merge"
    __table_args__ = content(filled("name"))
    keep_id: Mapped[int] = ref("person")
    uid: Mapped[str]  # of the absorbed person
    name: Mapped[str]
    at: Mapped[str]  # UTC, as in the step
    changes: Mapped[str]  # JSON: [table, id, I or U or D, values before, values after], in order
