"""People of the book written to a file, whole or not at all."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crm.errors import FileNotWritten, NotUnderstood
from crm.exchange.from_book import contacts, everyone
from crm.exchange.vcard.writer import write
from crm.storage.reading import Reader

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
        raise NotUnderstood(f"There is no format {chosen} to export to. There are {', '.join(FORMATS)}.")
    ids = list(everyone(read) if person_ids is None else person_ids)
    cards = _cards(read, ids, FORMATS[chosen])
    if isinstance(target, Path):
        people = _write_device(target, cards) if is_device(target) else _write_file(target, cards)
        return Exported(str(target), chosen, people)
    return Exported("-", chosen, _write_all(target, cards))


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


def _write_all(stream: BinaryIO, cards: Iterator[bytes]) -> int:
    number = 0
    for card in cards:
        stream.write(card)
        number += 1
    return number


def is_device(path: Path) -> bool:
    """A pipe, /dev/stdout or the like is written into: a file in its place would break it for everyone."""
    with suppress(OSError):
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def _write_device(path: Path, cards: Iterator[bytes]) -> int:
    try:
        with path.open("wb") as stream:
            return _write_all(stream, cards)
    except OSError as wrong:
        raise _not_written(path, wrong) from None


def _not_written(path: Path, wrong: OSError) -> FileNotWritten:
    why = wrong.strerror or "the disk refused"
    return FileNotWritten(f"{path.name} could not be written ({why}); nothing was changed.")


def _write_file(path: Path, cards: Iterator[bytes]) -> int:
    """Readable for its owner only; the old file stays until the new one is safe on the disk."""
    path = Path(os.path.realpath(path))  # a link stays one, and what it points to is written
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            people = _write_all(stream, cards)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        temporary = None
        _settle(path.parent)
    except OSError as wrong:
        raise _not_written(path, wrong) from None
    finally:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
    return people


def _settle(folder: Path) -> None:
    """So that the new name survives a power cut; not every system opens folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
