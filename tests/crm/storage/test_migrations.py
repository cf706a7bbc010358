"""Books of every format there ever was become books of today, with everything in them.

golden/ holds one written by the program of each format: a month of a user's acts, one of them undone.
"""

import gzip
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookNotUsable, DependentStepsError
from crm.people import full_records
from crm.people.lookup import find_person
from crm.storage.backups import backup
from crm.storage.content_tables import content_tables
from crm.storage.format.migrating import expected_fingerprint, fingerprint, newest_version
from crm.storage.scratch_book import open_scratch
from crm.today.today import today_list
from tests.conftest import NOW, clock

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*.db.gz"))
DERIVED_OR_SHADOW = ("words_index", "sqlite_")


@pytest.fixture(params=GOLDEN, ids=[file.name for file in GOLDEN])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder with the book of an earlier format in it."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "goodturn.db").write_bytes(gzip.decompress(request.param.read_bytes()))
    return folder


def contents(file: Path, columns: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Every row of every table that has `columns`, or of all with all of theirs."""
    book = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    tables = [
        row[0]
        for row in book.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not row[0].startswith(DERIVED_OR_SHADOW)
    ]
    wanted = dict.fromkeys(tables, "*") if columns is None else columns
    found = {
        table: sorted(map(repr, book.execute(f'SELECT {wanted[table]} FROM "{table}"')))
        for table in tables
        if table in wanted
    }
    book.close()
    return found


def columns_of(file: Path) -> dict[str, str]:
    book = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = book.execute(
        "SELECT t.name, group_concat('\"' || c.name || '\"', ', ') FROM sqlite_master t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' GROUP BY t.name"
    )
    found = dict(rows.fetchall())
    book.close()
    return found


def test_there_is_a_book_of_every_earlier_format() -> None:
    assert [int(file.name[7:11]) for file in GOLDEN] == list(range(1, newest_version()))


def test_columns_added_since_have_a_default() -> None:
    """A step of an earlier format brings back rows that do without them. The first formats made whole tables."""
    with closing(open_scratch(8)) as first, closing(open_scratch(newest_version())) as now:
        for table in content_tables(first):
            known = {row[1] for row in first.execute(f'PRAGMA table_info("{table}")')}
            for _, name, _, is_needed, default, _ in now.execute(f'PRAGMA table_info("{table}")'):
                assert name in known or not is_needed or default is not None, f"{table}.{name}"


def test_an_old_book_is_brought_up_to_date_and_misses_nothing(old: Path) -> None:
    columns = columns_of(old / "goodturn.db")
    before = contents(old / "goodturn.db", columns)
    book = Book.open(old, clock())
    try:
        assert book.check() == []
        with book.quiet_connection() as connection:
            assert fingerprint(connection) == expected_fingerprint()
        after = contents(old / "goodturn.db", columns)
        grown = {
            table
            for table, cells in columns_of(old / "goodturn.db").items()
            if columns.get(table, cells) != cells
        }
        for told in (before, after):  # formats before 6 had no row of the book's own
            for digests in ("row_digest", "table_digest"):
                others = tuple(f"('{table}'" for table in grown | {"book"})
                told[digests] = [row for row in told[digests] if not row.startswith(others)]
        assert after == before
        assert book.read.value("SELECT count(*) FROM words_index WHERE words_index MATCH 'packaging'") > 0
    finally:
        book.close()


def test_people_of_an_old_book_are_sorted_without_titles_and_their_dates_and_deaths_are_known(
    tmp_path: Path,
) -> None:
    (tmp_path / "goodturn.db").write_bytes(gzip.decompress(GOLDEN[6].read_bytes()))
    book = Book.open(tmp_path, clock(date(2026, 12, 1)))
    try:
        titled = [
            one for one in book.read.values("SELECT full_name FROM person ORDER BY sort_key") if "." in one
        ]
        assert titled == ["Sra. Lucía Ortega", "Prof. Dr. Otto Brandt", "Ms. Priya Sharma"]
        found = {
            name: full_records.person(book.read, find_person(book.read, name))
            for name in ("Priya Sharma", "Otto Brandt")
        }
        assert found["Otto Brandt"].died == "2024-05-03"
        assert [(one.label, one.on) for one in found["Priya Sharma"].dates] == [("First met", "2019-12-03")]
        coming = {row.what for row in today_list(book.read, date(2026, 12, 1)).rows if row.rule == "dates"}
        assert coming == {
            "Ms. Priya Sharma: First met, 7 years on Thursday", "Sra. Lucía Ortega: Name day, 8 years on Saturday",
        }  # fmt: skip
        assert book.check() == []
    finally:
        book.close()


def test_rows_that_were_put_off_or_away_in_format_8_stay_so(tmp_path: Path) -> None:
    (tmp_path / "goodturn.db").write_bytes(gzip.decompress(GOLDEN[7].read_bytes()))
    book = Book.open(tmp_path, clock(date(2026, 12, 1)))
    try:
        put_off = book.read.rows("SELECT kind, subject_id FROM snooze ORDER BY id")
        assert [tuple(row) for row in put_off] == [("promise", 3), ("date", 15)]
        assert {row.key for row in today_list(book.read, date(2026, 12, 1)).rows} == {
            "promise-1",
            "promise-4",
        }
        later = today_list(book.read, date(2026, 12, 20)).rows
        assert "promise-3" in {row.key for row in later}
        assert book.check() == []
        with book.quiet_connection() as connection:
            plan = connection.execute(
                "EXPLAIN QUERY PLAN SELECT 1 FROM snooze WHERE kind = 'promise' AND subject_id = 3"
            ).fetchall()
        assert "ix_snooze_kind_subject_id" in plan[0][3]
    finally:
        book.close()


def test_no_id_of_the_old_book_is_given_twice(old: Path) -> None:
    """Also of someone who was the last and is gone."""
    raw = sqlite3.connect(old / "goodturn.db")
    raw.execute("UPDATE sqlite_sequence SET seq = seq + 100")
    raw.commit()
    before = dict(raw.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    raw.close()
    book = Book.open(old, clock())
    try:
        assert before
        assert before.items() <= dict(book.read.rows("SELECT name, seq FROM sqlite_sequence")).items()
    finally:
        book.close()


def test_a_good_copy_of_the_old_book_is_kept(old: Path) -> None:
    before = contents(old / "goodturn.db")
    Book.open(old, clock()).close()
    kept = [one.file for one in backup.backups(old) if "before-format" in one.file.name]
    assert [contents(file) for file in kept] == [before]


def test_what_was_done_in_the_old_book_can_still_be_undone_and_brought_back(old: Path) -> None:
    book = Book.open(old, clock())
    try:
        undone = next(step for step in book.steps() if step.undone)
        with pytest.raises(DependentStepsError):  # the merge rests on it
            book.undo(next(step.id for step in book.steps() if step.label.startswith("Logged meeting")))
        book.redo(undone.id)
        for _ in range(4):
            book.undo()
        assert book.check() == []
    finally:
        book.close()


def test_an_old_backup_can_be_put_back(old: Path, book: Book) -> None:
    source = shutil.copyfile(old / "goodturn.db", old / "goodturn-old.db")
    people = backup.examine(source).people
    book.restore(source)
    assert book.read.value("SELECT count(*) FROM person") == people
    assert book.check() == []


def test_a_migration_that_fails_leaves_the_old_book(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(old / "goodturn.db")

    def fail(connection: sqlite3.Connection, keeps_words: bool) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr("crm.storage.format.migrating.make_triggers", fail)
    with pytest.raises(BookNotUsable):
        Book.open(old, clock())
    monkeypatch.undo()
    assert contents(old / "goodturn.db") == before
    assert backup.newest(old) == NOW.replace(tzinfo=None)
    Book.open(old, clock()).close()
