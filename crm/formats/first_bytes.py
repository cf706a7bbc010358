"""Detection of file kinds from the first bytes."""

import re

from crm.formats.archive.layout import is_archive
from crm.formats.csv.own_table_mark import starts_own_table
from crm.formats.csv.table_kinds import OWN_TABLE
from crm.formats.vcard.blocks import wide_codec

_CALENDAR = re.compile(rb"(?:^|[\r\n])[^A-Za-z0-9:;\r\n]{0,8}BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT)", re.I)
_VCARD = re.compile(rb"(?:^|[\r\n])[^A-Za-z0-9:;\r\n]{0,8}BEGIN[ \t]*:[ \t]*VCARD", re.I)
ZIP = "zip"
_ZIPPED = b"PK\x03\x04"
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})


def as_utf8(start: bytes) -> bytes:
    """The first bytes of a text file converted to UTF-8 from any Unicode encoding; those of a zip unchanged."""
    codec = None if start.startswith(_ZIPPED) else wide_codec(start)
    return start.decode(codec, "replace").encode("utf-8", "replace") if codec else start


def kind_of_start(start: bytes) -> str:
    """The kind that the first bytes identify, or "" for tables, which need a closer look."""
    if start.startswith(_ZIPPED):
        return ZIP
    if is_archive(start):
        return "json"
    if starts_own_table(start):
        return OWN_TABLE
    if _VCARD.search(start):
        return "vcard"
    return "ics" if _CALENDAR.search(start) else ""


def is_binary(start: bytes) -> bool:
    """Whether the content is binary: a tenth of control characters or more."""
    sample = start[:4096]
    return len(sample.translate(None, _CONTROL)) < len(sample) * 0.9
