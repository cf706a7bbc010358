"""Formats and folders that are recognised but not supported, with advice on what to export instead."""

import re
from pathlib import Path
from typing import NamedTuple

from crm.formats.markdown.file_names import MANIFEST

_EXPORT_VCARD = "Export vCard (.vcf) or CSV from that program, and import that."
_SAVE_AS_CSV = "Save the sheet as CSV, and import that."


class UnsupportedFormat(NamedTuple):
    """`is_address_book`: it holds people, so it is always reported; a web page, for example, is not."""

    start: re.Pattern[bytes]
    name: str
    advice: str
    is_address_book: bool = True


def _starts_with(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\A(?:" + pattern + rb")", re.I)


_REFUSED = (
    UnsupportedFormat(
        _starts_with(
            rb"\s*(?:(?:#[^\n]{0,400}|version: {0,9}\d{1,9}[ \t\r]{0,9})\n\s{0,40}){0,40}dn::? *\S[^\n]*\n"
        ),
        "LDIF",
        _EXPORT_VCARD,
    ),
    UnsupportedFormat(
        _starts_with(rb'\s*\[\s*(?:\[\s*)?"vcard"\s*,\s*\['), "jCard (vCard as JSON)", _EXPORT_VCARD
    ),
    UnsupportedFormat(_starts_with(rb'\s*[\[{][^<]{0,400}"@type"\s*:\s*"Card"'), "JSContact", _EXPORT_VCARD),
    UnsupportedFormat(
        _starts_with(rb"\s*(?:<\?xml[^>]*>\s*)?<vcards?[\s>]"), "xCard (vCard as XML)", _EXPORT_VCARD
    ),
    UnsupportedFormat(
        _starts_with(rb"//\s*<!--\s*<mdb:mork"), "an old address book of Thunderbird (Mork)", _EXPORT_VCARD
    ),
    UnsupportedFormat(
        _starts_with(rb"!BDN"), "an Outlook data file", "Export CSV from Outlook, and import that."
    ),
    UnsupportedFormat(_starts_with(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Office file", _SAVE_AS_CSV),
    UnsupportedFormat(_starts_with(rb"SQLite format 3\x00"), "a database", _EXPORT_VCARD, False),
    UnsupportedFormat(_starts_with(rb"\s*(?:<!doctype html|<html)"), "a web page", _EXPORT_VCARD, False),
    UnsupportedFormat(_starts_with(rb"%PDF-"), "a PDF", _EXPORT_VCARD, False),
)


def unsupported_format(start: bytes) -> UnsupportedFormat | None:
    """The unsupported format with these first bytes, in UTF-8 or binary, or None."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    return next((one for one in _REFUSED if one.start.match(start)), None)


def describe_unsupported(name: str, unsupported: UnsupportedFormat) -> str:
    return f"{name} is {unsupported.name}, which is not read here. {unsupported.advice}"


def describe_unreadable_folder(folder: Path) -> str:
    """Why a folder cannot be read, as a sentence."""
    name = folder.name
    if (folder / MANIFEST).is_file():
        return (
            f"The folder {name} is Markdown that Goodturn wrote, to be read elsewhere; it is not read back. "
            "Import the archive (.json) or vCards instead."
        )
    if folder.suffix.lower() == ".abbu":
        return f"{name} is an archive of Apple’s Contacts. Export vCard from there, and import that."
    return f"The folder {name} holds no address book or calendar that can be read here."
