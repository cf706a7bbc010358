"""rescue: rows of a damaged book are saved, and what could not be saved is named."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.text.folding import fold
from tests.conftest import clock
from tests.crm.commands.conftest import Told
from tests.damaged_books import PAGE, pages_of, rows, zero

Goodturn = Callable[..., Told]


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


def days_of_meetings(book: Path) -> list[tuple[object, ...]]:
    """Of each meeting the id, the day and whether it is planned."""
    with closing(sqlite3.connect(book)) as connection:
        return connection.execute("SELECT id, held_on, state = 'planned' FROM meeting ORDER BY id").fetchall()


def test_of_lost_meetings_the_day_who_was_there_and_whether_it_is_still_to_come_are_kept(
    goodturn: Goodturn, damaged: Path, sample_file: Path
) -> None:
    for page in pages_of(damaged, "meeting"):
        zero(damaged, page)
    told = goodturn("rescue", "damaged.db", "--json")
    assert told.status == 1
    new = Path(told.json["book"])
    assert days_of_meetings(new) == days_of_meetings(sample_file)
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


def test_where_nothing_is_left_to_count_what_is_lost_it_is_said_all_the_same(
    goodturn: Goodturn, damaged: Path
) -> None:
    damaged.write_bytes(damaged.read_bytes()[: 12 * 4096])
    told = goodturn("rescue", "damaged.db", "--json")
    assert (told.status, told.json["people"]) == (1, 0)
    assert "an unknown number of people, of which nothing is left" in told.json["lost"]
    assert "the history of an unknown number of steps, which can no longer be undone" in told.json["lost"]


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
