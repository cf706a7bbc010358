"""Recognises the program that wrote a table by its headings, and tables that hold no people."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.formats.csv.column_fields import Meaning, normalize_heading
from crm.formats.csv.column_recognition import meanings_by_name
from crm.formats.csv.own_table_mark import is_own_table
from crm.formats.csv.table_kinds import CSV, GOOGLE, LINKEDIN, OUTLOOK, OWN_TABLE, THUNDERBIRD

_GOOGLE_FAMILY = re.compile(
    r"(email|phone|organization|address|website|event|custom field) \d+ (value|label|name|formatted)"
)
_OF_OUTLOOK = {
    "home phone", "business phone", "mobile phone", "business street", "home street", "email 2 address", "business fax",
    "telefon geschaftlich", "strasse geschaftlich", "strasse privat", "telefon privat", "mobiltelefon", "email 2 adresse",
}  # fmt: skip
_EMAIL_OF_OUTLOOK = {"email address", "email adresse"}
_PHONES_OF_OUTLOOK = {
    "car", "radio", "callback", "isdn", "telex", "textphone", "assistant", "company main", "other fax", "home fax",
}  # fmt: skip
"""In any language. A table made by hand does not have three of these."""
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


class _NoPeople(NamedTuple):
    """Headings that identify a table, and what it holds instead of people."""

    columns: frozenset[str]
    holds: str


_LINKEDIN = tuple(
    _NoPeople(frozenset(columns.split(", ")), holds)
    for columns, holds in (
        ("conversation id, from, content", "LinkedIn's messages"),
        ("from, to, sent at, direction", "LinkedIn's invitations"),
        ("first name, last name, headline, summary", "your own LinkedIn profile"),
        ("email address, confirmed, primary, updated on", "your own addresses at LinkedIn"),
        ("company name, title, started on, finished on", "your own positions at LinkedIn"),
        ("school name, start date, end date", "your own education at LinkedIn"),
        ("endorser first name, skill name", "LinkedIn's endorsements"),
        ("endorsee first name, skill name", "LinkedIn's endorsements"),
        ("first name, last name, company, job title, text, status", "LinkedIn's recommendations"),
        ("organization, followed on", "firms followed at LinkedIn"),
        ("name, authority, license number", "your own certificates at LinkedIn"),
        ("application date, company name, job title", "applications at LinkedIn"),
    )
)


def table_kind(names: Sequence[str]) -> str:
    """One of table_kinds.KINDS; "csv" if no program is recognised."""
    if is_own_table(names):
        return OWN_TABLE
    found = {normalize_heading(name) for name in names}
    meanings = meanings_by_name(names, CSV)
    fields = [one.field for one in meanings]
    if "connected" in fields and len(found) > 2:
        return LINKEDIN
    if any(_GOOGLE_FAMILY.fullmatch(name) for name in found) or {"given name", "group membership"} <= found:
        return GOOGLE
    if {"first name", "organization name", "labels"} <= found:
        return GOOGLE
    if _is_thunderbird(found, fields):
        return THUNDERBIRD
    return OUTLOOK if _is_outlook(found, meanings) else CSV


def _is_thunderbird(names: set[str], fields: Sequence[str]) -> bool:
    has_own_headings = bool(names & _EMAIL_OF_THUNDERBIRD and names & _OF_THUNDERBIRD)
    return has_own_headings or (fields.count("email") > 1 and {"birth.year", "nickname"} <= set(fields))


def _is_outlook(names: set[str], meanings: Sequence[Meaning]) -> bool:
    phones = {one.label for one in meanings if one.field == "phone"}
    has_own_headings = bool(names & _EMAIL_OF_OUTLOOK) and len(names & _OF_OUTLOOK) > 1
    return has_own_headings or len(phones & _PHONES_OF_OUTLOOK) > 2


def non_people_content(names: Sequence[str]) -> str:
    """What a table known to hold no people contains, or ""."""
    found = {normalize_heading(name) for name in names}
    return next((one.holds for one in _LINKEDIN if one.columns <= found), "")
