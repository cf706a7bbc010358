"""People of the book written to a file, whole or not at all, and read back before the file is put in its place."""

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
    """`remarks` name what other programs may not read, or what is damaged in the book, a sentence each.

    `note` says where only a share of very many cards was shown to the second reader.
    """

    file: str
    format: str
    people: int
    remarks: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class _Export:
    """One export under way: what it writes, and how it is read back."""

    read: Reader
    format: str
    ids: Sequence[int]
    person_ids: Sequence[int] | None  # None for everyone
    told: OnProgress
    lossless: bool = False
    remarks: tuple[str, ...] = ()
    note: str = ""

    def content(self) -> Iterator[bytes]:
        for number, piece in enumerate(self._pieces(), 1):
            self.told(ExportProgress(WRITING, number, len(self.ids)))
            yield piece

    def _pieces(self) -> Iterator[bytes]:
        if self.format == ARCHIVE:
            return pieces(self.read, VERSION, self.person_ids)
        if self.format == TABLE:
            return rows(self.read, self.ids, self.lossless)
        if self.format in VCARDS:
            return _cards(self.read, self.ids, VCARDS[self.format])
        raise NotUnderstood(f"There is no format {self.format} to export to. There are {', '.join(FORMATS)}.")

    def look(self, file: Path, digest: bytes) -> None:
        """Raises NotAsWritten. What reads an export back is loaded here, as nothing else needs all of it."""
        if self.format == ARCHIVE:
            from crm.exporting.read_back import archive as archives  # see above

            self.remarks = archives.read_back(file, self.read, self.person_ids, self.told)
        elif self.format == TABLE:
            from crm.exporting.read_back import csv as tables  # see above

            tables.read_back(file, self.read, self.ids, self.told)
        elif self.ids:
            self._look_at_cards(file, digest)

    def _look_at_cards(self, file: Path, digest: bytes) -> None:
        from crm.exporting.read_back import vcard as cards  # vobject, which vCards alone need

        cards.read_back(file, self.read, self.ids, self.told)
        seen = cards.seen_by_vobject(file, self.read, self.ids, VCARDS[self.format], digest, self.told)
        self.remarks = seen.remarks
        if seen.looked_at < seen.cards:
            self.note = (
                f"{seen.looked_at:,} of its {seen.cards:,} cards, drawn at random by the file's own digest, "
                "were read by vobject, too."
            )


def export(
    read: Reader,
    target: Path | Sink,
    person_ids: Sequence[int] | None = None,
    format_name: str | None = None,
    lossless: bool = False,
    told: OnProgress = ignore_progress,
    room: Path | None = None,
) -> Exported:
    """Everyone, or these. The format is told by the file's ending where none is named; a stream gets vCard 3.0.

    `lossless` is about tables, which are safe for spreadsheets else. `told` hears often that it goes on; what it raises
    ends it with nothing written. What goes to a stream or a device stands in `room` until it was read back, best the
    book's folder. Raises NotUnderstood for an unknown format, FileNotWritten with the file that was there untouched,
    also where what was written cannot be read back.
    """
    chosen = format_name or format_of(target)
    with read.one_moment():
        ids = list(all_person_ids(read) if person_ids is None else person_ids)
        run = _Export(read, chosen, ids, person_ids, told, lossless)
        if chosen == FOLDER:
            if not isinstance(target, Path):
                raise NotUnderstood(
                    "Markdown is a folder with a file a person; nothing was written. Name a folder."
                )
            write_folder(read, ids, target, told)
        else:
            _put(target, run.content, run.look, room)
    return Exported(_name(target), chosen, len(ids), run.remarks, run.note)


def export_due(
    read: Reader,
    target: Path | Sink,
    person_ids: Sequence[int] | None,
    today: date,
    now: datetime,
    room: Path | None = None,
) -> Exported:
    """What is due, with everyone or with these, as a calendar. `people` counts whom it is about."""
    found = list(due_entries.entries(read, today, person_ids))
    _put(
        target, lambda: [writer.write(found, now)], lambda file, _digest: _look_at_calendar(file, found), room
    )
    about = frozenset[int]().union(*(one.people for one in found))
    return Exported(_name(target), CALENDAR, len(about))


def _look_at_calendar(file: Path, found: Sequence[Entry]) -> None:
    from crm.exporting.read_back.calendar import read_back  # as in _Export.look

    read_back(file, found)


def _put(target: Path | Sink, content: Content, look: Verify, room: Path | None) -> None:
    # Where the book's own disk is full or may not be written to, the system's place for such files may do.
    rooms = [*([room] if room else []), Path(tempfile.gettempdir())]
    if isinstance(target, Path):
        write_verified(target, content, look, rooms)
    else:
        write_verified_to_stream(target, "The export", content, look, rooms)


def _name(target: Path | Sink) -> str:
    return str(target) if isinstance(target, Path) else "-"


def format_of(target: Path | Sink) -> str:
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
    """Photos one by one, as they are large."""
    for start in range(0, len(ids), _BATCH):
        for person, contact in contacts(read, ids[start : start + _BATCH]).items():
            if contact.photo:
                contact.photo = photo(read, person)
            yield write(contact, version).encode("utf-8", "replace")
