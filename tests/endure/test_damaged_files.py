"""Damaged files: every command answers with a sentence, nothing is overwritten, and undamaged pages are rescued.

The normal tests take some of the kinds of damage, `make endure` two hundred files.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from crm.book import Book
from crm.commands.run_command import run
from crm.storage.content_tables import content_tables, references
from tests.conftest import clock
from tests.damaged_books import PAGE, fill, pages_of_rows, pages_of_schema
from tests.endure.damaging_files import OTHER_FILES, SPOILED

ROOT = Path(__file__).resolve().parent.parent.parent
MANY, FEW = 100, 2
SEED = int(os.environ.get("SEED", "11"))
THROUGH_A_PROCESS = 20  # every so many files once more as a user's shell does it


@dataclass
class Sound:
    """The book before the damage: its folder, a backup of it, and what stands where."""

    folder: Path
    backup: Path
    foreign_log: bytes
    own_log: bytes
    file_of_own_log: bytes
    tables: list[str]
    rows: dict[tuple[str, int], tuple[object, ...]]
    pages: dict[tuple[str, int], set[int]]
    owners: dict[tuple[str, int], set[tuple[str, int]]]
    data: bytes
    schema_pages: set[int]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    room = tmp_path_factory.mktemp("sound")
    fill(room / "book")
    file = room / "book" / "goodturn.db"
    assert command(room / "book", "backup", str(room / "copy.db"))[0] == 0
    book = sqlite3.connect(file)
    tables = content_tables(book)
    rows = {
        (table, row[-1]): tuple(row)
        for table in tables
        for row in book.execute(f'SELECT t.*, t.id FROM "{table}" t')
    }
    owners = {key: owners_of(book, key) for key in rows}
    book.close()
    own, file_of_own = logged(room / "book", room / "own", "nickname=Annie")
    foreign, _ = logged(None, room / "foreign", "nickname=Benny")
    return Sound(
        room / "book", room / "copy.db", foreign, own, file_of_own, tables, rows,
        pages_of_rows(file, tables), owners, file.read_bytes(), pages_of_schema(file),
    )  # fmt: skip


def owners_of(book: sqlite3.Connection, key: tuple[str, int]) -> set[tuple[str, int]]:
    """The rows without which this one cannot be."""
    table, row_id = key
    owning = [one for one in references(book, table) if one.is_owner]
    values = [
        (
            one.table,
            book.execute(f'SELECT "{one.column}" FROM "{table}" WHERE id = ?', (row_id,)).fetchone()[0],
        )
        for one in owning
    ]
    return {(owner, owner_id) for owner, owner_id in values if owner_id is not None}


def logged(original: Path | None, folder: Path, change: str) -> tuple[bytes, bytes]:
    """The log, and the file beside it, of a book that was changed and never closed."""
    if original is not None:
        shutil.copytree(original, folder)
    book = Book.open(folder, clock())
    with book.work() as work:
        work.session.connection()
        work.connection.execute("INSERT INTO said(words, on_day) VALUES (?, '2026-11-21')", (change,))
    found = (folder / "goodturn.db-wal").read_bytes(), (folder / "goodturn.db").read_bytes()
    book.close()
    return found


def command(folder: Path, *words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    environ = {"GOODTURN_DATA_DIR": str(folder)}
    status = run(words, stdin=StringIO(), out=out, err=err, environ=environ, cwd=folder.parent, clock=clock())
    return status, out.getvalue(), err.getvalue()


def through_a_process(folder: Path, *words: str) -> tuple[int, str, str]:
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder), *words],
        capture_output=True, text=True, cwd=folder.parent,
    )  # fmt: skip
    return told.returncode, told.stdout, told.stderr


@dataclass
class Tally:
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    on_whole_pages: int = 0
    saved: int = 0
    lost_with_owner: int = 0
    nameless: int = 0
    all_rows: int = 0
    all_saved: int = 0


def one_file(sound: Sound, room: Path, number: int, tally: Tally) -> None:
    chance = Random(f"{SEED}/{number}")
    folder = room / f"book{number}"
    folder.mkdir(mode=0o700)
    kind = _spoil(sound, folder, chance, number)
    tally.kinds[kind] += 1
    before = _bytes(folder)
    run_it = through_a_process if number % THROUGH_A_PROCESS == 0 else command
    where = f"seed {SEED}, file {number}, {kind}"
    _rescue(sound, folder, room / f"new{number}", kind, tally, where, run_it)
    assert _bytes(folder) == before, where
    for words in (["people"], ["today"], ["check"], ["backup", str(room / f"copy{number}.db")]):
        before = _bytes(folder)
        status, out, err = run_it(folder, *words)
        tally.statuses[words[0], status] += 1
        _in_words(status, out, err, f"{where}, {words[0]}")
        if status == 3:  # refused
            assert _bytes(folder) == before, f"{where}, {words[0]}"
    shutil.copyfile(sound.backup, room / f"good{number}.db")
    status, out, err = run_it(folder, "restore", str(room / f"good{number}.db"))
    tally.statuses["restore", status] += 1
    _in_words(status, out, err, f"{where}, restore")
    if status == 0:
        assert run_it(folder, "check")[0] == 0, where
    assert (room / f"good{number}.db").read_bytes() == sound.backup.read_bytes()


def _spoil(sound: Sound, folder: Path, chance: Random, number: int) -> str:
    file = folder / "goodturn.db"
    place = number % (len(SPOILED) + 3)
    if place < len(SPOILED):
        file.write_bytes(SPOILED[place](sound.data, chance))
        return SPOILED[place].__name__
    if place == len(SPOILED):
        kind = [*OTHER_FILES, "folder"][number // (len(SPOILED) + 3) % (len(OTHER_FILES) + 1)]
        if kind == "folder":
            file.mkdir()
        else:
            file.write_bytes(OTHER_FILES[kind](sound.data))
        return kind
    log = folder / "goodturn.db-wal"
    if place == len(SPOILED) + 1:
        file.write_bytes(sound.data)
        log.write_bytes(sound.foreign_log)
        return "foreign log"
    file.write_bytes(sound.file_of_own_log)
    log.write_bytes(sound.own_log[: chance.randrange(1, len(sound.own_log))])
    return "cut log"


def _rescue(
    sound: Sound, folder: Path, new: Path, kind: str, tally: Tally, where: str,
    run_it: Callable[..., tuple[int, str, str]],
) -> None:  # fmt: skip
    status, out, err = run_it(folder, "rescue", str(folder), str(new))
    tally.statuses["rescue", status] += 1
    _in_words(status, out, err, f"{where}, rescue")
    if not (new / "goodturn.db").exists():
        assert not new.exists(), where
        assert (status, out) == (1, ""), where
        assert kind in (*OTHER_FILES, "folder", "truncated"), f"{where}: {err}"
        return
    assert status in (0, 1), where
    assert command(new, "check")[0] == 0, where
    saved = _rows(new / "goodturn.db", sound.tables)
    if kind in (*OTHER_FILES, "folder"):
        return
    damaged = (folder / "goodturn.db").read_bytes()
    unlike = {key for key, row in sound.rows.items() if saved.get(key) != row}
    assert status == 1 or not unlike, f"{where}: lost and not named: {sorted(unlike)[:9]}"
    whole = {n for n in range(1, len(sound.data) // PAGE + 1) if _page(damaged, n) == _page(sound.data, n)}
    expected = {key for key, pages in sound.pages.items() if pages <= whole}
    missing = {key for key in expected if not _is_saved(sound.rows[key], saved.get(key), key[0])}
    with_owner = {key for key in missing if key not in saved and sound.owners[key] - saved.keys()}
    tally.lost_with_owner += len(with_owner)
    tally.on_whole_pages += len(expected)
    tally.saved += len(expected) - len(missing)
    tally.all_rows += len(sound.rows)
    tally.all_saved += sum(saved.get(key) == row for key, row in sound.rows.items())
    # Neither the schema nor digests may tell any more which table a page belongs to: SQLite could not read it either.
    nameless = missing - with_owner if not sound.schema_pages <= whole else set()
    tally.nameless += len(nameless)
    assert missing == with_owner | nameless, f"{where}: {sorted(missing - with_owner)[:9]}"


def _is_saved(written: tuple[object, ...], saved: tuple[object, ...] | None, table: str) -> bool:
    """Exactly, but for what is derived and for references to rows that are lost, which may be empty then."""
    if saved is None:
        return False
    return all(
        mine == theirs or theirs is None or (table == "person")
        for mine, theirs in zip(written, saved, strict=True)
    )


def _rows(file: Path, tables: list[str]) -> dict[tuple[str, int], tuple[object, ...]]:
    book = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        return {
            (table, row[-1]): tuple(row)
            for table in tables
            for row in book.execute(f'SELECT t.*, t.id FROM "{table}" t')
        }
    finally:
        book.close()


def _page(data: bytes, number: int) -> bytes:
    return data[(number - 1) * PAGE : number * PAGE]


def _bytes(folder: Path) -> dict[str, bytes]:
    """Of the book and its log; an empty log is none."""
    files = [folder / "goodturn.db", folder / "goodturn.db-wal"]
    found = {file.name: file.read_bytes() for file in files if file.is_file()}
    return {name: data for name, data in found.items() if data or name == "goodturn.db"}


def _in_words(status: int, out: str, err: str, where: str) -> None:
    assert status in (0, 1, 3), f"{where}: {status} {err}"
    assert "Traceback" not in err + out, f"{where}: {err}"
    assert "failed here" not in err, f"{where}: {err}"
    assert status == 0 or (out or err).strip(), where


def _all(sound: Sound, room: Path, numbers: range) -> Tally:
    tally = Tally()
    for number in numbers:
        one_file(sound, room, number, tally)
    print(f"\nseed {SEED}: {sum(tally.kinds.values())} damaged files {dict(tally.kinds)}")
    print({f"{name} {status}": count for (name, status), count in sorted(tally.statuses.items())})
    alone = f"{tally.lost_with_owner} belonged to rows of which nothing is left, {tally.nameless} to no table known"
    print(f"rows on whole pages: {tally.saved} of {tally.on_whole_pages} rescued; {alone}")
    print(f"of all rows, damaged or not: {tally.all_saved} of {tally.all_rows} rescued exactly as written")
    return tally


def test_some_damaged_files(sound: Sound, tmp_path: Path) -> None:
    tally = _all(sound, tmp_path, range(1, FEW + 1))
    assert sum(tally.kinds.values()) == FEW


@pytest.mark.endure
def test_a_hundred_damaged_files(sound: Sound, tmp_path: Path) -> None:
    tally = _all(sound, tmp_path, range(1, MANY + 1))
    assert sum(tally.kinds.values()) == MANY
    assert tally.on_whole_pages > 20_000
