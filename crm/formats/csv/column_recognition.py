"""The meaning of each column by its heading, by the program that wrote it, and by the columns beside it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from crm.formats.csv.column_fields import (
    INTERNAL_FIELDS,
    KEPT,
    ONE_COLUMN,
    OTHER,
    ROLE_FIELDS,
    Meaning,
    normalize_heading,
)
from crm.formats.csv.heading_meaning import meaning_of
from crm.formats.csv.heading_parser import languages_of, parse_heading
from crm.formats.csv.table_kinds import GOOGLE, LINKEDIN, OUTLOOK, THUNDERBIRD
from crm.formats.csv.vocabulary import entries_of, names_of

_FAMILY = re.compile(
    r"(email|phone|website|event|relation|custom field|im|organization|address) (\d+) ([a-z ]+)"
)
_GOOGLE_FAMILIES = {
    "email": {"type": "email.label", "label": "email.label", "value": "email"},
    "phone": {"type": "phone.label", "label": "phone.label", "value": "phone"},
    "website": {"type": "url.label", "label": "url.label", "value": "url"},
    "event": {"type": "event.label", "label": "event.label", "value": "event"},
    "relation": {"type": "relation.label", "label": "relation.label", "value": "relation"},
    "custom field": {"type": "custom.label", "label": "custom.label", "value": "custom"},
    "im": {"type": "im.label", "label": "im.label", "service": "im.service", "value": "im"},
    "organization": {"name": "organization", "title": "title", "department": "department", "type": "drop"},
    "address": {
        "type": "address.label", "label": "address.label", "formatted": "address.whole", "street": "address.street",
        "city": "address.city", "po box": "address.box", "region": "address.region", "postal code": "address.code",
        "country": "address.country", "extended address": "address.extended",
    },
}  # fmt: skip
"""Families of numbered columns: `E-mail 2 - Label`. The type of an organization is always "Work"."""
_PROGRAMS = {GOOGLE: "google", OUTLOOK: "outlook", LINKEDIN: "linkedin"}
_QUALIFIERS = (".label", ".service")
_REPEATED = ("email", "phone", "url", "im")


def meanings_by_name(names: Sequence[str], table_kind: str) -> list[Meaning]:
    """One meaning per column; ambiguous headings and mere qualifiers have special fields."""
    return list(_by_names(tuple(names), table_kind))


@lru_cache(maxsize=64)
def _by_names(names: tuple[str, ...], table_kind: str) -> tuple[Meaning, ...]:
    languages = languages_of(parse_heading(name) for name in names)
    found = [
        _program_meaning(normalize_heading(name), table_kind) or meaning_of(parse_heading(name), languages)
        for name in names
    ]
    if table_kind == OUTLOOK:
        _resolve_outlook_titles(names, found)
    if table_kind == THUNDERBIRD:
        pages = {"1": Meaning("url", "work", "work"), "2": Meaning("url", "home", "home")}
        found = [pages.get(one.slot, one) if one.field == "url" else one for one in found]
    return tuple(_numbered_addresses(found))


def language(names: Sequence[str]) -> str:
    """The language of most of the headings; "" if none of them is known."""
    headings = [parse_heading(name) for name in names]
    return languages_of(headings)[0] if any(one.phrases for one in headings) else ""


def _program_meaning(name: str, table_kind: str) -> Meaning | None:
    """The meaning of exactly this heading in the export of this program, or of any."""
    program = _PROGRAMS.get(table_kind, "")
    for entry in entries_of(program) if program else ():
        if name in names_of(program, entry):
            field, _, label = entry.partition(" ")
            return Meaning(field, label or ("1" if field in ROLE_FIELDS else ""), label)
    if name in names_of("kept", "names"):
        return KEPT
    if family := _FAMILY.fullmatch(name):
        kind, number, part = family.groups()
        if field := _GOOGLE_FAMILIES[kind].get(part, ""):
            return Meaning(field, number)
    return None


def _resolve_outlook_titles(names: Sequence[str], found: list[Meaning]) -> None:
    """In French, the honorific and the job title have the same heading."""
    indexes = [index for index, meaning in enumerate(found) if meaning.field == "prefix"]
    for index in indexes[1:]:
        if normalize_heading(names[index]) == normalize_heading(names[indexes[0]]):
            found[index] = Meaning("title", "1")


def _numbered_addresses(found: Sequence[Meaning]) -> list[Meaning]:
    """ "Address 2" is a second line or, with "City 2", a second address."""
    slots = {meaning.slot for meaning in found if meaning.field.startswith("address.")}
    result = []
    for meaning in found:
        second = f"{meaning.label} 2".strip()
        if meaning.field == "address.extended" and second in slots and meaning.slot != second:
            meaning = Meaning("address.whole", second, meaning.label)
        result.append(meaning)
    return result


def resolve_slots(found: Sequence[Meaning]) -> list[Meaning]:
    """Give colliding columns slots of their own, and put parts of an address into the slot of their street."""
    return _separate_slots(_with_their_street(_with_values(found)))


def _with_values(found: Sequence[Meaning]) -> list[Meaning]:
    """A label column means nothing without a column of values."""
    slots = {(one.field.partition(".")[0], one.slot) for one in found if not one.field.endswith(_QUALIFIERS)}
    return [
        OTHER
        if one.field.endswith(_QUALIFIERS) and (one.field.partition(".")[0], one.slot) not in slots
        else one
        for one in found
    ]


def _with_their_street(found: Sequence[Meaning]) -> list[Meaning]:
    """ "Work Address, City, Zip": unqualified parts belong to the address before them."""
    result: list[Meaning] = []
    before = OTHER
    for meaning in found:
        is_part = meaning.field.startswith("address.") and meaning.field != "address.label"
        if (
            is_part
            and meaning.slot == "1"
            and before.label
            and (meaning.field, before.slot) not in {(one.field, one.slot) for one in result}
        ):
            meaning = Meaning(meaning.field, before.slot, before.label)
        before = meaning if is_part else OTHER
        result.append(meaning)
    return result


def _separate_slots(found: Sequence[Meaning]) -> list[Meaning]:
    """Repeated e-mail columns or whole addresses are separate values; a repeated birthday is unknown."""
    times = Counter((one.field, one.slot) for one in found)
    groups = Counter((_group(field), slot) for (field, slot), count in times.items() if count > 1)
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for one in found:
        seen[one.field, one.slot] += 1
        number, group = seen[one.field, one.slot], _group(one.field)
        if number > 1 and (one.field in _REPEATED or (group and groups[group, one.slot] > 1)):
            one = one._replace(slot=f"{one.slot} #{number}")
        elif number > 1 and one.field.startswith(("address.", "family.", "prefix.", "birth.", "connected")):
            one = OTHER
        result.append(one)
    return _first_only(result)


def _group(field: str) -> str:
    """The kind of value that several columns make together: a role or an address."""
    return "role" if field in ROLE_FIELDS else "address" if field.startswith("address.") else ""


def _first_only(found: Sequence[Meaning]) -> list[Meaning]:
    """A field that only one column can hold goes to the first such column."""
    taken: set[str] = set()
    result = []
    for meaning in found:
        result.append(OTHER if meaning.field in taken else meaning)
        taken |= {meaning.field} & ONE_COLUMN
    return result


def apply_mapping(
    found: Sequence[Meaning], names: Sequence[str], mapping: Mapping[str, str]
) -> list[Meaning]:
    """Replace meanings by the user's mapping: field by column, with normalised headings."""
    mapped_fields = {field for field in mapping.values() if field in ONE_COLUMN}
    taken: set[str] = set()
    result = []
    for index, (meaning, name) in enumerate(zip(found, names, strict=True)):
        field = mapping.get(normalize_heading(name))
        if (field is None and meaning.field in mapped_fields) or field in taken:
            result.append(KEPT)
        else:
            result.append(meaning if field is None else _mapped_meaning(field, meaning, index))
        taken |= {field or ""} & ONE_COLUMN
    return result


def _mapped_meaning(field: str, guessed: Meaning, index: int) -> Meaning:
    internal = INTERNAL_FIELDS.get(field, field)
    if internal == guessed.field:
        return guessed
    if internal == KEPT.field:
        return KEPT
    if internal.startswith("address.") or internal in ROLE_FIELDS:
        return Meaning(internal, "1")
    return Meaning(internal, f"said {index}", guessed.label)
