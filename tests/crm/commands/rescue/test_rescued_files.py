"""rescue: formats, logs and journals; files in use, existing files, and files that are no book."""

import gzip
import shutil
import sqlite3
from pathlib import Path

import pytest

from crm.book import Book
from tests.conftest import clock
from tests.crm.commands.rescue.test_rescued_rows import Goodturn
from tests.crm.storage.test_foreign_logs import die_after_adding, flipped
from tests.damaged_books import pages_of, rowids, rows, zero

GOLDEN = sorted((Path(__file__).parent.parent.parent / "storage" / "golden").glob("schema-*.db.gz"))


@pytest.mark.parametrize("golden", GOLDEN, ids=[file.name for file in GOLDEN])
def test_a_book_of_any_format_becomes_one_of_today(goodturn: Goodturn, tmp_path: Path, golden: Path) -> None:
    (tmp_path / "old.db").write_bytes(gzip.decompress(golden.read_bytes()))
    told = goodturn("rescue", "old.db", "--json")
    assert (told.status, told.json["lost"]) == (0, [])
    book = Book.open(Path(told.json["book"]).parent, clock())
    assert book.check() == []
    assert book.steps()
    book.undo()
    book.close()


def test_a_data_folder_is_rescued_with_what_its_log_holds(
    goodturn: Goodturn, folder: Path, tmp_path: Path
) -> None:
    book = Book.open(folder, clock())
    with book.work() as work:
        from crm.people import adding  # after the book is open, as a command loads it

        adding.add(work, "Ana Ruiz")
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in folder.glob("goodturn.db*"):
        shutil.copyfile(file, copy / file.name)
    book.close()
    assert (copy / "goodturn.db-wal").stat().st_size
    before = {file.name: file.read_bytes() for file in copy.iterdir()}
    told = goodturn("rescue", "copy", "new.db", "--json")
    assert (told.status, told.json["people"], told.json["lost"]) == (0, 1, [])
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == before
    assert rows(tmp_path / "new.db", "person")[0][1] == "Ana Ruiz"


def test_steps_after_the_damage_to_the_journal_can_still_be_undone(
    goodturn: Goodturn, damaged: Path, sample_file: Path
) -> None:
    first = min(row[0] for row in rows(damaged, "row_change"))
    oldest = next(
        page for page in pages_of(damaged, "row_change") if first in rowids(damaged, "row_change", page)
    )
    zero(damaged, oldest)
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    assert len(told.json["lost"]) == 1
    assert told.json["lost"][0].startswith("the history of ")
    book = Book.open(Path(told.json["book"]).parent, clock())
    steps = book.steps()
    assert 10 < len(steps) < 62
    for _ in range(5):
        book.undo()
    assert book.check() == []
    book.close()


def test_another_books_log_beside_the_file_is_left_out_and_named(
    goodturn: Goodturn, damaged: Path, sample_file: Path, folder: Path
) -> None:
    book = Book.open(folder, clock())
    with book.work() as work:
        work.connection.execute("INSERT INTO said(words, on_day) VALUES ('of another book', '2026-11-21')")
    shutil.copyfile(folder / "goodturn.db-wal", damaged.with_name("damaged.db-wal"))
    book.close()
    told = goodturn("rescue", "damaged.db", "--json")
    assert (told.status, told.json["people"]) == (1, 40)
    assert told.json["lost"] == [
        "what the log beside the file (damaged.db-wal) holds: it is not this book's own and was not read"
    ]
    assert rows(Path(told.json["book"]), "said") == rows(sample_file, "said")


def test_a_book_that_is_open_elsewhere_is_left_alone(goodturn: Goodturn, folder: Path) -> None:
    book = Book.open(folder, clock())
    try:
        told = goodturn("rescue", str(folder))
        assert (told.status, told.out) == (3, "")
        assert "in use" in told.err
    finally:
        book.close()
    assert goodturn("rescue", str(folder)).status == 0


def test_nothing_is_written_over(goodturn: Goodturn, damaged: Path, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")
    assert goodturn("rescue", "damaged.db", "there.db").status == 3
    assert (tmp_path / "there.db").read_text() == "mine"
    assert goodturn("rescue", "damaged.db", "damaged.db").status == 3
    first = goodturn("rescue", "damaged.db", "--json").json["book"]
    second = goodturn("rescue", "damaged.db", "--json").json["book"]
    assert first != second
    assert not list(tmp_path.glob(".rescue-*"))


@pytest.mark.parametrize(
    "content", [b"", b"only a text\n" * 500, gzip.compress(b"x" * 9000, mtime=0), b"\0" * 20_000]
)
def test_what_is_no_book_is_refused_and_nothing_is_left_behind(
    goodturn: Goodturn, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "other").write_bytes(content)
    before = sorted(tmp_path.iterdir())
    for file in ("other", "nowhere", str(tmp_path)):
        told = goodturn("rescue", file)
        assert (told.status, told.out, told.err.count("\n")) == (1, "", 1), file
    assert sorted(tmp_path.iterdir()) == before


def test_somebody_elses_database_is_no_book(goodturn: Goodturn, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE note(words TEXT, id INTEGER PRIMARY KEY)")
    other.execute("INSERT INTO note VALUES ('mine', 1)")
    other.commit()
    other.close()
    assert goodturn("rescue", "other.db").status == 1


@pytest.mark.parametrize("at", [4, 20])
def test_a_log_of_which_nothing_can_be_read_is_named(
    goodturn: Goodturn, folder: Path, tmp_path: Path, at: int
) -> None:
    die_after_adding(folder, "Ana Ruiz", "Ben Okafor")
    log = folder / "goodturn.db-wal"
    log.write_bytes(flipped(log.read_bytes(), at))
    told = goodturn("rescue", str(folder), str(tmp_path / "new"), "--json")
    assert told.status == 1
    assert told.json["lost"] == [
        "what was written last: the log beside the file (goodturn.db-wal) is damaged and was not read"
    ]
