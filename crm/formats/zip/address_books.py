"""Zip exports of other programs: every address book and calendar inside, read as one file.

Members are copied one at a time into a file with a fixed name, never under their own, and only within the size limits.
"""

import struct
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crm.contacts.photo_bytes import MAX_BYTES
from crm.errors import FileNotRead
from crm.formats.card import CardRead, remark_outside_cards
from crm.formats.detection import (
    EXAMINED_BYTES,
    DetectedFile,
    detect_file,
    has_known_ending,
    hint,
    may_hold_people,
    sort_files,
    why_left_out,
)
from crm.formats.read_options import Options
from crm.formats.zip.google_takeout import Labels, Pictures, label_of

MAX_MEMBERS = 20_000
MAX_READ = 500  # members with people or events
MAX_SIZE = 1 << 30  # bytes, per member; the total limit is a multiple of it
_MAX_RATIO = 200  # text compresses to a twentieth; a higher ratio is a zip bomb
_SMALL = 1 << 20
_MAX_REASONS = 3
_BLOCK = 1 << 20
# Other methods can request gigabytes of memory in their first bytes.
_SUPPORTED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# ValueError: an invalid name or position
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

MemberReader = Callable[[Path, str, Options, Callable[[int], None]], Generator[CardRead, None, None]]
"""Reads one member by its content; the second argument is its name."""


def read_zip(
    path: Path, options: Options, on_progress: Callable[[int], None], read_member: MemberReader
) -> Generator[CardRead, None, None]:
    """The cards of all members, numbered consecutively; remarks name the member. Raises FileNotRead for a damaged zip."""
    with _open(path) as opened, tempfile.TemporaryDirectory(prefix=".zip-", dir=options.folder) as folder:
        yield from _ZipReader(opened, path, Path(folder), options, on_progress, read_member).cards()


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise FileNotRead(f"{path.name} is a damaged zip; nothing can be read from it.") from None


class _ZipReader:
    def __init__(
        self,
        opened: zipfile.ZipFile,
        path: Path,
        folder: Path,
        options: Options,
        on_progress: Callable[[int], None],
        read_member: MemberReader,
    ) -> None:
        self._zip = opened
        self._name = path.name
        self._copy = folder / "member-of-the-zip"
        self._options = options
        self._on_progress = on_progress
        self._read_member = read_member
        self._last_number = self._done = self._bytes_read = 0
        self._labels = Labels()
        self._pictures = Pictures((one.filename for one in opened.infolist()), self._read_picture)

    def cards(self) -> Iterator[CardRead]:
        members = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > 16 * MAX_SIZE:
            raise FileNotRead(f"{self._name} holds more than any address book; nothing was read from it.")
        chosen, reasons = self._choose_members(members)
        if not chosen:
            shown = "".join(f" {reason}" for reason in reasons[:_MAX_REASONS])
            raise FileNotRead(
                f"{self._name} holds no contacts and no calendar.{shown}{hint([one.filename for one in members])}"
            )
        for member in chosen[:MAX_READ]:
            self._learn_labels(member)
        for member in chosen[:MAX_READ]:
            yield from self._read_cards(member)
        if len(chosen) > MAX_READ:
            reasons.append(f"{len(chosen) - MAX_READ} files beyond the first {MAX_READ} were left out")
        if pictures := self._pictures.unused:
            words = "1 picture belongs" if pictures == 1 else f"{pictures} pictures belong"
            reasons.append(f"{words} to nobody by name and stayed in the zip")
        for reason in reasons:
            yield remark_outside_cards(reason)

    def _choose_members(self, members: Sequence[zipfile.ZipInfo]) -> tuple[list[zipfile.ZipInfo], list[str]]:
        """The members to read, detected by content, and why others are left out."""
        detected, reasons = [], []
        by_name: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)  # names may repeat in a zip
        for member in members:
            one = self._detect(member)
            if reason := why_left_out(one):
                reasons.append(reason)
            elif one.kind or one.reason:
                detected.append(one)
                by_name[one.name] += [member] if one.kind else []
        chosen, unread, left = sort_files(detected)
        reasons = [*([left] if left else ()), *(one.reason for one in unread), *reasons]
        return [by_name[one.name].pop(0) for one in chosen], reasons

    def _detect(self, member: zipfile.ZipInfo) -> DetectedFile:
        """A member that cannot be opened is classified by its name; the reason is given when it is read."""
        name = member.filename
        if self._unreadable_reason(member):
            return DetectedFile(name, "vcard" if has_known_ending(name) else "")
        if not may_hold_people(name):
            return DetectedFile(name)
        try:
            with self._zip.open(member) as source:
                start = source.read(EXAMINED_BYTES)
        except _BROKEN:
            return DetectedFile(name, "vcard" if has_known_ending(name) else "")
        self._copy.write_bytes(start)
        return detect_file(name, start, self._copy)

    def _learn_labels(self, member: zipfile.ZipInfo) -> None:
        if (
            label_of(member.filename)
            and not self._unreadable_reason(member)
            and not self._copy_member(member)
        ):
            try:
                for card in self._read_member(self._copy, member.filename, self._options, lambda done: None):
                    self._labels.learn(member.filename, card)
            except FileNotRead:
                return  # reported when it is read

    def _read_cards(self, member: zipfile.ZipInfo) -> Iterator[CardRead]:
        name, before = member.filename, self._last_number
        if fault := self._unreadable_reason(member) or self._copy_member(member):
            yield remark_outside_cards(f"{name} {fault}")
            return
        try:
            for card in self._read_member(self._copy, name, self._options, lambda done: None):
                self._labels.apply(card)
                self._pictures.apply(card, name)
                yield self._renumbered(card, name, before)
        except FileNotRead as error:
            yield remark_outside_cards(str(error).replace(self._copy.name, name, 1))
        finally:
            self._done += member.compress_size
            self._on_progress(self._done)

    def _unreadable_reason(self, member: zipfile.ZipInfo) -> str:
        if member.flag_bits & 1:
            return "is locked with a password and was left out"
        if member.compress_type not in _SUPPORTED_METHODS:
            return "is packed in a way that few programs know and was left out"
        if member.file_size > MAX_SIZE:
            return "is larger than 1 GB and was left out"
        if member.file_size > _SMALL and member.file_size > member.compress_size * _MAX_RATIO:
            return "is packed more tightly than any address book and was left out"
        return ""

    def _copy_member(self, member: zipfile.ZipInfo) -> str:
        """Copy a member to the temporary file; returns why that failed, or "". The size in the zip is not trusted."""
        length = 0
        try:
            with self._zip.open(member) as source, self._copy.open("wb") as target:
                while block := source.read(_BLOCK):
                    length += len(block)
                    self._bytes_read += len(block)
                    if length > member.file_size or self._bytes_read > 4 * MAX_SIZE:
                        return "is larger than it says and was left out"
                    target.write(block)
                    self._on_progress(self._done)
        except _BROKEN:
            return "is damaged and was left out"
        return ""

    def _renumbered(self, card: CardRead, name: str, before: int) -> CardRead:
        card.remarks = [
            replace(one, card=one.card + before if one.card else 0, reason=f"{name}: {one.reason}")
            for one in card.remarks
        ]
        if card.number:
            card.number += before
            self._last_number = max(self._last_number, card.number)
        return card

    def _read_picture(self, name: str) -> bytes:
        """The bytes of a picture up to the size limit, or b"" if it cannot be read."""
        try:
            with self._zip.open(name) as source:
                return source.read(MAX_BYTES + 1)
        except _BROKEN:
            return b""
