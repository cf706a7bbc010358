"""People of the book written to a file, whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crm.errors import NotUnderstood
from crm.exchange.archive.writer import pieces
from crm.exchange.from_book import contacts, everyone
from crm.exchange.vcard.writer import write
from crm.exchange.whole_file import write_all, write_to
from crm.storage.reading import Reader
from crm.version import VERSION

CALENDAR = "ics"  # what is due: written by crm.exchange.calendar.feed
ARCHIVE, TABLE, FOLDER = "json", "csv", "markdown"
VCARDS = {"vcard3": "3.0", "vcard4": "4.0", "vcard2.1": "2.1"}
FORMATS = (*VCARDS, TABLE, ARCHIVE, CALENDAR, FOLDER)
_ENDINGS = {
    ".vcf": "vcard3", ".vcard": "vcard3", ".csv": TABLE, ".json": ARCHIVE, ".ics": CALENDAR, ".md": FOLDER,
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
) -> Exported:
    """Everyone, or these. The format is told by the file's ending where none is named; a stream gets vCard 3.0.

    Raises NotUnderstood for an unknown format, FileNotWritten with the file that was there untouched.
    """
    chosen = format_name or format_of(target)
    ids = list(everyone(read) if person_ids is None else person_ids)
    if chosen == ARCHIVE:
        content: Iterable[bytes] = pieces(read, VERSION, person_ids)
    elif chosen in VCARDS:
        content = _cards(read, ids, VCARDS[chosen])
    else:
        raise NotUnderstood(f"There is no format {chosen} to export to. There are {', '.join(FORMATS)}.")
    if isinstance(target, Path):
        write_to(target, content)
        return Exported(str(target), chosen, len(ids))
    write_all(target, content)
    return Exported("-", chosen, len(ids))


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
