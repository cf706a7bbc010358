"""Plain-text reports beside the book of what an import could not read or left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm.formats.atomic_file import write_whole

if TYPE_CHECKING:  # History reads reports without loading the importers
    from crm.contacts.contact import Remark
    from crm.importing.choice import Choice, Choices
    from crm.importing.found_cards import FilePreview, Preview

FOLDER = "import reports"
_STAMP = "%Y-%m-%d %H.%M.%S"
_MAX_NAME = 60
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
    name: str  # name of the imported file
    path: Path


def keep(folder: Path, at: datetime, found: "Preview", choices: "Choices", label: str) -> Path:
    """Write a report into the book's folder. `label` is the label of the import in History."""
    folder_path = folder / FOLDER
    folder_path.mkdir(mode=0o700, exist_ok=True)
    names = [file.name for file in found.files]
    name = names[0] if len(names) == 1 else f"{len(names)} files"
    path = _free(folder_path / f"{at.strftime(_STAMP)} {_plain(name)}.txt")
    write_whole(path, [as_text(found, choices, label).encode("utf-8", "replace")])
    return path


def reports_in(folder: Path) -> list[KeptReport]:
    """The reports, newest first."""
    reports = []
    for path in sorted((folder / FOLDER).glob("*.txt"), reverse=True):
        date, _, rest = path.stem.partition(" ")
        time, _, name = rest.partition(" ")
        try:
            reports.append(KeptReport(datetime.strptime(f"{date} {time}", _STAMP), name, path))
        except ValueError:
            continue  # not a report
    return reports


def report_of(folder: Path, at: datetime) -> KeptReport | None:
    """The report of the import at that time, in local time."""
    stamp = at.strftime(_STAMP)
    return next((one for one in reports_in(folder) if one.at.strftime(_STAMP) == stamp), None)


def as_text(found: "Preview", choices: "Choices", label: str) -> str:
    """Counts, cards left out by choice, and every remark with its lines, by file."""
    return "\n".join(_lines(found, choices, label)) + "\n"


def _lines(found: "Preview", choices: "Choices", label: str) -> Iterator[str]:
    if label:
        yield label
    for index, file in enumerate(found.files):
        yield ""
        yield f"{file.name}: {file.cards:,} read"
        yield from (f"  {file.count(status):,} {words}" for status, words in _COUNTS if file.count(status))
        left_out_cards = [card for card in file.found if _is_left_out(choices.get((index, card.number)))]
        if left_out_cards:
            yield f"  {len(left_out_cards):,} of them left out by choice:"
            yield from (f"    line {card.line:,}: {' '.join(card.name.split())}" for card in left_out_cards)
        yield from _remarks(file)


def _is_left_out(choice: "Choice | None") -> bool:
    return choice is not None and choice.left_out


def _remarks(file: "FilePreview") -> Iterator[str]:
    if file.remarks:
        yield ""
        yield "Remarks"
    for remark in file.remarks:
        yield ""
        yield _format_remark(remark)
        yield from (f"    {line}" for line in remark.lines.splitlines())


def _format_remark(remark: "Remark") -> str:
    where = f"Line {remark.line:,}: " if remark.line else ""
    whose = f" ({remark.name})" if remark.name else ""
    return f"{where}{remark.reason}{whose}"


def _free(path: Path) -> Path:
    """Add a number if there is a report of the same second."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} {number}")
    return free


def _plain(name: str) -> str:
    """A file name with characters that every system accepts."""
    return re.sub(r"[^\w .()+-]", "_", name)[:_MAX_NAME].strip(". ") or "file"
