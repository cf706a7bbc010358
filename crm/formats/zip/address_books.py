"""A zip as programs give it when one takes one's data out: every address book and calendar in it, read as one file.

Members are copied one at a time into a file with a name of our own, never by theirs, and only as far as the limits go.
"""

import struct
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crm.contacts.contact import Remark
from crm.contacts.photo_bytes import MAX_BYTES
from crm.errors import FileNotRead
from crm.formats.card import CardRead
from crm.formats.detection import (
    LOOKED_AT,
    Sighted,
    hint,
    is_called_one,
    is_looked_into,
    left_aside,
    sighted,
    sort_out,
)
from crm.formats.read_options import Options
from crm.formats.zip.google_takeout import Labels, Pictures, label_of

MOST_MEMBERS = 20_000
MOST_READ = 500  # of them with people or events in them
LARGEST = 1 << 30  # bytes, of one member and of all together
_RATIO = 200  # text is packed to a twentieth; what promises more is a trap
_SMALL = 1 << 20
_MOST_REASONS = 3
_BLOCK = 1 << 20
_PACKED = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
)  # others ask for gigabytes of memory in their first bytes
# ValueError: a name or a place that is none
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

Reads = Callable[[Path, str, Options, Callable[[int], None]], Generator[CardRead, None, None]]
"""Reads one member by its contents; its second argument is what it is called."""


def read_zip(
    path: Path, options: Options, progress: Callable[[int], None], reads: Reads
) -> Generator[CardRead, None, None]:
    """The cards of all members, numbered through; remarks name the member. Raises FileNotRead for no good zip."""
    with _open(path) as opened, tempfile.TemporaryDirectory(prefix=".zip-", dir=options.folder) as folder:
        yield from _Opened(opened, path, Path(folder), options, progress, reads).cards()


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise FileNotRead(f"{path.name} is a damaged zip; nothing can be read from it.") from None


class _Opened:
    def __init__(
        self,
        opened: zipfile.ZipFile,
        path: Path,
        folder: Path,
        options: Options,
        progress: Callable[[int], None],
        reads: Reads,
    ) -> None:
        self._zip = opened
        self._name = path.name
        self._copy = folder / "member-of-the-zip"
        self._options = options
        self._progress = progress
        self._reads = reads
        self._last = self._done = self._read = 0
        self._labels = Labels()
        self._pictures = Pictures((one.filename for one in opened.infolist()), self._picture)

    def cards(self) -> Iterator[CardRead]:
        members = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > 16 * LARGEST:
            raise FileNotRead(f"{self._name} holds more than any address book; nothing was read from it.")
        wanted, said = self._chosen(members)
        if not wanted:
            reasons = "".join(f" {reason}" for reason in said[:_MOST_REASONS])
            raise FileNotRead(
                f"{self._name} holds no contacts and no calendar.{reasons}{hint([one.filename for one in members])}"
            )
        for member in wanted[:MOST_READ]:
            self._learn(member)
        for member in wanted[:MOST_READ]:
            yield from self._member(member)
        if len(wanted) > MOST_READ:
            said.append(f"{len(wanted) - MOST_READ} files beyond the first {MOST_READ} were left out")
        if pictures := self._pictures.left:
            words = "1 picture belongs" if pictures == 1 else f"{pictures} pictures belong"
            said.append(f"{words} to nobody by name and stayed in the zip")
        for reason in said:
            yield _remark(reason)

    def _chosen(self, members: Sequence[zipfile.ZipInfo]) -> tuple[list[zipfile.ZipInfo], list[str]]:
        """Those to read, by what is in them, and what is said of others: nobody is to think they were read."""
        sights, said = [], []
        by_name: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)  # a name may stand twice in a zip
        for member in members:
            one = self._sighted(member)
            if reason := left_aside(one):
                said.append(reason)
            elif one.kind or one.reason:
                sights.append(one)
                by_name[one.name] += [member] if one.kind else []
        wanted, unread, left = sort_out(sights)
        said = [*([left] if left else ()), *(one.reason for one in unread), *said]
        return [by_name[one.name].pop(0) for one in wanted], said

    def _sighted(self, member: zipfile.ZipInfo) -> Sighted:
        """One that cannot be opened is taken for what it is called: the reason is given when it is read."""
        name = member.filename
        if self._fault(member):
            return Sighted(name, "vcard" if is_called_one(name) else "")
        if not is_looked_into(name):
            return Sighted(name)
        try:
            with self._zip.open(member) as source:
                start = source.read(LOOKED_AT)
        except _BROKEN:
            return Sighted(name, "vcard" if is_called_one(name) else "")
        self._copy.write_bytes(start)
        return sighted(name, start, self._copy)

    def _learn(self, member: zipfile.ZipInfo) -> None:
        if label_of(member.filename) and not self._fault(member) and not self._copied(member):
            try:
                for card in self._reads(self._copy, member.filename, self._options, lambda done: None):
                    self._labels.learn(member.filename, card)
            except FileNotRead:
                return  # said when it is read

    def _member(self, member: zipfile.ZipInfo) -> Iterator[CardRead]:
        name, before = member.filename, self._last
        if fault := self._fault(member) or self._copied(member):
            yield _remark(f"{name} {fault}")
            return
        try:
            for card in self._reads(self._copy, name, self._options, lambda done: None):
                self._labels.put_on(card)
                self._pictures.put_on(card, name)
                yield self._renumbered(card, name, before)
        except FileNotRead as wrong:
            yield _remark(str(wrong).replace(self._copy.name, name, 1))
        finally:
            self._done += member.compress_size
            self._progress(self._done)

    def _fault(self, member: zipfile.ZipInfo) -> str:
        if member.flag_bits & 1:
            return "is locked with a password and was left out"
        if member.compress_type not in _PACKED:
            return "is packed in a way that few programs know and was left out"
        if member.file_size > LARGEST:
            return "is larger than 1 GB and was left out"
        if member.file_size > _SMALL and member.file_size > member.compress_size * _RATIO:
            return "is packed more tightly than any address book and was left out"
        return ""

    def _copied(self, member: zipfile.ZipInfo) -> str:
        """Into the file of ours; why not, where it cannot be. What the zip says of its size is not believed."""
        length = 0
        try:
            with self._zip.open(member) as source, self._copy.open("wb") as target:
                while block := source.read(_BLOCK):
                    length += len(block)
                    self._read += len(block)
                    if length > member.file_size or self._read > 4 * LARGEST:
                        return "is larger than it says and was left out"
                    target.write(block)
                    self._progress(self._done)
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
            self._last = max(self._last, card.number)
        return card

    def _picture(self, name: str) -> bytes:
        """As far as a photo may go; nothing of one that cannot be read."""
        try:
            with self._zip.open(name) as source:
                return source.read(MAX_BYTES + 1)
        except _BROKEN:
            return b""


def _remark(reason: str) -> CardRead:
    return CardRead(0, 0, "outside", remarks=[Remark(0, 0, "", reason)], count=0)
