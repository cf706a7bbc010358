"""People of the book written to a file, whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from crm.errors import NotUnderstood
from crm.exchange.archive.writer import pieces
from crm.exchange.calendar import due, writer
from crm.exchange.from_book import contacts, everyone
from crm.exchange.markdown.folder import write_folder
from crm.exchange.tables.writer import rows
from crm.exchange.vcard.writer import write
from crm.exchange.whole_file import write_all, write_to
from crm.storage.reading import Reader
from crm.version import VERSION

CALENDAR = "ics"  # what is due: `export_due`
ARCHIVE, TABLE, FOLDER = "json", "csv", "markdown"
VCARDS = {"vcard3": "3.0", "vcard4": "4.0", "vcard2.1": "2.1"}
FORMATS = (*VCARDS, TABLE, ARCHIVE, CALENDAR, FOLDER)
_ENDINGS = {
    ".vcf": "vcard3", ".vcard": "vcard3", ".csv": TABLE, ".json": ARCHIVE, ".ics": CALENDAR,
}  # fmt: skip
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Exported:
    file: str
    format: str
    people: int


def export(
    read: Reader,
    target: Path | BinaryIO,
    person_ids: Sequence[int] | None = None,
    format_name: str | None = None,
    lossless: bool = False,
    told: Callable[[], None] = lambda: None,
) -> Exported:
    """Everyone, or these. The format is told by the file's ending where none is named; a stream gets vCard 3.0.

    `lossless` is about tables, which are safe for spreadsheets else. `told` hears often that it goes on; what it raises
    ends it with nothing written. Raises NotUnderstood for an unknown format, FileNotWritten with the file that was there
    untouched.
    """
    chosen = format_name or format_of(target)
    ids = list(everyone(read) if person_ids is None else person_ids)
    if chosen == FOLDER:
        if not isinstance(target, Path):
            raise NotUnderstood(
                "Markdown is a folder with a file a person; nothing was written. Name a folder."
            )
        write_folder(read, ids, target, told)
    else:
        content = _telling(_content(read, chosen, ids, person_ids, lossless), told)
        if isinstance(target, Path):
            write_to(target, content)
        else:
            write_all(target, content)
    return Exported(str(target) if isinstance(target, Path) else "-", chosen, len(ids))


def export_due(
    read: Reader,
    target: Path | BinaryIO,
    person_ids: Sequence[int] | None,
    today: date,
    now: datetime,
) -> Exported:
    """What is due, with everyone or with these, as a calendar. `people` counts whom it is about."""
    found = due.entries(read, today, person_ids)
    calendar = [writer.write(found, now)]
    if isinstance(target, Path):
        write_to(target, calendar)
    else:
        write_all(target, calendar)
    about = frozenset[int]().union(*(one.people for one in found))
    return Exported(str(target) if isinstance(target, Path) else "-", CALENDAR, len(about))


def _content(
    read: Reader, chosen: str, ids: Sequence[int], person_ids: Sequence[int] | None, lossless: bool
) -> Iterator[bytes]:
    if chosen == ARCHIVE:
        return pieces(read, VERSION, person_ids)
    if chosen == TABLE:
        return rows(read, ids, lossless)
    if chosen in VCARDS:
        return _cards(read, ids, VCARDS[chosen])
    raise NotUnderstood(f"There is no format {chosen} to export to. There are {', '.join(FORMATS)}.")


def _telling(content: Iterator[bytes], told: Callable[[], None]) -> Iterator[bytes]:
    for piece in content:
        told()
        yield piece


def format_of(target: Path | BinaryIO) -> str:
    """By the name's ending. Raises NotUnderstood where it says nothing."""
    if not isinstance(target, Path):
        return "vcard3"
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise NotUnderstood(
            f"{target.name} does not say its format. Name it .vcf, .csv, .json or .ics, or say --format "
            f"with one of {', '.join(FORMATS)}."
        )
    return _ENDINGS[ending]


def _cards(read: Reader, ids: Sequence[int], version: str) -> Iterator[bytes]:
    for start in range(0, len(ids), _BATCH):
        for contact in contacts(read, ids[start : start + _BATCH], photos=True).values():
            yield write(contact, version).encode("utf-8", "replace")
