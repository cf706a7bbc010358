"""What each column of a table holds, told by its name, by the kind of table, or by the user."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crm.exchange.differences import SINGLE
from crm.exchange.tables import vocabulary
from crm.exchange.tables.kinds import GOOGLE, LINKEDIN, OUTLOOK, THUNDERBIRD
from crm.folding import fold

_NO_WORDS = re.compile(r"[\W_]+")
_INNER_CAPITAL = re.compile(r"([a-z])([A-Z])")
_FAMILY = re.compile(
    r"(email|phone|website|event|relation|custom field|im|organization|address) (\d+) ([a-z ]+)"
)
_NUMBER = re.compile(r"\b\d{1,2}\b")
ONE_COLUMN = {"name", "uid", "file_as", *SINGLE} - {"how_we_met"}  # fields that one column says alone
_BY_SHAPE = {
    LINKEDIN: vocabulary.LINKEDIN,
    OUTLOOK: vocabulary.OUTLOOK,
    THUNDERBIRD: vocabulary.THUNDERBIRD,
}


class Meaning(NamedTuple):
    """`field` as in the vocabulary; columns of one `slot` belong together; `label` is what the column's name says."""

    field: str
    slot: str = ""
    label: str = ""


OTHER = Meaning("other")
DROP = Meaning("drop")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column's name as it is compared: "E-mail 1 - Value" is "email 1 value"."""
    if " " not in name:
        name = _INNER_CAPITAL.sub(r"\1 \2", name)  # MobilePhone
    words = " ".join(_NO_WORDS.sub(" ", fold(name)).split())
    return re.sub(r"\be mail", "email", words)


def meanings(names: Sequence[str], shape: str) -> list[Meaning]:
    """One for each column. A field that only one column can hold goes to the first that is called so."""
    known = _words(shape)
    job = {"job title", "position"} & {plain(name) for name in names}
    taken: set[str] = set()
    found = []
    for name in names:
        meaning = _meaning(plain(name), known, shape)
        if meaning == OTHER and plain(name) == "title":
            meaning = Meaning("prefix") if job else Meaning("title", "1")
        if meaning.field in ONE_COLUMN:
            if meaning.field in taken:
                meaning = OTHER
            taken.add(meaning.field)
        found.append(meaning)
    return found


def said(found: Sequence[Meaning], names: Sequence[str], mapping: Mapping[str, str]) -> list[Meaning]:
    """The same with what the user says instead: field by column, columns as `plain` writes them."""
    said_fields = {field for field in mapping.values() if field in ONE_COLUMN}
    taken: set[str] = set()
    result = []
    for place, (meaning, name) in enumerate(zip(found, names, strict=True)):
        field = mapping.get(plain(name))
        if (field is None and meaning.field in said_fields) or field in taken:
            result.append(OTHER)
        else:
            result.append(meaning if field is None else _said(field, meaning, place))
        taken |= {field or ""} & ONE_COLUMN
    return result


def _said(field: str, guessed: Meaning, place: int) -> Meaning:
    inner = vocabulary.SAID.get(field, field)
    if inner == guessed.field:
        return guessed
    if inner.startswith("address.") or inner in ("organization", "title", "department"):
        return Meaning(inner, "1")
    return Meaning(inner, f"said {place}", guessed.label)


def field_of(meaning: Meaning) -> str:
    """The user's word for a meaning, one of vocabulary.FIELDS."""
    word = next((said for said, inner in vocabulary.SAID.items() if inner == meaning.field), meaning.field)
    return word if word in vocabulary.FIELDS else "keep"


def _meaning(name: str, known: Mapping[str, Meaning], shape: str) -> Meaning:
    if name in known:
        return known[name]
    if family := _FAMILY.fullmatch(name):
        kind, number, part = family.groups()
        field = vocabulary.GOOGLE[kind].get(part)
        if field and (shape == GOOGLE or part != "type"):  # Outlook has an "E-mail 2 Type", which is no label
            return Meaning(field, number)
    return _address_part(name) or _numbered(name, known, shape) or OTHER


def _address_part(name: str) -> Meaning | None:
    """ "Business Street 2", "Strasse geschäftlich", "Privat: Ort"."""
    words = name.split()
    for at in (0, -1, -2):
        if len(words) > 1 and -len(words) <= at < len(words) and words[at] in vocabulary.PLACES:
            rest = " ".join(word for place, word in enumerate(words) if place != at % len(words))
            part = vocabulary.PARTS.get(rest)
            place = vocabulary.PLACES[words[at]]
            return Meaning(f"address.{part}", place, place) if part else None
    return None


def _numbered(name: str, known: Mapping[str, Meaning], shape: str) -> Meaning | None:
    """ "E-mail 2 Address", "Phone 3": as the column of that name without the number, in a slot of its own."""
    match = _NUMBER.search(name)
    if not match:
        return None
    number = match[0]
    before, after = name[: match.start()].removesuffix(" "), name[match.end() :].removeprefix(" ")
    base = known.get(" ".join(part for part in (before, after) if part))
    if base is None or base.field not in ("email", "phone", "url", "im", "organization", "title", "tags"):
        return None
    slot = number if base.slot in ("1", "") else f"{base.slot} {number}"
    return Meaning(base.field, slot, base.label)


@cache
def _words(shape: str) -> dict[str, Meaning]:
    known = _read(vocabulary.SHARED)
    return known | _read(_BY_SHAPE[shape]) if shape in _BY_SHAPE else known


def _read(text: str) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for line in text.strip().splitlines():
        meaning, _, names = line.partition(": ")
        field, slot, label = (*meaning.split(" > "), "", "")[:3]
        if field in ("organization", "title", "department"):
            slot = "1"
        found.update(dict.fromkeys(names.split("|"), Meaning(field, slot, label)))
    return found
