"""People of the book written to a file, whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crm.errors import NotUnderstood
from crm.exchange.from_book import contacts, everyone
from crm.exchange.vcard.writer import write
from crm.exchange.whole_file import write_all, write_to
from crm.storage.reading import Reader

CALENDAR = "ics"  # what is due: written by crm.exchange.calendar.feed
FORMATS = {"vcard3": "3.0", "vcard4": "4.0", "vcard2.1": "2.1"}
_ENDINGS = {".vcf": "vcard3", ".vcard": "vcard3"}
_LATER = (".csv", ".json", ".ics", ".md", ".zip")
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
    chosen = format_name or _format_of(target)
    if chosen not in FORMATS:
        known = ", ".join([*FORMATS, CALENDAR])
        raise NotUnderstood(f"There is no format {chosen} to export to. There are {known}.")
    ids = list(everyone(read) if person_ids is None else person_ids)
    cards = _cards(read, ids, FORMATS[chosen])
    if isinstance(target, Path):
        return Exported(str(target), chosen, write_to(target, cards))
    return Exported("-", chosen, write_all(target, cards))


def _format_of(target: Path | BinaryIO) -> str:
    if not isinstance(target, Path):
        return "vcard3"
    ending = target.suffix.lower()
    if ending in _LATER:
        raise NotUnderstood(
            f"{target.name}: this Goodturn writes vCards only; nothing was written. Name it .vcf."
        )
    if ending not in _ENDINGS:
        raise NotUnderstood(f"{target.name} does not say its format. Name it .vcf, or say --format vcard3.")
    return _ENDINGS[ending]


def _cards(read: Reader, ids: Sequence[int], version: str) -> Iterator[bytes]:
    for start in range(0, len(ids), _BATCH):
        for contact in contacts(read, ids[start : start + _BATCH], photos=True).values():
            yield write(contact, version).encode("utf-8", "replace")
