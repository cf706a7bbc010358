"""A zip as programs give it when one takes one's data out: every address book and calendar in it, read as one file.

Members are copied one at a time into a file with a name of our own, never by theirs, and only as far as the limits go.
"""

import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from crm.errors import FileNotRead
from crm.exchange.archive.layout import is_archive
from crm.exchange.cards import CardRead
from crm.exchange.contact import Remark
from crm.exchange.options import Options
from crm.exchange.photos import MOST_BYTES
from crm.exchange.takeout import Labels, Pictures, label_of

MOST_MEMBERS = 20_000
MOST_READ = 500  # of them with people or events in them
LARGEST = 1 << 30  # bytes, of one member and of all together
_RATIO = 200  # text is packed to a twentieth; what promises more is a trap
_SMALL = 1 << 20
_BLOCK = 1 << 20
_BEGINNING = 4096
_CALENDARS = (".ics", ".ical")
_WANTED = re.compile(r"\.(?:vcf|vcard|csv|tsv|txt|ics|ical)", re.I)
_NESTED = re.compile(r"\.(?:zip|7z|rar|gz|tgz|bz2|xz|tar)", re.I)
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
        wanted, unread = self._chosen(members)
        if not wanted:
            raise FileNotRead(f"{self._name} holds no contacts and no calendar.{_hint(members)}")
        for member in wanted:
            self._learn(member)
        for member in wanted:
            yield from self._member(member)
        if unread:
            yield _remark(unread)
        yield from self._left_aside(members)
        if pictures := self._pictures.left:
            words = "1 picture belongs" if pictures == 1 else f"{pictures} pictures belong"
            yield _remark(f"{words} to nobody by name and stayed in the zip")

    def _chosen(self, members: list[zipfile.ZipInfo]) -> tuple[list[zipfile.ZipInfo], str]:
        """Those to read, and a sentence about the tables that are left out of LinkedIn's many."""
        wanted = [one for one in members if _WANTED.fullmatch(_ending(one))]
        wanted.sort(
            key=lambda one: _ending(one).lower() in _CALENDARS
        )  # who is at an event may be in a list beside it
        lists = [one for one in wanted if PurePosixPath(one.filename).name.lower() == "connections.csv"]
        tables = [one for one in wanted if _ending(one).lower() == ".csv"]
        if not lists or len(tables) == len(lists):
            over = f"{len(wanted) - MOST_READ} files beyond the first {MOST_READ} were left out"
            return wanted[:MOST_READ], over if len(wanted) > MOST_READ else ""
        left = len(tables) - len(lists)
        others = f"{left} other tables" if left > 1 else "1 other table"
        return lists + [one for one in wanted if one not in tables], (
            f"only {lists[0].filename} is a list of people; {others} of LinkedIn’s were left out"
        )

    def _left_aside(self, members: list[zipfile.ZipInfo]) -> Iterator[CardRead]:
        """What holds people and is not read in a zip; nobody is to think it was."""
        for member in members:
            if _NESTED.fullmatch(_ending(member)):
                yield _remark(f"{member.filename} is an archive inside the zip and was left out")
            elif _ending(member).lower() == ".json" and is_archive(self._beginning(member)):
                yield _remark(
                    f"{member.filename} is an archive of a whole book and was left out: import it by itself"
                )

    def _beginning(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(member) as source:
                return source.read(_BEGINNING)
        except _BROKEN:
            return b""

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
                return source.read(MOST_BYTES + 1)
        except _BROKEN:
            return b""


def _remark(reason: str) -> CardRead:
    return CardRead(0, 0, "outside", remarks=[Remark(0, 0, "", reason)], count=0)


def _ending(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix


def _hint(members: list[zipfile.ZipInfo]) -> str:
    if any(one.filename.startswith("xl/") for one in members):
        return " It is a workbook: save its sheet as CSV, and import that."
    if any(_NESTED.fullmatch(_ending(one)) for one in members):
        return " There are archives in it: unpack it, and import those one by one."
    return ""
