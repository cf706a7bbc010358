"""Names of columns that may say two things: which of them, told by the other columns and by what stands in this one."""

from collections.abc import Sequence

from crm.formats.csv import cell_contents
from crm.formats.csv.column_fields import OTHER, Meaning, plain
from crm.formats.csv.heading_meaning import BARE
from crm.text.folding import fold

AS_LOOKS = {
    cell_contents.EMAIL: "email", cell_contents.URL: "url", cell_contents.PHONE: "phone", cell_contents.COUNTRY: "address.country",
    cell_contents.ADDRESS: "address.whole", cell_contents.NAME: "name",
}  # fmt: skip
"""The field that cells of such a look are."""
_STATES = {"state", "estado", "stato", "staat", "etat"}
_NAMES = ("name", "name or given", "name or family")
_BIRTH = {"birth.year", "birth.month"}

Cells = Sequence[Sequence[str]]


def settled(
    names: Sequence[str], found: Sequence[Meaning], looks: Sequence[str], cells: Cells, rows: Cells
) -> list[Meaning]:
    """`cells` are the first of each column, `rows` the same by row."""
    fields = [one.field for one in found]
    result: list[Meaning] = []
    for place, one in enumerate(found):
        if one.field == BARE:
            result.append(_bare(one, looks[place]))
        elif one == OTHER and place and _is_house_number(fields[place - 1], cells[place]):
            result.append(result[-1]._replace(field="address.number"))
        else:
            result.append(_settled(place, one, fields, cells[place]))
    return _names_settled(_without_statuses(names, result), rows)


def _settled(place: int, one: Meaning, fields: Sequence[str], cells: Sequence[str]) -> Meaning:
    if one.field == "prefix or title":
        return _title(place, fields, cells)
    if one.field == "family or nickname":
        return Meaning("nickname" if "family" in fields else "family")
    if one.field == "birthday" and set(fields) >= _BIRTH and _are_days(cells):
        return Meaning("birth.day")
    if one.field == "birthday" and fields.count("birthday") > 1 and _are_days(cells):
        return OTHER  # "Birth day" beside "Birthday"
    if one.field in ("birth.day", "birth.month") and "birth.year" not in fields and "birthday" in fields:
        return OTHER
    return one


def _bare(meaning: Meaning, look: str) -> Meaning:
    """ "Home" over numbers is the phone at home."""
    field = AS_LOOKS.get(look, "")
    return OTHER if field in ("", "name", "address.country") else Meaning(field, meaning.slot, meaning.label)


def _title(place: int, fields: Sequence[str], cells: Sequence[str]) -> Meaning:
    others = [at for at, field in enumerate(fields) if field == "prefix or title" and at != place]
    if "title" in fields or (others and place < others[0]) or cell_contents.are_honorifics(cells):
        return Meaning("prefix.title" if "prefix" in fields else "prefix")
    return Meaning("title", "1")


def _is_house_number(field_before: str, cells: Sequence[str]) -> bool:
    return field_before == "address.street" and cell_contents.are_house_numbers(cells)


def _are_days(cells: Sequence[str]) -> bool:
    return all(cell.strip().isdecimal() and int(cell) <= 31 for cell in cells if cell.strip())


def _without_statuses(names: Sequence[str], found: Sequence[Meaning]) -> list[Meaning]:
    """A status and a part of a country are one word in many languages: without any other part of an address, the first."""
    parts = [one.field for one in found if one.field.startswith("address.")]
    return [
        OTHER if parts == [one.field] and plain(name) in _STATES else one
        for name, one in zip(names, found, strict=True)
    ]


def _names_settled(found: list[Meaning], rows: Sequence[Sequence[str]]) -> list[Meaning]:
    """ "Name" beside "Vorname" is the family name, unless the one holds the other."""
    at = next((place for place, one in enumerate(found) if one.field in _NAMES), None)
    if at is None:
        return found
    given, family = (
        next((place for place, one in enumerate(found) if one.field == field), None)
        for field in ("given", "family")
    )
    meant = "name"
    if given is not None and family is None and not _holds(rows, at, given):
        meant = "family"
    if family is not None and given is None and not _holds(rows, at, family):
        meant = "given"
    return [
        one._replace(field=meant if place == at else "name") if one.field in _NAMES else one
        for place, one in enumerate(found)
    ]


def _holds(rows: Sequence[Sequence[str]], whole: int, part: int) -> bool:
    """Whether what stands in one column stands in the other, too, in most rows."""
    pairs = [(fold(row[whole]), fold(row[part])) for row in rows if max(whole, part) < len(row)]
    both = [(name, word) for name, word in pairs if name and word]
    return sum(1 for name, word in both if word in name and word != name) * 2 > len(both)
