"""Single flipped bits in the file of a varied book: each is found or harmless, and no later edit blesses one.

Harmless: every table of the book holds what it held. Left out of that comparison are sqlite_sequence (the next id may be
higher than it was: ids are skipped, never given twice, which the examination watches over), sqlite_stat1 (it tells SQLite
which index is quicker, not what is in it) and the full-text index's own tables (made anew from the book; whether they say
what the book says is part of the examination).
"""

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple

from crm.book import Book
from crm.errors import GoodturnError
from crm.people import editing, merging
from crm.sample.book import fill
from tests.conftest import clock
from tests.crm.storage.test_journal import rename

Dump = dict[str, list[tuple[object, ...]]]
_NOT_COMPARED = ("sqlite_sequence", "sqlite_stat1")
_DIGESTS = ("row_digest", "table_digest", "digest_state")
_PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(250)) * 8 + b"\xff\xd9"


class Flip(NamedTuple):
    """What came of one: `outcome` is refused, found, harmless, silent or blessed."""

    byte: int
    bit: int
    outcome: str


def varied_book(folder: Path) -> Path:
    """The sample story, an import as of a file, edits, merges, photos, undone and brought back; closed. Gives its file."""
    book = Book.open(folder, clock())
    fill(book)
    first, second, third, *_ = book.read.values("SELECT id FROM person ORDER BY id")
    with book.work() as work:
        columns = [
            "uid",
            "full_name",
            "name_key",
            "given",
            "additional",
            "family",
            "prefix",
            "suffix",
            "nickname",
        ]
        rest = ["pronouns", "how_we_met", "blurb", "standing"]
        work.insert_many(
            "person",
            columns + rest,
            [(f"u{n}", f"Imported {n}", f"imported {n}", *[""] * 9, "parked") for n in range(150)],
        )
        work.origin, work.label = "import", "Imported 150 people"
    with book.work() as work:
        editing.set_photo(work, first, _PHOTO)
    for number in range(20):
        rename(
            book,
            first if number % 2 else second,
            nickname=f"Nick {number}",
            blurb=f"Told {number} in confidence",
        )
    with book.work() as work:
        merging.merge(work, second, third)
    book.undo()
    book.redo()
    book.undo(2)
    book.close()
    assert not (folder / "goodturn.db-wal").exists()
    return folder / "goodturn.db"


class Disk:
    """A failing disk under one book. `sound` is the file as it was closed."""

    def __init__(self, sound: Path, room: Path) -> None:
        self.data = sound.read_bytes()
        self.folder = room / "flipped"
        self.lives = Counter[str]()
        self.folder.mkdir()
        self._whole = self._dump(self._written(self.data))

    def flip(self, random: Random) -> Flip:
        byte, bit = random.randrange(len(self.data)), random.randrange(8)
        outcome = self.outcome_of(byte, bit)
        self.lives[outcome] += 1
        return Flip(byte, bit, outcome)

    def outcome_of(self, byte: int, bit: int) -> str:
        flipped = bytearray(self.data)
        flipped[byte] ^= 1 << bit
        file = self._written(flipped)
        try:
            dump = self._dump(file)
        except (sqlite3.Error, ValueError):
            dump = {}
        try:
            book = Book.open(self.folder, clock())
        except GoodturnError:
            return "refused"
        try:
            found = book.check()
        except GoodturnError:
            return "found"
        finally:
            book.close()
        if not found:
            return "harmless" if dump == self._whole else "silent"
        self._written(flipped)
        return "found" if self._contents(dump) == self._contents(self._whole) or self._stays() else "blessed"

    def _stays(self) -> bool:
        """Whether edits of the people, each refused or not, leave the damage to be found."""
        try:
            book = Book.open(self.folder, clock())
        except GoodturnError:
            return True
        try:
            for person_id in (1, 2, 40):
                self._edit(book, person_id)
            return bool(book.check())
        except GoodturnError:
            return True
        finally:
            book.close()

    def _edit(self, book: Book, person_id: int) -> None:
        try:
            with book.work() as work:
                work.connection.execute("UPDATE person SET nickname = 'Annie' WHERE id = ?", (person_id,))
        except (GoodturnError, sqlite3.Error):
            pass

    def _written(self, data: bytes | bytearray) -> Path:
        shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700)
        file = self.folder / "goodturn.db"
        file.write_bytes(data)
        return file

    def _dump(self, file: Path) -> Dump:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_index%'"
            ).fetchall()
            return {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
                for (name,) in names
                if name not in _NOT_COMPARED
            }

    def _contents(self, dump: Dump) -> Dump:
        return {table: rows for table, rows in dump.items() if table not in _DIGESTS}
