"""A book with something of everything in it, and ways to damage it that the rescue has no part in."""

import hashlib
import sqlite3
from collections import Counter
from pathlib import Path

from crm.model import Card, Import, Note, OtherProperty, Person
from crm.sample.book import open_sample
from crm.storage.memory_mapped_file import MappedFile
from crm.storage.rescue.pages import Cell, Pages, cells, walk
from tests.conftest import clock

PAGE = 4096
PHOTO = b"\x89PNG" + bytes(range(256)) * 40


def fill(folder: Path) -> None:
    """The sample book, with notes short and long, a photo, imported cards, and steps of which one is undone."""
    book = open_sample(folder, clock())
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    ids = book.read.values("SELECT id FROM person ORDER BY id")
    with book.work() as work:
        work.connection.execute("INSERT INTO blob VALUES (?, 'image/png', ?)", (sha256, PHOTO))
        work.session.get_one(Person, ids[0]).photo = sha256
        work.session.add(Import(file="cards.vcf", sha256="0" * 64, format="vcard", at="2026-11-20T10:00:00Z"))
        work.session.flush()
        for person_id in ids:
            work.session.add(Card(import_id=1, person_id=person_id, raw=f"BEGIN:VCARD\nN:{person_id}\n" * 20))
            work.session.add(OtherProperty(person_id=person_id, line=f"X-SHOE-SIZE:{person_id}"))
        work.label = "Imported cards.vcf"
    for number in range(60):
        with book.work() as work:
            who = ids[number % len(ids)]
            words = f"Note {number}: the plumbago blooms. " * (1 if number % 7 else 400)
            work.session.add(Note(person_id=who, words=words, on_day=work.today))
            work.label = f"Noted something, number {number}"
    book.undo()
    book.close()


def pages_of(file: Path, table: str) -> list[int]:
    """The leaf pages of a table, by a look at the file that the rescue has no part in."""
    book = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    rows = book.execute(
        "SELECT root FROM (SELECT rootpage AS root FROM sqlite_master WHERE name = ?)", (table,)
    )
    (root,) = rows.fetchone()
    book.close()
    data = file.read_bytes()
    waiting, leaves = [root], []
    while waiting:
        at = (waiting.pop() - 1) * PAGE
        if data[at] == 13:
            leaves.append(at // PAGE + 1)
            continue
        count = int.from_bytes(data[at + 3 : at + 5], "big")
        cells = [int.from_bytes(data[at + 12 + 2 * n : at + 14 + 2 * n], "big") for n in range(count)]
        waiting += [int.from_bytes(data[at + cell : at + cell + 4], "big") for cell in cells]
        waiting.append(int.from_bytes(data[at + 8 : at + 12], "big"))
    return leaves


def rowids(file: Path, table: str, page: int) -> set[int]:
    """The ids of the table's rows that stand on this page."""
    book = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    ids = {row[0] for row in book.execute(f'SELECT rowid FROM "{table}"')}
    book.close()
    mapped = MappedFile(file)
    found = {cell.rowid or 0 for cell in cells(Pages(mapped), page)}
    mapped.close()
    assert found <= ids
    return found


def zero(file: Path, page: int) -> None:
    data = bytearray(file.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    file.write_bytes(data)


def rows(file: Path, table: str) -> list[tuple[object, ...]]:
    book = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        return book.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
    finally:
        book.close()


class _Recording(Pages):
    """Tells which pages were looked at, so that a row is known by all the pages it stands on."""

    looked_at: set[int]

    def page(self, number: int) -> bytes:
        self.looked_at.add(number)
        return super().page(number)


def pages_of_rows(file: Path, tables: list[str]) -> dict[tuple[str, int], set[int]]:
    """Every row of these tables of a sound book, with the pages it stands on: its own and those it runs over to."""
    book = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    roots = dict(book.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall())
    counts = {table: book.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
    book.close()
    mapped = MappedFile(file)
    pages = _Recording(mapped)
    found: dict[tuple[str, int], set[int]] = {}
    for table in tables:
        pages.looked_at = set()
        for cell in walk(pages, roots[table], True, set(), lambda number: None):
            found[table, cell.rowid or 0] = {cell.page} | (
                pages.looked_at - {cell.page} if _is_long(cell) else set()
            )
            pages.looked_at = set()
    mapped.close()
    assert Counter(table for table, _ in found) == Counter({t: n for t, n in counts.items() if n})
    return found


def pages_of_schema(file: Path) -> set[int]:
    """The pages of a sound book on which its schema stands."""
    mapped = MappedFile(file)
    pages = _Recording(mapped)
    pages.looked_at = set()
    assert len(list(walk(pages, 1, True, set(), lambda number: None))) > 100
    mapped.close()
    return pages.looked_at


def _is_long(cell: Cell) -> bool:
    return len(cell.payload) > PAGE - 35
