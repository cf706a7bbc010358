"""Which program made a table, told by what its columns are called."""

import re
from collections.abc import Sequence

from crm.exchange.tables.columns import plain
from crm.exchange.tables.kinds import CSV, GOOGLE, LINKEDIN, OURS, OUTLOOK, THUNDERBIRD
from crm.exchange.tables.marks import is_ours

_CONNECTED = {
    "connected on",
    "verbunden am",
    "connecte le",
    "conectado el",
    "conectado em",
    "verbonden op",
    "collegato il",
    "connesso il",
}
_GOOGLE_FAMILY = re.compile(
    r"(email|phone|organization|address|website|event|custom field) \d+ (value|label|name|formatted)"
)
_OF_OUTLOOK = {
    "home phone", "business phone", "mobile phone", "business street", "home street", "email 2 address", "business fax",
    "telefon geschaftlich", "strasse geschaftlich", "strasse privat", "telefon privat", "mobiltelefon", "email 2 adresse",
}  # fmt: skip
_EMAIL_OF_OUTLOOK = {"email address", "email adresse"}
_OF_THUNDERBIRD = {
    "display name",
    "screen name",
    "work zipcode",
    "birth year",
    "anzeigename",
    "geburtsjahr",
    "web page 1",
}
_EMAIL_OF_THUNDERBIRD = {"primary email", "primare email adresse"}
_NO_PEOPLE = (
    ({"conversation id", "from", "content"}, "LinkedIn's messages"),
    ({"from", "to", "sent at", "direction"}, "LinkedIn's invitations"),
)


def shape_of(names: Sequence[str]) -> str:
    """One of KINDS; "csv" for a table of no program that is known."""
    if is_ours(names):
        return OURS
    found = {plain(name) for name in names}
    if found & _CONNECTED and len(found) > 2:
        return LINKEDIN
    if any(_GOOGLE_FAMILY.fullmatch(name) for name in found) or {"given name", "group membership"} <= found:
        return GOOGLE
    if {"first name", "organization name", "labels"} <= found:
        return GOOGLE
    if found & _EMAIL_OF_THUNDERBIRD and found & _OF_THUNDERBIRD:
        return THUNDERBIRD
    if found & _EMAIL_OF_OUTLOOK and len(found & _OF_OUTLOOK) > 1:
        return OUTLOOK
    return CSV


def what_else(names: Sequence[str]) -> str:
    """What a table is that is known to hold no people, or nothing."""
    found = {plain(name) for name in names}
    return next((words for wanted, words in _NO_PEOPLE if wanted <= found), "")
