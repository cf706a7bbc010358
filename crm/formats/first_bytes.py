"""What the first bytes of a file tell of its kind."""

import re

from crm.formats.archive.layout import is_archive
from crm.formats.csv.own_table_mark import begins_ours
from crm.formats.csv.table_kinds import OURS
from crm.formats.vcard.blocks import wide_codec

_CALENDAR = re.compile(rb"(?:^|[\r\n])[^A-Za-z0-9:;\r\n]{0,8}BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT)", re.I)
_VCARD = re.compile(rb"(?:^|[\r\n])[^A-Za-z0-9:;\r\n]{0,8}BEGIN[ \t]*:[ \t]*VCARD", re.I)
ZIP = "zip"
_ZIPPED = b"PK\x03\x04"
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})


def as_utf8(start: bytes) -> bytes:
    """The first bytes of a file, whichever Unicode it is written in; of a zip as they are."""
    codec = None if start.startswith(_ZIPPED) else wide_codec(start)
    return start.decode(codec, "replace").encode("utf-8", "replace") if codec else start


def kind_of_start(start: bytes) -> str:
    """What the first bytes alone tell, however the file is called; nothing for tables, which take a closer look."""
    if start.startswith(_ZIPPED):
        return ZIP
    if is_archive(start):
        return "json"
    if begins_ours(start):
        return OURS
    if _VCARD.search(start):
        return "vcard"
    return "ics" if _CALENDAR.search(start) else ""


def is_binary(start: bytes) -> bool:
    """Pictures, office files and the like: a tenth of control characters and more."""
    sample = start[:4096]
    return len(sample.translate(None, _CONTROL)) < len(sample) * 0.9
