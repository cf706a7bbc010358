"""What an import could not read or was told to leave out, kept as plain text beside the book: nothing vanishes unsaid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm.formats.atomic_file import write_whole

if TYPE_CHECKING:  # History reads reports, and needs nothing of how files are read
    from crm.contacts.contact import Remark
    from crm.importing.choice import Choice, Choices
    from crm.importing.found_cards import FilePreview, Preview

FOLDER = "import reports"
_STAMP = "%Y-%m-%d %H.%M.%S"
_LONGEST_NAME = 60
_COUNTS = (
    ("new", "new"),
    ("updated", "add something"),
    ("same", "the same as before"),
    ("possible", "possibly someone in the book"),
    ("group", "groups"),
    ("skipped", "not read"),
)


@dataclass(frozen=True, slots=True)
class KeptReport:
    at: datetime
    name: str  # of the file that was imported
    path: Path


def keep(folder: Path, at: datetime, found: "Preview", choices: "Choices", said: str) -> Path:
    """Written into the book's folder. `said` is what was done, as History says it."""
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    names = [file.name for file in found.files]
    name = names[0] if len(names) == 1 else f"{len(names)} files"
    path = _free(place / f"{at.strftime(_STAMP)} {_plain(name)}.txt")
    write_whole(path, [as_text(found, choices, said).encode("utf-8", "replace")])
    return path


def kept(folder: Path) -> list[KeptReport]:
    """Newest first."""
    reports = []
    for path in sorted((folder / FOLDER).glob("*.txt"), reverse=True):
        date, _, rest = path.stem.partition(" ")
        time, _, name = rest.partition(" ")
        try:
            reports.append(KeptReport(datetime.strptime(f"{date} {time}", _STAMP), name, path))
        except ValueError:
            continue  # somebody else's file
    return reports


def report_of(folder: Path, at: datetime) -> KeptReport | None:
    """Of the import whose step was made at that moment; in the machine's zone."""
    stamp = at.strftime(_STAMP)
    return next((one for one in kept(folder) if one.at.strftime(_STAMP) == stamp), None)


def as_text(found: "Preview", choices: "Choices", said: str) -> str:
    """Counts, what was left out by choice, and every remark with its lines, file by file."""
    return "\n".join(_lines(found, choices, said)) + "\n"


def _lines(found: "Preview", choices: "Choices", said: str) -> Iterator[str]:
    if said:
        yield said
    for place, file in enumerate(found.files):
        yield ""
        yield f"{file.name}: {file.cards:,} read"
        yield from (f"  {file.count(status):,} {words}" for status, words in _COUNTS if file.count(status))
        out = [card for card in file.found if _is_left_out(choices.get((place, card.number)))]
        if out:
            yield f"  {len(out):,} of them left out by choice:"
            yield from (f"    line {card.line:,}: {' '.join(card.name.split())}" for card in out)
        yield from _remarks(file)


def _is_left_out(choice: "Choice | None") -> bool:
    return choice is not None and choice.left_out


def _remarks(file: "FilePreview") -> Iterator[str]:
    if file.remarks:
        yield ""
        yield "Remarks"
    for remark in file.remarks:
        yield ""
        yield _said(remark)
        yield from (f"    {line}" for line in remark.lines.splitlines())


def _said(remark: "Remark") -> str:
    where = f"Line {remark.line:,}: " if remark.line else ""
    whose = f" ({remark.name})" if remark.name else ""
    return f"{where}{remark.reason}{whose}"


def _free(path: Path) -> Path:
    """Two imports of one second are two reports."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} {number}")
    return free


def _plain(name: str) -> str:
    """A name for a file, of letters that every system takes."""
    return re.sub(r"[^\w .()+-]", "_", name)[:_LONGEST_NAME].strip(". ") or "file"
