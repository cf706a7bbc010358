"""The columns of a table understood: by their names, and where those are unknown or say two things, by what stands in them."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.formats.csv import cell_contents
from crm.formats.csv.ambiguous_columns import AS_LOOKS, settled
from crm.formats.csv.column_fields import KEPT, OTHER, Meaning
from crm.formats.csv.column_recognition import by_names, in_order
from crm.formats.csv.heading_meaning import OF_OTHERS
from crm.formats.csv.table_kinds import LINKEDIN


class Understood(NamedTuple):
    """One column. `called` is what its name says, OTHER where nobody knows it: else what stands in it was asked."""

    meaning: Meaning
    called: Meaning

    @property
    def is_by_contents(self) -> bool:
        return self.meaning.field not in (self.called.field, OTHER.field, KEPT.field)

    @property
    def is_contradicted(self) -> bool:
        """What stands in it is not what its name says, nor anything else that is known."""
        return self.meaning == OTHER and self.called.field not in (OTHER.field, KEPT.field)


_MAY_BE = {
    cell_contents.EMAIL: {"name", "phone", "url", "address.whole", "address.place", "address.street"},
    cell_contents.URL: {"email", "phone", "address.whole", "address.place", "name"},
    cell_contents.PHONE: {"email", "url", "address.whole", "address.place", "name"},
    cell_contents.DATE: {"phone"},
}  # fmt: skip
"""What a name may have said wrongly of cells that look so: "Adresse" over e-mail addresses."""


def understood(names: Sequence[str], shape: str, rows: Sequence[Sequence[str]]) -> list[Understood]:
    """`rows` are the first of the table."""
    cells = [[row[place] for row in rows if place < len(row)] for place in range(len(names))]
    looks = [cell_contents.look_of(column) for column in cells]
    named = settled(names, _of_shape(by_names(names, shape), shape), looks, cells, rows)
    called = in_order(named)
    asked = [
        _contradicted(one, look, column, named) for one, look, column in zip(named, looks, cells, strict=True)
    ]
    meanings = in_order(_voted(asked, looks))
    return [Understood(meaning, name) for meaning, name in zip(meanings, called, strict=True)]


def _of_shape(found: Sequence[Meaning], shape: str) -> list[Meaning]:
    """Only LinkedIn's lists say since when one is connected."""
    return [OTHER if one.field == "connected" and shape != LINKEDIN else one for one in found]


def by_contents(rows: Sequence[Sequence[str]], width: int) -> list[Understood]:
    """A table without names."""
    looks = [
        cell_contents.look_of([row[place] for row in rows if place < len(row)]) for place in range(width)
    ]
    return [Understood(one, one) for one in in_order(_voted([OTHER] * width, looks))]


def _voted(found: Sequence[Meaning], looks: Sequence[str]) -> list[Meaning]:
    """A name stands in one column only, and not where any other is one."""
    is_named = any(one.field in ("name", "given", "family") for one in found)
    result = []
    for place, (one, look) in enumerate(zip(found, looks, strict=True)):
        field = AS_LOOKS.get(look, "") if one == OTHER else ""
        if field == "name":
            field, is_named = ("" if is_named else field), True
        if field:
            one = Meaning(
                field, "" if field == "name" else "1" if field.startswith("address.") else str(place)
            )
        result.append(OTHER if one == OF_OTHERS else one)
    return result


def _contradicted(meaning: Meaning, look: str, cells: Sequence[str], found: Sequence[Meaning]) -> Meaning:
    """`cells` tell that the name is wrong: "Adresse" over e-mail addresses, "SMS" over yes and no."""
    if meaning.field == "phone" and cell_contents.are_no_numbers(cells):
        return OTHER
    if meaning.field not in _MAY_BE.get(look, ()):
        return meaning
    if meaning.field == "name" and any(one.field == AS_LOOKS.get(look) for one in found):
        return meaning  # who has no name is called by an address in many programs
    return Meaning(AS_LOOKS[look], meaning.slot, meaning.label) if look in AS_LOOKS else OTHER
