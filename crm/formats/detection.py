"""What a file among others is, in a folder or a zip: told by a look at its beginning, whatever it is called."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.formats.csv.table_kinds import CSV, LINKEDIN
from crm.formats.first_bytes import as_utf8, is_binary, kind_of_start
from crm.formats.unsupported import refused, sentence

LOOKED_AT = 64 << 10  # bytes
_TABLES = (".csv", ".tsv", ".tab")
_TEXTS = (".txt", ".text", ".asc", "")  # a table only where it is evident
_CARDS = (".vcf", ".vcard", ".ics", ".ical")
_MEDIA = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".svg", ".mp3", ".m4a", ".wav", ".ogg", ".flac",
    ".mp4", ".mov", ".avi", ".mkv", ".webm", ".pdf", ".docx", ".pptx", ".odt", ".exe", ".dll", ".so", ".ttf", ".otf", ".css", ".js",
}  # fmt: skip
"""Not looked into: nobody keeps an address book under such a name."""
_NESTED = re.compile(r"\.(?:zip|7z|rar|gz|tgz|bz2|xz|tar)")
_SHEETS = re.compile(r"\.(?:xlsx|xlsm|xls|ods|numbers)")
_MOST_NAMED = 3


class Sighted(NamedTuple):
    """`name` is the path of the file in what holds it. `kind` is one of formats.READERS, or nothing; `reason` says, as a
    sentence, why a file that looks like an address book is none that can be read, `is_called_one` that it must be said
    also in a folder of everything. `is_evident`: of a table, that it has people and how to reach them."""

    name: str
    kind: str = ""
    reason: str = ""
    is_called_one: bool = False
    is_evident: bool = True

    @property
    def is_table(self) -> bool:
        return ending_of(self.name) in (*_TABLES, *_TEXTS) and self.kind not in (
            "vcard",
            "ics",
            "json",
            "zip",
        )


class SortedOut(NamedTuple):
    """Those to read, in order; those that cannot be read; and a sentence about tables that hold no people, or nothing."""

    wanted: list[Sighted]
    unread: list[Sighted]
    left: str


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def is_looked_into(name: str) -> bool:
    return ending_of(name) not in _MEDIA


def is_called_one(name: str) -> bool:
    """Whether something must be said of it, whatever it holds."""
    return ending_of(name) in (*_TABLES, *_CARDS)


def sighted(name: str, start: bytes, beginning: Path) -> Sighted:
    """`beginning` is a file that holds the same first bytes, at least."""
    start = as_utf8(start)
    ending, is_called = ending_of(name), is_called_one(name)
    if kind := kind_of_start(start):
        is_packed = kind == "zip" and not (is_called or ending in (".zip", "") or _SHEETS.fullmatch(ending))
        return Sighted(name, "" if is_packed else kind)  # many a program packs its own files
    if other := refused(start):
        is_said = other.is_address_book or is_called
        return Sighted(name, reason=sentence(name, other) if is_said else "", is_called_one=is_said)
    if ending not in (*_TABLES, *_TEXTS) or not start.strip() or is_binary(start):
        return Sighted(
            name,
            reason=f"{name} holds no vCard, event or table." if is_called else "",
            is_called_one=is_called,
        )
    return _table(name, start, beginning)


def _table(name: str, start: bytes, beginning: Path) -> Sighted:
    from crm.formats.csv.encoding import encoding_of_start  # most files are vCards, which do without
    from crm.formats.csv.layout import layout_of  # for the same reason

    try:
        layout = layout_of(beginning, encoding_of_start(start), name)
    except FileNotRead as wrong:
        return Sighted(name, reason=str(wrong), is_called_one=is_called_one(name))
    is_evident = layout.shape != CSV or layout.is_of_people
    if not is_evident and not is_called_one(name):
        return Sighted(name, reason=f"{name} holds no table of people that this program knows.")
    return Sighted(name, layout.shape, is_called_one=True, is_evident=is_evident)


def sort_out(files: Sequence[Sighted]) -> SortedOut:
    """Calendars come last, as who is at an event may stand in a list beside it. Beside a list of LinkedIn's connections
    lie its many tables that hold no people."""
    lists = [one for one in files if one.kind == LINKEDIN]
    of_linkedin = [one for one in files if lists and one.is_table and _lies_beside(one, lists)]
    wanted = [one for one in files if one.kind and one not in of_linkedin]
    wanted.sort(key=lambda one: one.kind == "ics")
    unread = [one for one in files if one.reason and one not in of_linkedin]
    left = _left([one.name for one in of_linkedin], lists[0].name) if of_linkedin else ""
    return SortedOut(wanted, unread, left)


def _lies_beside(one: Sighted, lists: Sequence[Sighted]) -> bool:
    if one.kind and (one.kind != CSV or one.is_evident):
        return False
    place = PurePosixPath(one.name)
    return any(PurePosixPath(known.name).parent in place.parents for known in lists)


def _left(names: Sequence[str], known: str) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    others = f" and {more:,} more tables" if more > 1 else " and 1 more table" if more > 0 else ""
    verb = "holds no people and was left out" if len(names) == 1 else "hold no people and were left out"
    return f"{shown}{others} {verb}; of LinkedIn’s tables {known} is the list of people"


def left_aside(one: Sighted) -> str:
    """What holds people and is not read in a zip."""
    if _SHEETS.fullmatch(ending_of(one.name)):
        return f"{one.name} is a workbook and was left out: save its sheet as CSV, and import that"
    if _NESTED.fullmatch(ending_of(one.name)):
        return f"{one.name} is an archive inside the zip and was left out"
    if one.kind == "json":
        return f"{one.name} is an archive of a whole book and was left out: import it by itself"
    return ""


def hint(names: Sequence[str]) -> str:
    """What to do with a zip that holds no address book."""
    if any(name.startswith(("xl/", "Index/Document")) or name == "content.xml" for name in names):
        return " It is a workbook: save its sheet as CSV, and import that."
    if any(_NESTED.fullmatch(ending_of(name)) for name in names):
        return " There are archives in it: unpack it, and import those one by one."
    return ""
