"""Detects the kind of a file in a folder or zip from its first bytes, whatever its name."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.formats.csv.table_kinds import CSV, LINKEDIN
from crm.formats.first_bytes import as_utf8, is_binary, kind_of_start
from crm.formats.unsupported import describe_unsupported, unsupported_format

EXAMINED_BYTES = 64 << 10  # bytes
_TABLES = (".csv", ".tsv", ".tab")
_TEXTS = (".txt", ".text", ".asc", "")  # a table only if it clearly is one
_CARDS = (".vcf", ".vcard", ".ics", ".ical")
_MEDIA = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".svg", ".mp3", ".m4a", ".wav", ".ogg", ".flac",
    ".mp4", ".mov", ".avi", ".mkv", ".webm", ".pdf", ".docx", ".pptx", ".odt", ".exe", ".dll", ".so", ".ttf", ".otf", ".css", ".js",
}  # fmt: skip
"""Never examined: address books do not have such names."""
_NESTED = re.compile(r"\.(?:zip|7z|rar|gz|tgz|bz2|xz|tar)")
_SHEETS = re.compile(r"\.(?:xlsx|xlsm|xls|ods|numbers)")
_MAX_NAMED = 3


class DetectedFile(NamedTuple):
    """`name` is the path within its folder or zip. `kind` is a key of readers.READERS, or "". `reason` is a sentence that says why
    a file that looks like an address book cannot be read; `has_known_ending`: it must be reported even among other files.
    `is_evident`: for tables, whether they clearly hold people and their contact details.
    """

    name: str
    kind: str = ""
    reason: str = ""
    has_known_ending: bool = False
    is_evident: bool = True

    @property
    def is_table(self) -> bool:
        return ending_of(self.name) in (*_TABLES, *_TEXTS) and self.kind not in (
            "vcard",
            "ics",
            "json",
            "zip",
        )


class SortedFiles(NamedTuple):
    """The files to read, in order; the unreadable ones; and a sentence about LinkedIn tables without people, or ""."""

    wanted: list[DetectedFile]
    unread: list[DetectedFile]
    left_out_note: str


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def may_hold_people(name: str) -> bool:
    return ending_of(name) not in _MEDIA


def has_known_ending(name: str) -> bool:
    """Whether the file must be reported whatever it holds."""
    return ending_of(name) in (*_TABLES, *_CARDS)


def detect_file(name: str, start: bytes, beginning: Path) -> DetectedFile:
    """`beginning` is a file with at least the same first bytes."""
    start = as_utf8(start)
    ending, has_ending = ending_of(name), has_known_ending(name)
    if kind := kind_of_start(start):
        is_packed = kind == "zip" and not (has_ending or ending in (".zip", "") or _SHEETS.fullmatch(ending))
        return DetectedFile(name, "" if is_packed else kind)  # some program's own packed format
    if other := unsupported_format(start):
        is_reported = other.is_address_book or has_ending
        return DetectedFile(
            name,
            reason=describe_unsupported(name, other) if is_reported else "",
            has_known_ending=is_reported,
        )
    if ending not in (*_TABLES, *_TEXTS) or not start.strip() or is_binary(start):
        return DetectedFile(
            name,
            reason=f"{name} holds no vCard, event or table." if has_ending else "",
            has_known_ending=has_ending,
        )
    return _table(name, start, beginning)


def _table(name: str, start: bytes, beginning: Path) -> DetectedFile:
    from crm.formats.csv.encoding import encoding_of_start  # most files are vCards, which do not need it
    from crm.formats.csv.layout import layout_of  # as above

    try:
        layout = layout_of(beginning, encoding_of_start(start), name)
    except FileNotRead as error:
        return DetectedFile(name, reason=str(error), has_known_ending=has_known_ending(name))
    is_evident = layout.table_kind != CSV or layout.has_people
    if not is_evident and not has_known_ending(name):
        return DetectedFile(name, reason=f"{name} holds no table of people that this program knows.")
    return DetectedFile(name, layout.table_kind, has_known_ending=True, is_evident=is_evident)


def sort_files(files: Sequence[DetectedFile]) -> SortedFiles:
    """Calendars come last, because their guests may be in an address book beside them. LinkedIn's other tables, which hold no
    people, are left out beside its list of connections.
    """
    lists = [one for one in files if one.kind == LINKEDIN]
    linkedin_tables = [one for one in files if lists and one.is_table and _lies_beside(one, lists)]
    wanted = [one for one in files if one.kind and one not in linkedin_tables]
    wanted.sort(key=lambda one: one.kind == "ics")
    unread = [one for one in files if one.reason and one not in linkedin_tables]
    left_out_note = (
        _left_out_note([one.name for one in linkedin_tables], lists[0].name) if linkedin_tables else ""
    )
    return SortedFiles(wanted, unread, left_out_note)


def _lies_beside(one: DetectedFile, lists: Sequence[DetectedFile]) -> bool:
    if one.kind and (one.kind != CSV or one.is_evident):
        return False
    place = PurePosixPath(one.name)
    return any(PurePosixPath(known.name).parent in place.parents for known in lists)


def _left_out_note(names: Sequence[str], known: str) -> str:
    shown = ", ".join(names[:_MAX_NAMED])
    more = len(names) - _MAX_NAMED
    others = f" and {more:,} more tables" if more > 1 else " and 1 more table" if more > 0 else ""
    verb = "holds no people and was left out" if len(names) == 1 else "hold no people and were left out"
    return f"{shown}{others} {verb}; of LinkedIn’s tables {known} is the list of people"


def why_left_out(one: DetectedFile) -> str:
    """Why a file with people is left out of a zip, or ""."""
    if _SHEETS.fullmatch(ending_of(one.name)):
        return f"{one.name} is a workbook and was left out: save its sheet as CSV, and import that"
    if _NESTED.fullmatch(ending_of(one.name)):
        return f"{one.name} is an archive inside the zip and was left out"
    if one.kind == "json":
        return f"{one.name} is an archive of a whole book and was left out: import it by itself"
    return ""


def hint(names: Sequence[str]) -> str:
    """Advice for a zip without an address book."""
    if any(name.startswith(("xl/", "Index/Document")) or name == "content.xml" for name in names):
        return " It is a workbook: save its sheet as CSV, and import that."
    if any(_NESTED.fullmatch(ending_of(name)) for name in names):
        return " There are archives in it: unpack it, and import those one by one."
    return ""
