"""Formats and folders that are known and not read: told by their first bytes, and what to export instead."""

import re
from pathlib import Path
from typing import NamedTuple

from crm.formats.markdown.file_names import OURS

_VCARD = "Export vCard (.vcf) or CSV from that program, and import that."
_SHEET = "Save the sheet as CSV, and import that."


class Refused(NamedTuple):
    """`is_address_book`: people stand in it, so that it is named wherever it is found; a web page is not."""

    start: re.Pattern[bytes]
    called: str
    instead: str
    is_address_book: bool = True


def _like(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\A(?:" + pattern + rb")", re.I)


_REFUSED = (
    Refused(
        _like(
            rb"\s*(?:(?:#[^\n]{0,400}|version: {0,9}\d{1,9}[ \t\r]{0,9})\n\s{0,40}){0,40}dn::? *\S[^\n]*\n"
        ),
        "LDIF",
        _VCARD,
    ),
    Refused(_like(rb'\s*\[\s*(?:\[\s*)?"vcard"\s*,\s*\['), "jCard (vCard as JSON)", _VCARD),
    Refused(_like(rb'\s*[\[{][^<]{0,400}"@type"\s*:\s*"Card"'), "JSContact", _VCARD),
    Refused(_like(rb"\s*(?:<\?xml[^>]*>\s*)?<vcards?[\s>]"), "xCard (vCard as XML)", _VCARD),
    Refused(_like(rb"//\s*<!--\s*<mdb:mork"), "an old address book of Thunderbird (Mork)", _VCARD),
    Refused(_like(rb"!BDN"), "an Outlook data file", "Export CSV from Outlook, and import that."),
    Refused(_like(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Office file", _SHEET),
    Refused(_like(rb"SQLite format 3\x00"), "a database", _VCARD, False),
    Refused(_like(rb"\s*(?:<!doctype html|<html)"), "a web page", _VCARD, False),
    Refused(_like(rb"%PDF-"), "a PDF", _VCARD, False),
)


def refused(start: bytes) -> Refused | None:
    """`start` are the first bytes, in UTF-8 or none of a text."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    return next((one for one in _REFUSED if one.start.match(start)), None)


def sentence(name: str, one: Refused) -> str:
    return f"{name} is {one.called}, which is not read here. {one.instead}"


def nothing_in(folder: Path) -> str:
    """Why a folder cannot be read, as a sentence."""
    name = folder.name
    if (folder / OURS).is_file():
        return (
            f"The folder {name} is Markdown that Goodturn wrote, to be read elsewhere; it is not read back. "
            "Import the archive (.json) or vCards instead."
        )
    if folder.suffix.lower() == ".abbu":
        return f"{name} is an archive of Apple’s Contacts. Export vCard from there, and import that."
    return f"The folder {name} holds no address book or calendar that can be read here."
