"""Resolves ambiguous headings by the other columns and by the content of the column."""

from collections.abc import Sequence

from crm.formats.csv import cell_contents
from crm.formats.csv.column_fields import OTHER, Meaning, normalize_heading
from crm.formats.csv.heading_meaning import QUALIFIER_ONLY
from crm.text.folding import fold

FIELD_BY_CONTENT = {
    cell_contents.EMAIL: "email", cell_contents.URL: "url", cell_contents.PHONE: "phone", cell_contents.COUNTRY: "address.country",
    cell_contents.ADDRESS: "address.whole", cell_contents.NAME: "name",
}  # fmt: skip
"""The field that cells of such a look are."""
_STATES = {"state", "estado", "stato", "staat", "etat"}
_NAMES = ("name", "name or given", "name or family")
_BIRTH = {"birth.year", "birth.month"}

Cells = Sequence[Sequence[str]]
"""The field for each type of content."""


def resolve_ambiguous(
    names: Sequence[str], found: Sequence[Meaning], content_types: Sequence[str], cells: Cells, rows: Cells
) -> list[Meaning]:
    """`cells` are the first cells by column, `rows` the same cells by row."""
    fields = [one.field for one in found]
    result: list[Meaning] = []
    for index, one in enumerate(found):
        if one.field == QUALIFIER_ONLY:
            result.append(_bare(one, content_types[index]))
        elif one == OTHER and index and _is_house_number(fields[index - 1], cells[index]):
            result.append(result[-1]._replace(field="address.number"))
        else:
            result.append(_resolve(index, one, fields, cells[index]))
    return _resolve_names(_without_statuses(names, result), rows)


def _resolve(index: int, one: Meaning, fields: Sequence[str], cells: Sequence[str]) -> Meaning:
    if one.field == "prefix or title":
        return _title(index, fields, cells)
    if one.field == "family or nickname":
        return Meaning("nickname" if "family" in fields else "family")
    if one.field == "birthday" and set(fields) >= _BIRTH and _are_days(cells):
        return Meaning("birth.day")
    if one.field == "birthday" and fields.count("birthday") > 1 and _are_days(cells):
        return OTHER  # "Birth day" beside "Birthday"
    if one.field in ("birth.day", "birth.month") and "birth.year" not in fields and "birthday" in fields:
        return OTHER
    return one


def _bare(meaning: Meaning, content_type: str) -> Meaning:
    """ "Home" above phone numbers is the phone at home."""
    field = FIELD_BY_CONTENT.get(content_type, "")
    return OTHER if field in ("", "name", "address.country") else Meaning(field, meaning.slot, meaning.label)


def _title(index: int, fields: Sequence[str], cells: Sequence[str]) -> Meaning:
    others = [
        position for position, field in enumerate(fields) if field == "prefix or title" and position != index
    ]
    if "title" in fields or (others and index < others[0]) or cell_contents.are_honorifics(cells):
        return Meaning("prefix.title" if "prefix" in fields else "prefix")
    return Meaning("title", "1")


def _is_house_number(field_before: str, cells: Sequence[str]) -> bool:
    return field_before == "address.street" and cell_contents.are_house_numbers(cells)


def _are_days(cells: Sequence[str]) -> bool:
    return all(cell.strip().isdecimal() and int(cell) <= 31 for cell in cells if cell.strip())


def _without_statuses(names: Sequence[str], found: Sequence[Meaning]) -> list[Meaning]:
    """ "State" means a status or a region in many languages: without other parts of an address it is a status."""
    parts = [one.field for one in found if one.field.startswith("address.")]
    return [
        OTHER if parts == [one.field] and normalize_heading(name) in _STATES else one
        for name, one in zip(names, found, strict=True)
    ]


def _resolve_names(found: list[Meaning], rows: Sequence[Sequence[str]]) -> list[Meaning]:
    """ "Name" beside "Vorname" is the family name, unless it contains the first names."""
    position = next((index for index, one in enumerate(found) if one.field in _NAMES), None)
    if position is None:
        return found
    given, family = (
        next((index for index, one in enumerate(found) if one.field == field), None)
        for field in ("given", "family")
    )
    field = "name"
    if given is not None and family is None and not _contains(rows, position, given):
        field = "family"
    if family is not None and given is None and not _contains(rows, position, family):
        field = "given"
    return [
        one._replace(field=field if index == position else "name") if one.field in _NAMES else one
        for index, one in enumerate(found)
    ]


def _contains(rows: Sequence[Sequence[str]], whole: int, part: int) -> bool:
    """Whether the cells of one column contain those of the other in most rows."""
    pairs = [(fold(row[whole]), fold(row[part])) for row in rows if max(whole, part) < len(row)]
    both = [(name, word) for name, word in pairs if name and word]
    return sum(1 for name, word in both if word in name and word != name) * 2 > len(both)
