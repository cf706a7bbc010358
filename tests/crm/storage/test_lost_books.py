"""A book whose file is gone is never replaced by an empty one in silence; a new one comes into being whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookLost
from crm.storage import opening
from crm.storage.lock import read_record
from crm.storage.lost_book_traces import find_traces, move_traces_aside
from crm.storage.restore.replacing_lost_book import replace_book
from tests.conftest import NOW, clock
from tests.crm.storage.test_journal import add_person


@pytest.fixture
def ours(folder: Path) -> Path:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz")
    book.close()
    return folder


def gone(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("lose", [gone, emptied])
@pytest.mark.parametrize("left", ["due.ics", "goodturn.lock", "backups", "goodturn.db-wal"])
def test_whatever_is_left_of_a_book_keeps_a_new_one_from_its_place(
    ours: Path, lose: Callable[[Path], None], left: str
) -> None:
    if left != "goodturn.lock":
        (ours / "goodturn.lock").unlink()
    if left == "backups":
        (ours / "backups").mkdir(exist_ok=True)
        (ours / "backups" / "goodturn-2026-11-20-080000.db").write_bytes(b"a copy")
    elif left != "goodturn.lock":
        (ours / left).write_bytes(b"left")
    lose(ours / "goodturn.db")
    before = sorted(file.name for file in ours.iterdir())
    with pytest.raises(BookLost, match=left):
        Book.open(ours, clock())
    assert sorted({*before, "goodturn.lock"}) == sorted(file.name for file in ours.iterdir())
    assert not (ours / "goodturn.db").exists() or (ours / "goodturn.db").stat().st_size == 0


def test_a_lock_file_alone_is_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "goodturn.lock").touch()
    (tmp_path / "goodturn.db").touch()
    book = Book.open(tmp_path, clock())
    add_person(book, "Ana Ruiz")
    book.close()
    assert find_traces(tmp_path).names == ("goodturn.lock",)


@pytest.mark.parametrize("step", ["migrate_new", "connect"])
def test_a_first_start_that_is_ended_leaves_nothing_that_the_next_one_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Ended(BaseException):
        pass

    def end(*_words: object) -> None:
        raise Ended

    with monkeypatch.context() as patch:
        patch.setattr(opening, step, end)
        with pytest.raises(Ended):
            Book.open(tmp_path / "new", clock())
    assert not (tmp_path / "new" / "goodturn.db").exists()
    Book.open(tmp_path / "new", clock()).close()
    assert [file.name for file in (tmp_path / "new").iterdir() if file.name.startswith(".")] == []


def test_the_newest_backup_is_named_and_can_be_put_back(ours: Path) -> None:
    book = Book.open(ours, clock())
    kept = book.backup().file
    book.close()
    gone(ours / "goodturn.db")
    with pytest.raises(BookLost, match="2026-11-21 09:30"):
        Book.open(ours, clock())
    replace_book(ours, kept, clock())
    again = Book.open(ours, clock())
    assert again.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    again.close()


def test_what_is_left_can_be_set_aside_for_a_new_book(ours: Path) -> None:
    (ours / "due.ics").write_text("due")
    gone(ours / "goodturn.db")
    room = move_traces_aside(ours, NOW)
    assert room is not None
    assert sorted(file.name for file in room.iterdir()) == ["due.ics", "goodturn.lock"]
    book = Book.open(ours, clock())
    assert book.read.value("SELECT count(*) FROM person") == 0
    book.close()
    assert (room / "due.ics").read_text() == "due"


def test_what_killed_processes_left_is_swept_at_the_next_opening(ours: Path) -> None:
    for name in (".restore-1", ".rescue-2", ".zip-3", ".pasted-4"):
        (ours / name).mkdir()
        (ours / name / "copy.db").write_bytes(b"a whole book")
    (ours / ".all.json.x.part").write_bytes(b"half an export")
    (ours / "kept.part").write_bytes(b"the user's own")
    Book.open(ours, clock()).close()
    assert not [file.name for file in ours.iterdir() if file.name.startswith(".")]
    assert (ours / "kept.part").exists()
    assert read_record(ours / "goodturn.lock") is not None
