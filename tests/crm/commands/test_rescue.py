"""rescue: a new book out of a damaged one, and by name what could not be saved."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.text.folding import fold
from tests.conftest import clock
from tests.crm.commands.conftest import Told
from tests.crm.storage.test_foreign_logs import die_after_adding, flipped
from tests.damaged_books import PAGE, fill, pages_of, rowids, rows, zero

Goodturn = Callable[..., Told]
GOLDEN = sorted((Path(__file__).parent.parent / "storage" / "golden").glob("schema-*.db.gz"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books") / "sample"
    fill(folder)
    return folder / "goodturn.db"


@pytest.fixture
def damaged(sample_file: Path, tmp_path: Path) -> Path:
    """The sample book, for each test to damage as it likes."""
    return Path(shutil.copyfile(sample_file, tmp_path / "damaged.db"))


def test_of_a_sound_book_everything_is_saved(goodturn: Goodturn, damaged: Path, sample_file: Path) -> None:
    told = goodturn("rescue", "damaged.db", "new", "--json")
    assert (told.status, told.json["lost"]) == (0, [])
    new = Path(told.json["book"])
    assert new == damaged.parent / "new" / "goodturn.db"
    for table in (
        "person",
        "note",
        "meeting",
        "promise",
        "step",
        "row_change",
        "row_digest",
        "blob",
        "shown",
        "book",
    ):
        assert rows(new, table) == rows(sample_file, table), table
    assert new.stat().st_mode & 0o777 == 0o600


def test_a_page_of_people_is_lost_and_what_belongs_to_them_is_kept_under_their_names(
    goodturn: Goodturn, damaged: Path, sample_file: Path
) -> None:
    zero(damaged, pages_of(damaged, "person")[0])
    before = damaged.read_bytes()
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    new = Path(told.json["book"])
    assert damaged.read_bytes() == before
    for table in ("note", "meeting", "attendance", "promise", "promise_person", "contact_point"):
        assert rows(new, table) == rows(sample_file, table), table
    assert told.json["people"] == 40
    # An index still had the names, folded as lists are sorted.
    assert [fold(row[1]) for row in rows(new, "person")] == [
        fold(row[1]) for row in rows(sample_file, "person")
    ]
    assert [one for one in told.json["lost"] if one.endswith(" (itself lost; what belongs to it was saved)")]
    book = Book.open(new.parent, clock())
    assert book.check() == []
    book.close()


def test_of_lost_meetings_the_day_who_was_there_and_whether_it_is_still_to_come_are_kept(
    goodturn: Goodturn, damaged: Path, sample_file: Path
) -> None:
    for page in pages_of(damaged, "meeting"):
        zero(damaged, page)
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    new = Path(told.json["book"])
    kept = {(row[-1], row[3], row[2] == "planned") for row in rows(new, "meeting")}
    assert kept == {(row[-1], row[3], row[2] == "planned") for row in rows(sample_file, "meeting")}
    assert rows(new, "attendance") == rows(sample_file, "attendance")
    assert (
        "a meeting with Chris Doyle of 24 November 2025 (itself lost; what belongs to it was saved)"
        in told.json["lost"]
    )


def test_a_lost_note_is_named_by_whose_it_was(goodturn: Goodturn, damaged: Path) -> None:
    for page in pages_of(damaged, "note"):
        zero(damaged, page)
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    assert told.json["lost"]
    assert all("note" in one and " of " in one for one in told.json["lost"])
    assert "Ana Ruiz" in "".join(told.json["lost"])


def test_where_the_first_page_is_gone_the_rows_are_found_all_the_same(
    goodturn: Goodturn, damaged: Path, sample_file: Path
) -> None:
    zero(damaged, 1)
    told = goodturn("rescue", "damaged.db", "--json")
    new = Path(told.json["book"])
    for table in ("person", "note", "meeting", "attendance", "promise", "setting", "tag", "person_tag"):
        assert rows(new, table) == rows(sample_file, table), table


def test_what_is_left_of_a_long_note_is_kept(goodturn: Goodturn, damaged: Path) -> None:
    data = damaged.read_bytes()
    middle = data.index(b"Note 0: the plumbago blooms.", data.index(b"Note 0: the plumbago blooms.") + 5000)
    zero(damaged, middle // 4096 + 1)
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    assert [
        one for one in told.json["lost"] if one.startswith("a note of") and "may not be as you wrote" in one
    ]
    notes = [
        str(row[3]) for row in rows(Path(told.json["book"]), "note") if str(row[3]).startswith("Note 0:")
    ]
    assert [0 < len(words) < 400 * 32 for words in notes] == [True]
    assert "\0" not in notes[0]


def test_letters_that_changed_are_saved_and_named(goodturn: Goodturn, damaged: Path) -> None:
    data = damaged.read_bytes()
    assert data.count(b"Note 3: the plumbago") > 0
    damaged.write_bytes(data.replace(b"Note 3: the plumbago", b"Note 3: the glum dog", 1))
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    assert [one for one in told.json["lost"] if "a note of" in one and "may not be as you wrote it" in one]


@pytest.mark.parametrize(
    ("table", "written", "flipped"),
    [("note", b"Note 3: the plumbago", b"Note 3: the plumcago"), ("person", b"kept", b"keqt")],
)
def test_a_single_flipped_bit_is_put_right(
    goodturn: Goodturn, damaged: Path, sample_file: Path, table: str, written: bytes, flipped: bytes
) -> None:
    data = damaged.read_bytes()
    starts = [(page - 1) * 4096 for page in pages_of(damaged, table)]
    at = next(place for start in starts if (place := data.find(written, start, start + 4096)) >= 0)
    damaged.write_bytes(data[:at] + flipped + data[at + len(written) :])
    told = goodturn("rescue", "damaged.db", "--json")
    assert (told.status, told.json["lost"]) == (0, [])
    assert rows(Path(told.json["book"]), table) == rows(sample_file, table)


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


def test_where_nothing_is_left_to_count_what_is_lost_it_is_said_all_the_same(
    goodturn: Goodturn, damaged: Path
) -> None:
    damaged.write_bytes(damaged.read_bytes()[: 12 * 4096])
    told = goodturn("rescue", "damaged.db", "--json")
    assert (told.status, told.json["people"]) == (1, 0)
    assert "an unknown number of people, of which nothing is left" in told.json["lost"]
    assert "the history of an unknown number of steps, which can no longer be undone" in told.json["lost"]


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


def test_tables_that_never_held_anything_lost_nothing(
    goodturn: Goodturn, folder: Path, tmp_path: Path, people: list[int]
) -> None:
    """The page that told where they begin is lost, and so it is not known by their own pages that they were empty."""
    file = folder / "goodturn.db"
    sequences = pages_of(file, "sqlite_sequence")[0]
    zero(file, file.read_bytes().index(b"CREATE TABLE ask") // PAGE + 1)
    told = goodturn("rescue", str(folder), str(tmp_path / "new"), "--json")
    assert told.json["people"] == len(people)
    assert [one for one in told.json["lost"] if "unknown number" in one] == []
    zero(file, sequences)  # now nothing tells any more
    told = goodturn("rescue", str(folder), str(tmp_path / "again"), "--json")
    assert "an unknown number of asks, of which nothing is left" in told.json["lost"]
