"""restore where the book cannot be opened: the moment a backup is for."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def damage(book: Path) -> None:
    book.write_bytes(b"\0" * 4096 + book.read_bytes()[4096:])


def make_newer(book: Path) -> None:
    connection = sqlite3.connect(book)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()


@pytest.mark.parametrize("spoil", [damage, make_newer])
def test_a_backup_takes_the_place_of_a_book_that_cannot_be_opened(
    goodturn: Goodturn, people: list[int], folder: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    goodturn("backup", "copy.db")
    spoil(folder / "goodturn.db")
    spoiled = (folder / "goodturn.db").read_bytes()
    assert goodturn("set", "me", "name=Mei").status == 3
    told = goodturn("restore", "copy.db", "--json").json
    assert Path(told["present_kept_as"]).read_bytes() == spoiled
    assert {path.stat().st_mode & 0o777 for path in folder.glob("*.db")} == {0o600}
    assert len(goodturn("people", "--json").json["people"]) == 2
    assert goodturn("check").status == 0
    assert goodturn("set", "Ana Ruiz", "tag+=food").status == 0
    assert not list(folder.glob(".restore-*"))


def test_a_backup_takes_the_place_of_a_book_that_is_gone(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    goodturn("backup", "copy.db")
    (folder / "goodturn.db").unlink()
    assert goodturn("people").status == 3
    assert goodturn("restore", "copy.db", "--json").json["present_kept_as"] is None
    assert len(goodturn("people", "--json").json["people"]) == 2


def test_a_book_that_cannot_be_opened_hands_its_uid_to_a_backup_without_one(
    goodturn: Goodturn, people: list[int], folder: Path, tmp_path: Path
) -> None:
    """The lock file remembers it."""
    uid = of_book(folder / "goodturn.db")
    old = Path(__file__).parents[1] / "storage/golden/schema-0005.db.gz"
    (tmp_path / "old.db").write_bytes(gzip.decompress(old.read_bytes()))
    damage(folder / "goodturn.db")
    assert goodturn("restore", "old.db").status == 0
    assert of_book(folder / "goodturn.db") == uid


def of_book(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT uid FROM book").fetchone()[0])


def test_a_bad_backup_leaves_even_a_damaged_book_as_it_is(
    goodturn: Goodturn, people: list[int], folder: Path, tmp_path: Path
) -> None:
    damage(folder / "goodturn.db")
    spoiled = (folder / "goodturn.db").read_bytes()
    (tmp_path / "copy.db").write_text("no backup")
    for file in ("copy.db", "nowhere.db", str(folder / "goodturn.db"), str(folder)):
        refused = goodturn("restore", file)
        assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1), file
    assert (folder / "goodturn.db").read_bytes() == spoiled
    assert not (folder / "backups").exists()


def test_a_book_in_use_is_never_replaced(
    goodturn: Goodturn, people: list[int], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm.storage.lock import Lock  # what another Goodturn holds

    goodturn("backup", "copy.db")
    monkeypatch.setattr("crm.commands.window_or_book.WAIT", 0.0)
    lock = Lock(folder / "goodturn.lock")
    assert lock.take()
    try:
        assert goodturn("restore", "copy.db").status == 3
    finally:
        lock.release()
