"""What a column of a table may hold: the fields a user can choose, and the same as the readers say it."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm.matching.differences import SINGLE
from crm.text.folding import fold

_NO_WORDS = re.compile(r"[\W_]+")
_INNER_CAPITAL = re.compile(r"([a-z])([A-Z])")
_E_MAIL = re.compile(r"\be mail")


class Meaning(NamedTuple):
    """`field` as in the vocabulary; columns of one `slot` belong together; `label` is what the column's name says."""

    field: str
    slot: str = ""
    label: str = ""


OTHER = Meaning("other")  # nobody knows what it is
KEPT = Meaning("kept")  # known, and a person has no field for it
DROP = Meaning("drop")

FIELDS = (
    "name", "given", "additional", "family", "prefix", "suffix", "nickname", "organization", "title", "department",
    "email", "phone", "address", "street", "city", "region", "postal_code", "country", "url", "messenger", "birthday",
    "anniversary", "died", "tags", "note", "how_we_met", "uid", "keep", "leave_out",
)  # fmt: skip
"""What a column can be said to be, by the user."""

SAID = {
    "street": "address.street", "city": "address.city", "region": "address.region", "postal_code": "address.code",
    "country": "address.country", "address": "address.whole", "messenger": "im", "keep": "kept", "leave_out": "drop",
}  # fmt: skip
"""The meanings of FIELDS, where they are called otherwise here."""

IN_WORDS = {
    "name": "full name", "given": "given name", "additional": "middle name", "family": "family name",
    "prefix": "title before the name", "suffix": "after the name", "organization": "organisation", "title": "role",
    "email": "e-mail", "address": "whole address", "postal_code": "postal code", "url": "web page", "tags": "tags",
    "died": "day of death", "how_we_met": "how we met", "uid": "identifier", "keep": "keep with the person", "leave_out": "leave out",
}  # fmt: skip
"""FIELDS as the user reads them, where that is another word."""

ONE_COLUMN = {"name", "uid", "file_as", *SINGLE} - {"how_we_met"}
"""Fields that one column says alone."""

OF_A_ROLE = ("organization", "title", "department")
IDENTIFYING = {"name", "given", "family", "organization", "email", "phone", "nickname", "file_as"}
DATED = ("birthday", "anniversary", "died")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column's name as it is compared: "E-mail 1 - Value" is "email 1 value"."""
    if " " not in name:
        name = _INNER_CAPITAL.sub(r"\1 \2", name)  # MobilePhone
    words = " ".join(_NO_WORDS.sub(" ", fold(name)).split())
    return _E_MAIL.sub("email", words)


def field_of(meaning: Meaning) -> str:
    """The user's word for a meaning, one of FIELDS."""
    word = next((said for said, inner in SAID.items() if inner == meaning.field), meaning.field)
    return word if word in FIELDS else "keep"


def in_words(field: str) -> str:
    return IN_WORDS.get(field, field)
