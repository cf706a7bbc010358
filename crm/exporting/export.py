"""Exports people to a file atomically; the file is read back before it is put in place."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from crm.contacts.from_book import all_person_ids, contacts, photo
from crm.errors import NotUnderstood
from crm.exporting import due_entries
from crm.formats.archive.writer import pieces
from crm.formats.atomic_file import Content, Sink, Verify, write_verified, write_verified_to_stream
from crm.formats.calendar import writer
from crm.formats.calendar.entry import Entry
from crm.formats.csv.writer import rows
from crm.formats.export_progress import WRITING, ExportProgress, OnProgress, ignore_progress
from crm.formats.markdown.folder import write_folder
from crm.formats.vcard.writer import write
from crm.storage.reading import Reader
from crm.version import VERSION

CALENDAR = "ics"  # due items: `export_due`
ARCHIVE, TABLE, FOLDER = "json", "csv", "markdown"
VCARDS = {"vcard3": "3.0", "vcard4": "4.0", "vcard2.1": "2.1"}
FORMATS = (*VCARDS, TABLE, ARCHIVE, CALENDAR, FOLDER)
_ENDINGS = {
    ".vcf": "vcard3", ".vcard": "vcard3", ".csv": TABLE, ".json": ARCHIVE, ".ics": CALENDAR,
}  # fmt: skip
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ExportResult:
    """`remarks` are sentences about what other programs may not read, or about damage in the book.

    `note` says so if only a sample of very many cards was checked with the second reader.
    """

    file: str
    format: str
    people: int
    remarks: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class _Export:
    """A running export: the content it writes, and how it is verified."""

    read: Reader
    format: str
    ids: Sequence[int]
    person_ids: Sequence[int] | None  # None for everyone
    on_progress: OnProgress
    lossless: bool = False
    remarks: tuple[str, ...] = ()
    note: str = ""

    def content(self) -> Iterator[bytes]:
        for number, piece in enumerate(self._pieces(), 1):
            self.on_progress(ExportProgress(WRITING, number, len(self.ids)))
            yield piece

    def _pieces(self) -> Iterator[bytes]:
        if self.format == ARCHIVE:
            return pieces(self.read, VERSION, self.person_ids)
        if self.format == TABLE:
            return rows(self.read, self.ids, self.lossless)
        if self.format in VCARDS:
            return _cards(self.read, self.ids, VCARDS[self.format])
        raise NotUnderstood(f"There is no format {self.format} to export to. There are {', '.join(FORMATS)}.")

    def verify(self, file: Path, digest: bytes) -> None:
        """Raises NotAsWritten. The read-back modules are imported here, as nothing else needs all of them."""
        if self.format == ARCHIVE:
            from crm.exporting.read_back import archive  # as above

            self.remarks = archive.read_back(file, self.read, self.person_ids, self.on_progress)
        elif self.format == TABLE:
            from crm.exporting.read_back import csv  # as above

            csv.read_back(file, self.read, self.ids, self.on_progress)
        elif self.ids:
            self._verify_cards(file, digest)

    def _verify_cards(self, file: Path, digest: bytes) -> None:
        from crm.exporting.read_back import vcard  # loads vobject, needed for vCards only

        vcard.read_back(file, self.read, self.ids, self.on_progress)
        seen = vcard.check_with_vobject(
            file, self.read, self.ids, VCARDS[self.format], digest, self.on_progress
        )
        self.remarks = seen.remarks
        if seen.checked < seen.cards:
            self.note = (
                f"{seen.checked:,} of its {seen.cards:,} cards, drawn at random by the file's own digest, "
                "were read by vobject, too."
            )


def export(
    read: Reader,
    target: Path | Sink,
    person_ids: Sequence[int] | None = None,
    format_name: str | None = None,
    lossless: bool = False,
    on_progress: OnProgress = ignore_progress,
    temporary_folder: Path | None = None,
) -> ExportResult:
    """Export everyone or the given people. The format is that of the file's suffix unless named; a stream gets vCard 3.0.

    `lossless` applies to tables, whose cells are otherwise made safe for spreadsheets. `on_progress` is called often; an exception
    it raises cancels the export with nothing written. Content for a stream or device is verified in `temporary_folder` first,
    preferably the book's folder. Raises NotUnderstood for an unknown format, and FileNotWritten with the old file untouched, also
    if the content cannot be read back.
    """
    chosen = format_name or format_of(target)
    with read.one_moment():
        ids = list(all_person_ids(read) if person_ids is None else person_ids)
        export_run = _Export(read, chosen, ids, person_ids, on_progress, lossless)
        if chosen == FOLDER:
            if not isinstance(target, Path):
                raise NotUnderstood(
                    "Markdown is a folder with a file a person; nothing was written. Name a folder."
                )
            write_folder(read, ids, target, on_progress)
        else:
            _write(target, export_run.content, export_run.verify, temporary_folder)
    return ExportResult(_name(target), chosen, len(ids), export_run.remarks, export_run.note)


def export_due(
    read: Reader,
    target: Path | Sink,
    person_ids: Sequence[int] | None,
    today: date,
    now: datetime,
    temporary_folder: Path | None = None,
) -> ExportResult:
    """Export due items of everyone or of the given people as a calendar. `people` is the number of people concerned."""
    found = list(due_entries.entries(read, today, person_ids))
    _write(
        target,
        lambda: [writer.write(found, now)],
        lambda file, _digest: _verify_calendar(file, found),
        temporary_folder,
    )
    about = frozenset[int]().union(*(one.people for one in found))
    return ExportResult(_name(target), CALENDAR, len(about))


def _verify_calendar(file: Path, found: Sequence[Entry]) -> None:
    from crm.exporting.read_back.calendar import read_back  # as in _Export.verify

    read_back(file, found)


def _write(target: Path | Sink, content: Content, verify: Verify, temporary_folder: Path | None) -> None:
    # If the disk of the book is full or read-only, the system's temporary folder may still work.
    folders = [*([temporary_folder] if temporary_folder else []), Path(tempfile.gettempdir())]
    if isinstance(target, Path):
        write_verified(target, content, verify, folders)
    else:
        write_verified_to_stream(target, "The export", content, verify, folders)


def _name(target: Path | Sink) -> str:
    return str(target) if isinstance(target, Path) else "-"


def format_of(target: Path | Sink) -> str:
    """The format by the name's suffix. Raises NotUnderstood if it is unknown."""
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
    """The vCards of people; photos are loaded one at a time, as they are large."""
    for start in range(0, len(ids), _BATCH):
        for person, contact in contacts(read, ids[start : start + _BATCH]).items():
            if contact.photo:
                contact.photo = photo(read, person)
            yield write(contact, version).encode("utf-8", "replace")
