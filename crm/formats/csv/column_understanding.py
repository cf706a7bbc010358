"""The meanings of a table's columns: by heading and, if that is unknown or ambiguous, by content."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.formats.csv import cell_contents
from crm.formats.csv.ambiguous_columns import FIELD_BY_CONTENT, resolve_ambiguous
from crm.formats.csv.column_fields import KEPT, OTHER, Meaning
from crm.formats.csv.column_recognition import meanings_by_name, resolve_slots
from crm.formats.csv.heading_meaning import OF_OTHER_PERSON
from crm.formats.csv.table_kinds import LINKEDIN


class ColumnMeaning(NamedTuple):
    """`by_heading` is the meaning of the heading, OTHER if it is unknown; then the content decides."""

    meaning: Meaning
    by_heading: Meaning

    @property
    def is_by_contents(self) -> bool:
        return self.meaning.field not in (self.by_heading.field, OTHER.field, KEPT.field)

    @property
    def is_contradicted(self) -> bool:
        """The content contradicts the heading, and is of no other known type."""
        return self.meaning == OTHER and self.by_heading.field not in (OTHER.field, KEPT.field)


_OVERRIDABLE = {
    cell_contents.EMAIL: {"name", "phone", "url", "address.whole", "address.place", "address.street"},
    cell_contents.URL: {"email", "phone", "address.whole", "address.place", "name"},
    cell_contents.PHONE: {"email", "url", "address.whole", "address.place", "name"},
    cell_contents.DATE: {"phone"},
}  # fmt: skip
"""Headings that this type of content overrides: "Adresse" above e-mail addresses."""


def understand_columns(
    names: Sequence[str], table_kind: str, rows: Sequence[Sequence[str]]
) -> list[ColumnMeaning]:
    """`rows` are the first rows of the table."""
    cells = [[row[index] for row in rows if index < len(row)] for index in range(len(names))]
    content_types = [cell_contents.content_type_of(column) for column in cells]
    resolved = resolve_ambiguous(
        names, _without_connected(meanings_by_name(names, table_kind), table_kind), content_types, cells, rows
    )
    by_heading = resolve_slots(resolved)
    checked = [
        _check_content(one, content_type, column, resolved)
        for one, content_type, column in zip(resolved, content_types, cells, strict=True)
    ]
    meanings = resolve_slots(_fill_by_content(checked, content_types))
    return [ColumnMeaning(meaning, name) for meaning, name in zip(meanings, by_heading, strict=True)]


def _without_connected(found: Sequence[Meaning], table_kind: str) -> list[Meaning]:
    """Only LinkedIn's lists have the date of the connection."""
    return [OTHER if one.field == "connected" and table_kind != LINKEDIN else one for one in found]


def understand_by_content(rows: Sequence[Sequence[str]], width: int) -> list[ColumnMeaning]:
    """The columns of a table without headings."""
    content_types = [
        cell_contents.content_type_of([row[index] for row in rows if index < len(row)])
        for index in range(width)
    ]
    return [
        ColumnMeaning(one, one) for one in resolve_slots(_fill_by_content([OTHER] * width, content_types))
    ]


def _fill_by_content(found: Sequence[Meaning], content_types: Sequence[str]) -> list[Meaning]:
    """Fill unknown columns by content; a name is only recognised in one column, and if no other column is a name."""
    is_named = any(one.field in ("name", "given", "family") for one in found)
    result = []
    for index, (one, content_type) in enumerate(zip(found, content_types, strict=True)):
        field = FIELD_BY_CONTENT.get(content_type, "") if one == OTHER else ""
        if field == "name":
            field, is_named = ("" if is_named else field), True
        if field:
            one = Meaning(
                field, "" if field == "name" else "1" if field.startswith("address.") else str(index)
            )
        result.append(OTHER if one == OF_OTHER_PERSON else one)
    return result


def _check_content(
    meaning: Meaning, content_type: str, cells: Sequence[str], found: Sequence[Meaning]
) -> Meaning:
    """Replace a meaning that the content contradicts: "Adresse" above e-mail addresses, "SMS" above yes and no."""
    if meaning.field == "phone" and cell_contents.are_no_numbers(cells):
        return OTHER
    if meaning.field not in _OVERRIDABLE.get(content_type, ()):
        return meaning
    if meaning.field == "name" and any(one.field == FIELD_BY_CONTENT.get(content_type) for one in found):
        return meaning  # many programs name people without a name by their address
    return (
        Meaning(FIELD_BY_CONTENT[content_type], meaning.slot, meaning.label)
        if content_type in FIELD_BY_CONTENT
        else OTHER
    )
