"""Our own reading of SQLite's file format, held against SQLite itself."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.storage.memory_mapped_file import MappedFile
from crm.storage.rescue.log import read_log
from crm.storage.rescue.pages import PAGE_SIZE, Cell, Pages, cells, walk
from crm.storage.rescue.records import MalformedRecord, Value, read_values, read_varint

NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1) | st.sampled_from(
    [sign * (1 << bits) + near for bits in range(0, 63, 7) for near in (-1, 0, 1) for sign in (1, -1)]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.integers(1, 900))
ROWS = st.lists(
    st.tuples(NUMBERS | st.none(), TEXTS | LONG, st.none() | st.binary(max_size=9000)), max_size=25
)


def broken(number: int) -> None:
    raise AssertionError(f"page {number} is sound")


def rows_of(pages: Pages, root: int, is_table: bool = True) -> list[tuple[int | None, list[Value]]]:
    return [(cell.rowid, read_values(cell.payload)) for cell in walk(pages, root, is_table, set(), broken)]


def root_of(connection: sqlite3.Connection, name: str) -> int:
    root: int = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    return root


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(NUMBERS, unique=True, max_size=25))
def test_every_row_is_read_as_sqlite_reads_it(rows: list[tuple[Value, ...]], ids: list[int]) -> None:
    with TemporaryDirectory() as room:
        file = Path(room) / "some.db"
        with closing(sqlite3.connect(file)) as book:
            book.execute("CREATE TABLE t(n INTEGER, w TEXT, b BLOB, id INTEGER PRIMARY KEY) STRICT")
            book.execute(
                "CREATE TABLE k(w TEXT, n INTEGER, b BLOB, PRIMARY KEY (w, n)) STRICT, WITHOUT ROWID"
            )
            for row_id, row in zip(ids, rows, strict=False):
                book.execute("INSERT INTO t VALUES (?, ?, ?, ?)", (*row, row_id))
                book.execute("INSERT OR REPLACE INTO k VALUES (?, ?, ?)", (row[1], row[0] or 0, row[2]))
            book.commit()
            expected = [(row[3], [*row[:3], None]) for row in book.execute("SELECT * FROM t ORDER BY id")]
            keyed = sorted(map(repr, book.execute("SELECT * FROM k")))
            roots = root_of(book, "t"), root_of(book, "k")
        with closing(MappedFile(file)) as mapped:
            pages = Pages(mapped)
            assert rows_of(pages, roots[0]) == expected
            found = [repr(tuple(row)) for _, row in rows_of(pages, roots[1], is_table=False)]
            assert sorted(found) == keyed


@given(st.binary(max_size=200))
def test_any_bytes_make_a_record_or_a_refusal(payload: bytes) -> None:
    try:
        found = read_values(payload)
    except MalformedRecord:
        return
    assert len(found) <= len(payload)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_page_whatever_it_holds_is_read_to_an_end(data: st.DataObject) -> None:
    """Cyclic pointers and chains among them: pages of random numbers, small ones above all."""
    body = data.draw(st.binary(min_size=64, max_size=400))
    kinds = data.draw(st.lists(st.sampled_from([2, 5, 10, 13]), min_size=2, max_size=5))
    with TemporaryDirectory() as room:
        file = Path(room) / "odd.db"
        parts = [bytes([kind, 0, 0, 0, 9, 0, 0, 0]) + body + bytes(3) for kind in kinds]
        file.write_bytes(
            bytes(PAGE_SIZE) + b"".join((part * 12)[:PAGE_SIZE].ljust(PAGE_SIZE, b"\x02") for part in parts)
        )
        with closing(MappedFile(file)) as mapped:
            pages = Pages(mapped)
            for root in range(2, pages.count + 1):
                for is_table in (True, False):
                    found: list[Cell] = list(walk(pages, root, is_table, set(), lambda number: None))
                    assert len(found) <= pages.count * PAGE_SIZE
                list(cells(pages, root))


def test_a_chain_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    file = tmp_path / "long.db"
    with closing(sqlite3.connect(file)) as book:
        book.execute("CREATE TABLE t(w TEXT, id INTEGER PRIMARY KEY) STRICT")
        book.execute("INSERT INTO t VALUES (?, 1)", ("long " * 10_000,))
        book.commit()
    data = bytearray(file.read_bytes())
    for page in range(2, len(data) // PAGE_SIZE):
        data[page * PAGE_SIZE : page * PAGE_SIZE + 4] = (3).to_bytes(4, "big")
    file.write_bytes(data)
    with closing(MappedFile(file)) as mapped:
        told: list[int] = []
        found = list(walk(Pages(mapped), 2, True, set(), told.append))
    assert (told, [cell.is_whole for cell in found]) == ([2], [False])
    text = str(read_values(found[0].payload)[0])
    assert text.startswith("long long ")
    assert len(text.rstrip("\0")) < 2 * PAGE_SIZE


@pytest.mark.parametrize("data", [b"", b"\x81", b"\xff" * 8])
def test_a_number_without_an_end_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedRecord):
        read_varint(data, 0)


@pytest.mark.parametrize("seed", range(12))
def test_a_log_that_was_cut_is_read_as_far_as_sqlite_reads_it(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    written = tmp_path / "written.db"
    book = sqlite3.connect(written, isolation_level=None)
    book.execute("PRAGMA journal_mode=wal")
    book.execute("CREATE TABLE t(w TEXT, id INTEGER PRIMARY KEY) STRICT")
    if seed % 3 == 0:
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(30):
        book.execute("INSERT INTO t VALUES (?, NULL)", (f"row {number} " * chance.randrange(1, 900),))
        if number == 15 and seed % 2:
            book.execute(
                "PRAGMA wal_checkpoint(RESTART)"
            )  # what is written from here on overwrites the log's beginning
    root = root_of(book, "t")
    file = Path(shutil.copyfile(written, tmp_path / "cut.db"))
    log = (tmp_path / "written.db-wal").read_bytes()
    (tmp_path / "cut.db-wal").write_bytes(log[: chance.randrange(len(log) + 1)] if seed else log)
    book.close()
    with closing(MappedFile(file)) as mapped, closing(MappedFile(tmp_path / "cut.db-wal")) as log_file:
        pages = Pages(mapped, log_file, read_log(log_file, PAGE_SIZE))
        ours = [row for _, row in rows_of(pages, root)] if pages.count >= root else []
    with closing(sqlite3.connect(file)) as copy:
        has_table = copy.execute("SELECT 1 FROM sqlite_master").fetchone()
        theirs = [[row[0], None] for row in copy.execute("SELECT * FROM t ORDER BY id")] if has_table else []
    assert ours == theirs
