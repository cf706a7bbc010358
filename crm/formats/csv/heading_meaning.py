"""Derives the meaning of a column from the phrases of its heading: combined phrases mean one field, or nothing."""

from collections.abc import Collection, Sequence

from crm.formats.csv.column_fields import OTHER, Meaning
from crm.formats.csv.heading_parser import Heading, Interpretation, interpret
from crm.formats.csv.vocabulary import Sense

QUALIFIER_ONLY = "bare"  # a qualifier without a field
OF_OTHER_PERSON = Meaning("other", "of others")  # data of another person, such as an assistant
FAMILY_FIRST = "family first"  # a full name in one column, family name first
_NAMES = {"name", "name or given", "name or family"}
_CONTACT_FIELDS = {"email", "phone", "url", "im"}
_COMBINED = {
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
_WITH_LOCATION = _CONTACT_FIELDS | {"organization", "title", "department", "note"}
_LOCATIONS = ("home", "work", "other", "billing", "shipping")
_SECOND = {
    "given": "additional",
    "family": "family.second",
    "address.whole": "address.extended",
    "address.street": "address.street2",
}
_THIRD = {"address.whole": "address.extended2", "address.street": "address.street3"}
_NUMBERED = _CONTACT_FIELDS | {"organization", "title", "department", "tags", "note"}


def meaning_of(heading: Heading, languages: Sequence[str]) -> Meaning:
    """OTHER if the heading says nothing, too much, or something about another person."""
    interpretation = interpret(heading, languages)
    if interpretation.is_of_others:
        return OF_OTHER_PERSON
    if not heading.is_whole or not interpretation.is_of_one_language:
        return OTHER
    if not interpretation.nouns:
        return _qualifier_meaning(interpretation.qualifiers)
    field, labels, location = _combined_field(interpretation.nouns)
    if field == "name" and FAMILY_FIRST in labels:
        return Meaning(field, label=FAMILY_FIRST)
    return _qualified(field, labels, interpretation, location, heading.number) if field else OTHER


def _combined_field(nouns: Sequence[Sense]) -> tuple[str, list[str], str]:
    """The field that the nouns make together, their labels, and the location implied by an organisation."""
    fields = {noun.word for noun in nouns}
    labels = [noun.label for noun in nouns if noun.label]
    location = ""
    if combined := _COMBINED.get(frozenset(fields)):
        return combined, labels, location
    if len(fields) > 1:
        fields = (fields - _NAMES) or fields
    if "note" in fields:
        fields = {"note"}
    if len(fields) > 1 and "prefix or title" in fields:  # "Company Title" is a job title
        fields = (fields - {"prefix or title", "organization"}) or {"title"}
    if len(fields) > 1 and "organization" in fields:
        fields.remove("organization")
        location = "" if fields & {"title", "department"} else "work"
    if len(fields) > 1 and (fields & (_CONTACT_FIELDS - {"phone"}) or _has_part(fields)):
        fields.discard("address.whole")
    if combined := _COMBINED.get(frozenset(fields)):
        fields = {combined}
    return (fields.pop() if len(fields) == 1 else ""), labels, location


def _has_part(fields: Collection[str]) -> bool:
    return all(field.startswith("address.") for field in fields)


def _qualifier_meaning(qualifiers: Collection[str]) -> Meaning:
    """ "Home", "Privat": the content of the column determines the field."""
    labels = [one for one in _LOCATIONS if one in qualifiers]
    return (
        Meaning(QUALIFIER_ONLY, labels[0], labels[0]) if len(labels) == 1 and len(qualifiers) == 1 else OTHER
    )


def _qualified(
    field: str, labels: list[str], interpretation: Interpretation, location: str, number: str
) -> Meaning:
    qualifiers = set(interpretation.qualifiers)
    places = [one for one in _LOCATIONS if one in qualifiers] or ([location] if location else [])
    number = number or next((one for one in ("2", "3") if one in qualifiers), "")
    if ({"cell", "fax"} & qualifiers and field != "phone") or (
        "id" in qualifiers and field not in ("im", "email")
    ):
        return OTHER
    if "type" in qualifiers and (field in _CONTACT_FIELDS or field.startswith("address.")):
        return Meaning(f"{field.partition('.')[0]}.label", number or (places or ["1"])[0])
    if field.startswith("address."):
        return _address_meaning(field, [*labels, *places], number)
    if places and field not in _WITH_LOCATION:
        return OTHER
    if field == "phone":
        places += _kinds_of_phone(labels, qualifiers)
    elif field in ("url", "im"):
        places = labels or places
    elif field not in _CONTACT_FIELDS:
        places = []
    return _numbered(field, " ".join(dict.fromkeys(places)), number)


def _kinds_of_phone(labels: list[str], qualifiers: Collection[str]) -> list[str]:
    kinds = [*labels, *(one for one in ("cell", "fax") if one in qualifiers)]
    if {"cell", "landline"} <= set(kinds):
        return []
    return kinds or (["main"] if "main" in qualifiers else [])


def _address_meaning(field: str, places: list[str], number: str) -> Meaning:
    label = places[0] if places else ""
    if number == "2" and field in _SECOND:
        return Meaning(_SECOND[field], label or "1", label)
    if number == "3" and field in _THIRD:
        return Meaning(_THIRD[field], label or "1", label)
    number = "" if number == "1" else number
    return Meaning(field, f"{label} {number}".strip() or "1", label)


def _numbered(field: str, label: str, number: str) -> Meaning:
    if field in ("organization", "title", "department"):
        return Meaning(field, number or "1")
    if field in _NUMBERED:
        shown = "" if number == "1" and label else number
        return Meaning(field, f"{label} {shown}".strip() or "1", label)
    if number == "2" and field in _SECOND:
        return Meaning(_SECOND[field])
    return Meaning(field) if number in ("", "1") else OTHER
