"""From the words of a column's name to what the column holds: words that stand together mean one thing, or nothing."""

from collections.abc import Collection, Sequence

from crm.formats.csv.column_fields import OTHER, Meaning
from crm.formats.csv.heading_parser import Heading, Read, read
from crm.formats.csv.vocabulary import Sense

BARE = "bare"  # a word that says whose it is, and not what
OF_OTHERS = Meaning("other", "of others")  # what stands in it looks like this person's and is not
FAMILY_FIRST = "family first"  # of a whole name in one column
_NAMES = {"name", "name or given", "name or family"}
_REACHED = {"email", "phone", "url", "im"}
_TOGETHER = {
    frozenset({"given", "family"}): "name",
    frozenset({"given", "name or family"}): "name",
    frozenset({"name or given", "family"}): "name",
    frozenset({"address.code", "address.city"}): "address.place",
    frozenset({"address.city", "address.region"}): "address.place",
    frozenset({"address.city", "address.country"}): "address.place",
    frozenset({"address.city", "address.region", "address.code"}): "address.place",
    frozenset({"address.city", "address.code", "address.country"}): "address.place",
    frozenset({"address.region", "address.country"}): "address.country",
    frozenset({"address.street", "address.number"}): "address.street",
    frozenset({"address.street", "address.city"}): "address.whole",
    frozenset({"address.street", "address.code", "address.city"}): "address.whole",
    frozenset({"address.street", "address.number", "address.code", "address.city"}): "address.whole",
    frozenset({"phone", "im"}): "phone",
}
_WITH_PLACE = _REACHED | {"organization", "title", "department", "note"}
_PLACES = ("home", "work", "other", "billing", "shipping")
_SECOND = {
    "given": "additional",
    "family": "family.second",
    "address.whole": "address.extended",
    "address.street": "address.street2",
}
_THIRD = {"address.whole": "address.extended2", "address.street": "address.street3"}
_NUMBERED = _REACHED | {"organization", "title", "department", "tags", "note"}


def meaning_of(heading: Heading, languages: Sequence[str]) -> Meaning:
    """OTHER where it says nothing, too much, or something of somebody else."""
    said = read(heading, languages)
    if said.is_of_others:
        return OF_OTHERS
    if not heading.is_whole or not said.is_of_one_language:
        return OTHER
    if not said.nouns:
        return _bare(said.beside)
    field, labels, place = _one(said.nouns)
    if field == "name" and FAMILY_FIRST in labels:
        return Meaning(field, label=FAMILY_FIRST)
    return _placed(field, labels, said, place, heading.number) if field else OTHER


def _one(nouns: Sequence[Sense]) -> tuple[str, list[str], str]:
    """The one field that these make, the labels they bring, and the place that a firm beside it says."""
    fields = {noun.word for noun in nouns}
    labels = [noun.label for noun in nouns if noun.label]
    place = ""
    if together := _TOGETHER.get(frozenset(fields)):
        return together, labels, place
    if len(fields) > 1:
        fields = (fields - _NAMES) or fields
    if "note" in fields:
        fields = {"note"}
    if len(fields) > 1 and "prefix or title" in fields:  # of a firm one has a job
        fields = (fields - {"prefix or title", "organization"}) or {"title"}
    if len(fields) > 1 and "organization" in fields:
        fields.remove("organization")
        place = "" if fields & {"title", "department"} else "work"
    if len(fields) > 1 and (fields & (_REACHED - {"phone"}) or _has_part(fields)):
        fields.discard("address.whole")
    if together := _TOGETHER.get(frozenset(fields)):
        fields = {together}
    return (fields.pop() if len(fields) == 1 else ""), labels, place


def _has_part(fields: Collection[str]) -> bool:
    return all(field.startswith("address.") for field in fields)


def _bare(beside: Collection[str]) -> Meaning:
    """ "Home", "Privat": what stands in it tells what it is."""
    labels = [place for place in _PLACES if place in beside]
    return Meaning(BARE, labels[0], labels[0]) if len(labels) == 1 and len(beside) == 1 else OTHER


def _placed(field: str, labels: list[str], said: Read, place: str, number: str) -> Meaning:
    beside = set(said.beside)
    places = [one for one in _PLACES if one in beside] or ([place] if place else [])
    number = number or next((one for one in ("2", "3") if one in beside), "")
    if ({"cell", "fax"} & beside and field != "phone") or ("id" in beside and field not in ("im", "email")):
        return OTHER
    if "type" in beside and (field in _REACHED or field.startswith("address.")):
        return Meaning(f"{field.partition('.')[0]}.label", number or (places or ["1"])[0])
    if field.startswith("address."):
        return _of_address(field, [*labels, *places], number)
    if places and field not in _WITH_PLACE:
        return OTHER
    if field == "phone":
        places += _kinds_of_phone(labels, beside)
    elif field in ("url", "im"):
        places = labels or places
    elif field not in _REACHED:
        places = []
    return _counted(field, " ".join(dict.fromkeys(places)), number)


def _kinds_of_phone(labels: list[str], beside: Collection[str]) -> list[str]:
    kinds = [*labels, *(one for one in ("cell", "fax") if one in beside)]
    if {"cell", "landline"} <= set(kinds):
        return []
    return kinds or (["main"] if "main" in beside else [])


def _of_address(field: str, places: list[str], number: str) -> Meaning:
    label = places[0] if places else ""
    if number == "2" and field in _SECOND:
        return Meaning(_SECOND[field], label or "1", label)
    if number == "3" and field in _THIRD:
        return Meaning(_THIRD[field], label or "1", label)
    number = "" if number == "1" else number
    return Meaning(field, f"{label} {number}".strip() or "1", label)


def _counted(field: str, label: str, number: str) -> Meaning:
    if field in ("organization", "title", "department"):
        return Meaning(field, number or "1")
    if field in _NUMBERED:
        shown = "" if number == "1" and label else number
        return Meaning(field, f"{label} {shown}".strip() or "1", label)
    if number == "2" and field in _SECOND:
        return Meaning(_SECOND[field])
    return Meaning(field) if number in ("", "1") else OTHER
