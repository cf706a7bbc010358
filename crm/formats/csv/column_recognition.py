"""What each column of a table holds by its name, by the program that wrote it, and by the columns beside it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from crm.formats.csv.column_fields import KEPT, OF_A_ROLE, ONE_COLUMN, OTHER, SAID, Meaning, plain
from crm.formats.csv.heading_meaning import meaning_of
from crm.formats.csv.heading_parser import heading, languages_of
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
"""Families of numbered columns: `E-mail 2 - Label`. The type of an organization says "Work" and no more."""
_PROGRAMS = {GOOGLE: "google", OUTLOOK: "outlook", LINKEDIN: "linkedin"}
_OF_VALUES = (".label", ".service")
_REPEATED = ("email", "phone", "url", "im")


def by_names(names: Sequence[str], shape: str) -> list[Meaning]:
    """One for each column; where a name may be one of two things, or says no more than whose it is, so does the field."""
    return list(_by_names(tuple(names), shape))


@lru_cache(maxsize=64)
def _by_names(names: tuple[str, ...], shape: str) -> tuple[Meaning, ...]:
    languages = languages_of(heading(name) for name in names)
    found = [_of_program(plain(name), shape) or meaning_of(heading(name), languages) for name in names]
    if shape == OUTLOOK:
        _settle_outlook_titles(names, found)
    if shape == THUNDERBIRD:
        pages = {"1": Meaning("url", "work", "work"), "2": Meaning("url", "home", "home")}
        found = [pages.get(one.slot, one) if one.field == "url" else one for one in found]
    return tuple(_numbered_addresses(found))


def language(names: Sequence[str]) -> str:
    """Which language most of the columns are called in; "" where not one of them is known."""
    headings = [heading(name) for name in names]
    return languages_of(headings)[0] if any(one.phrases for one in headings) else ""


def _of_program(name: str, shape: str) -> Meaning | None:
    """What this very program, or any, means by exactly this."""
    program = _PROGRAMS.get(shape, "")
    for entry in entries_of(program) if program else ():
        if name in names_of(program, entry):
            field, _, label = entry.partition(" ")
            return Meaning(field, label or ("1" if field in OF_A_ROLE else ""), label)
    if name in names_of("kept", "names"):
        return KEPT
    if family := _FAMILY.fullmatch(name):
        kind, number, part = family.groups()
        if field := _GOOGLE_FAMILIES[kind].get(part, ""):
            return Meaning(field, number)
    return None


def _settle_outlook_titles(names: Sequence[str], found: list[Meaning]) -> None:
    """In French both the honorific and the job are called "Titre"."""
    places = [place for place, meaning in enumerate(found) if meaning.field == "prefix"]
    for place in places[1:]:
        if plain(names[place]) == plain(names[places[0]]):
            found[place] = Meaning("title", "1")


def _numbered_addresses(found: Sequence[Meaning]) -> list[Meaning]:
    """ "Address 2" is a second line, or with "City 2" a second address."""
    slots = {meaning.slot for meaning in found if meaning.field.startswith("address.")}
    result = []
    for meaning in found:
        second = f"{meaning.label} 2".strip()
        if meaning.field == "address.extended" and second in slots and meaning.slot != second:
            meaning = Meaning("address.whole", second, meaning.label)
        result.append(meaning)
    return result


def in_order(found: Sequence[Meaning]) -> list[Meaning]:
    """The same, each column in a slot of its own where two would be in one, and parts of an address with their street."""
    return _apart(_with_their_street(_with_values(found)))


def _with_values(found: Sequence[Meaning]) -> list[Meaning]:
    """A column of labels says nothing where no column holds what they are labels of."""
    slots = {(one.field.partition(".")[0], one.slot) for one in found if not one.field.endswith(_OF_VALUES)}
    return [
        OTHER
        if one.field.endswith(_OF_VALUES) and (one.field.partition(".")[0], one.slot) not in slots
        else one
        for one in found
    ]


def _with_their_street(found: Sequence[Meaning]) -> list[Meaning]:
    """ "Work Address, City, Zip": parts that say not whose they are belong to the address before them."""
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


def _apart(found: Sequence[Meaning]) -> list[Meaning]:
    """Twice the same e-mail column is two addresses, twice a whole address two; a second birthday is nobody's."""
    times = Counter((one.field, one.slot) for one in found)
    blocks = Counter((_block(field), slot) for (field, slot), count in times.items() if count > 1)
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for one in found:
        seen[one.field, one.slot] += 1
        number, block = seen[one.field, one.slot], _block(one.field)
        if number > 1 and (one.field in _REPEATED or (block and blocks[block, one.slot] > 1)):
            one = one._replace(slot=f"{one.slot} #{number}")
        elif number > 1 and one.field.startswith(("address.", "family.", "prefix.", "birth.", "connected")):
            one = OTHER
        result.append(one)
    return _once(result)


def _block(field: str) -> str:
    """Of what several columns make one thing: a role, an address."""
    return "role" if field in OF_A_ROLE else "address" if field.startswith("address.") else ""


def _once(found: Sequence[Meaning]) -> list[Meaning]:
    """A field that only one column can hold goes to the first that is called so."""
    taken: set[str] = set()
    result = []
    for meaning in found:
        result.append(OTHER if meaning.field in taken else meaning)
        taken |= {meaning.field} & ONE_COLUMN
    return result


def said(found: Sequence[Meaning], names: Sequence[str], mapping: Mapping[str, str]) -> list[Meaning]:
    """The same with what the user says instead: field by column, columns as `plain` writes them."""
    said_fields = {field for field in mapping.values() if field in ONE_COLUMN}
    taken: set[str] = set()
    result = []
    for place, (meaning, name) in enumerate(zip(found, names, strict=True)):
        field = mapping.get(plain(name))
        if (field is None and meaning.field in said_fields) or field in taken:
            result.append(KEPT)
        else:
            result.append(meaning if field is None else _said(field, meaning, place))
        taken |= {field or ""} & ONE_COLUMN
    return result


def _said(field: str, guessed: Meaning, place: int) -> Meaning:
    inner = SAID.get(field, field)
    if inner == guessed.field:
        return guessed
    if inner == KEPT.field:
        return KEPT
    if inner.startswith("address.") or inner in OF_A_ROLE:
        return Meaning(inner, "1")
    return Meaning(inner, f"said {place}", guessed.label)
