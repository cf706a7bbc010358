"""Fields that a column of a table can hold: the ones a user can choose, and the internal ones of the readers."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm.matching.differences import SINGLE
from crm.text.folding import fold

_NO_WORDS = re.compile(r"[\W_]+")
_INNER_CAPITAL = re.compile(r"([a-z])([A-Z])")
_E_MAIL = re.compile(r"\be mail")


class Meaning(NamedTuple):
    """`field` is a field of the vocabulary; columns with the same `slot` belong together; `label` is the label in the heading."""

    field: str
    slot: str = ""
    label: str = ""


OTHER = Meaning("other")  # unknown
KEPT = Meaning("kept")  # known, but a person has no field for it
DROP = Meaning("drop")

FIELDS = (
    "name", "given", "additional", "family", "prefix", "suffix", "nickname", "organization", "title", "department",
    "email", "phone", "address", "street", "city", "region", "postal_code", "country", "url", "messenger", "birthday",
    "anniversary", "died", "tags", "note", "how_we_met", "uid", "keep", "leave_out",
)  # fmt: skip
"""The fields a user can choose for a column."""

INTERNAL_FIELDS = {
    "street": "address.street", "city": "address.city", "region": "address.region", "postal_code": "address.code",
    "country": "address.country", "address": "address.whole", "messenger": "im", "keep": "kept", "leave_out": "drop",
}  # fmt: skip
"""The internal names of FIELDS, where they differ."""

FIELD_LABELS = {
    "name": "full name", "given": "given name", "additional": "middle name", "family": "family name",
    "prefix": "title before the name", "suffix": "after the name", "organization": "organisation", "title": "role",
    "email": "e-mail", "address": "whole address", "postal_code": "postal code", "url": "web page", "tags": "tags",
    "died": "day of death", "how_we_met": "how we met", "uid": "identifier", "keep": "keep with the person", "leave_out": "leave out",
}  # fmt: skip
"""The names of FIELDS shown to the user, where they differ."""

ONE_COLUMN = {"name", "uid", "file_as", *SINGLE} - {"how_we_met"}
"""Fields that only one column can hold."""

ROLE_FIELDS = ("organization", "title", "department")
IDENTIFYING = {"name", "given", "family", "organization", "email", "phone", "nickname", "file_as"}
DATE_FIELDS = ("birthday", "anniversary", "died")


@lru_cache(maxsize=4096)
def normalize_heading(name: str) -> str:
    """The normalised form of a heading: "E-mail 1 - Value" is "email 1 value"."""
    if " " not in name:
        name = _INNER_CAPITAL.sub(r"\1 \2", name)  # MobilePhone
    words = " ".join(_NO_WORDS.sub(" ", fold(name)).split())
    return _E_MAIL.sub("email", words)


def user_field(meaning: Meaning) -> str:
    """The user's field for a meaning, one of FIELDS."""
    word = next(
        (name for name, internal in INTERNAL_FIELDS.items() if internal == meaning.field), meaning.field
    )
    return word if word in FIELDS else "keep"


def field_label(field: str) -> str:
    return FIELD_LABELS.get(field, field)
