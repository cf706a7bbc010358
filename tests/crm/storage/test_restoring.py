"""Backups from anywhere: looked at by a process of their own, and put back only when they are sound to the last row."""

import gzip
import os
import sqlite3
import threading
from pathlib import Path
from random import Random

import pytest

from crm.book import Book
from crm.errors import BookNotUsable, FileNotRead
from crm.people import notes
from crm.storage.backups import backup
from crm.storage.backups.underway import PendingBackup
from crm.storage.format.migrating import newest_version
from crm.storage.suspect.child_client import quick_look, quick_looks
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person
from tests.hostile_backups import ENDLESS, HARMS

GOLDEN = Path(__file__).parent / "golden"


def uid_of(book: Book) -> str:
    return str(book.read.value("SELECT uid FROM book"))


def copy_of(book: Book, tmp_path: Path) -> Path:
    book.backup(tmp_path / "copy.db")
    return tmp_path / "copy.db"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("endless view", "a structure Goodturn did not make"),
        ("trigger named as ours", "a structure Goodturn did not make"),
        ("generated column", "a structure Goodturn did not make"),
        ("shadow that computes", "a structure Goodturn did not make"),
        ("reserved bytes", "laid out as Goodturn never does"),
        ("log beside", "a log lies beside it"),
        ("journal beside", "a log lies beside it"),
        ("newer format", "written by a newer Goodturn|makes no sense"),
        ("page count", "than it says"),
        ("many steps", "not in order"),
        ("last ids", "are not as they were given"),
        ("empty", "is empty"),
        ("FIFO", "is no file"),
        ("folder", "is no file"),
    ],
)
def test_a_refusal_says_why_in_one_sentence(book: Book, tmp_path: Path, kind: str, why: str) -> None:
    add_person(book, "Ana Ruiz")
    copy = copy_of(book, tmp_path)
    add_person(book, "Ben Okafor")
    HARMS[kind](copy, Random(1))
    with pytest.raises(FileNotRead, match=why) as refused:
        book.restore(copy)
    assert "nothing was changed" in str(refused.value)
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz", "Ben Okafor"]
    assert not list(book.folder.glob("backups/*before-restore*")), "the present was copied for nothing"


def test_a_look_that_would_never_end_is_ended_and_the_next_file_is_looked_at(
    book: Book, tmp_path: Path
) -> None:
    """The structure itself is a tree of twelve floors, each branch of which is the same page of the next floor."""

    class Chosen(Random):
        def choice(self, offered):  # type: ignore[no-untyped-def]
            return offered[places.pop(0)]

    places = [0, -1, -1]
    good, bad = copy_of(book, tmp_path), tmp_path / "bad.db"
    bad.write_bytes(good.read_bytes())
    HARMS["circle"](bad, Chosen())
    found = dict(quick_looks([bad, good]))
    assert "more time or memory" in str(found[bad])
    assert found[good] == quick_look(good)


def test_the_structure_of_every_format_is_known(tmp_path: Path) -> None:
    """And is compared: what is added to a book of an older format is seen, too."""
    versions, good, bad = list(range(1, newest_version())), [], []
    for version in versions:
        for files in (good, bad):
            files.append(tmp_path / f"{version}-{len(files)}-{files is bad}.db")
            files[-1].write_bytes(gzip.decompress((GOLDEN / f"schema-{version:04}.db.gz").read_bytes()))
        changed = sqlite3.connect(bad[-1])
        changed.execute(f"CREATE VIEW theirs AS {ENDLESS}")
        changed.close()
    assert [looked.version for _, looked in quick_looks(good)] == versions
    assert all("structure" in str(refusal) for _, refusal in quick_looks(bad))


def test_a_restored_book_keeps_its_own_uid(book: Book, tmp_path: Path) -> None:
    copy, own = copy_of(book, tmp_path), uid_of(book)
    with book.quiet_connection() as connection:
        connection.execute("UPDATE book SET uid = ?", ("ab" * 16,))
    assert book.restore(copy).uid == uid_of(book) == own


def test_a_backup_from_before_there_were_uids_takes_the_present_ones(book: Book, tmp_path: Path) -> None:
    own = uid_of(book)
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress((GOLDEN / "schema-0005.db.gz").read_bytes()))
    assert book.restore(old).uid == uid_of(book) == own
    assert book.check() == []


def test_ids_journal_and_undo_go_on_after_a_restore(book: Book, tmp_path: Path) -> None:
    ana = add_person(book, "Ana Ruiz")
    with book.work() as work:
        work.label = "Noted"
        notes.add_note(work, ana, "told in confidence")
    copy = copy_of(book, tmp_path)
    add_person(book, "Ben Okafor")
    book.restore(copy)
    assert book.undo().label == "Undo: Noted" or not book.read.values("SELECT words FROM note")
    book.redo()
    assert book.read.values("SELECT words FROM note") == ["told in confidence"]
    assert add_person(book, "Mei Kobayashi") == ana + 1
    assert book.check() == []


def test_the_source_is_neither_changed_nor_joined_by_other_files(book: Book, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    copy = copy_of(book, room)
    copy.chmod(0o400)
    before = copy.read_bytes()
    quick_look(copy)
    book.restore(copy)
    assert [file.name for file in room.iterdir()] == ["copy.db"]
    assert (copy.read_bytes(), copy.stat().st_mode & 0o777) == (before, 0o400)


def test_a_damaged_present_is_kept_apart(folder: Path, tmp_path: Path) -> None:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz")
    copy = copy_of(book, tmp_path)
    with book.quiet_connection() as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'advice'").fetchone()[0]
    book.close()
    with (folder / "goodturn.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    damaged = (folder / "goodturn.db").read_bytes()
    book = Book.open(folder, clock())
    kept = book.restore(copy).present_kept_as
    assert kept is not None
    assert kept.parent == folder / "backups" / "damaged"
    assert kept.read_bytes()[4096:] == damaged[4096:], "page by page, but for the header's own counters"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert book.check() == []
    assert kept not in [one.file for one in backup.backups(folder)]
    book.close()


def test_the_book_itself_is_no_backup_of_it(book: Book, tmp_path: Path) -> None:
    add_person(book, "Ana Ruiz")
    (tmp_path / "link.db").symlink_to(book.file)
    for file in (book.file, tmp_path / "link.db"):
        with pytest.raises(FileNotRead, match="is the book itself"):
            book.restore(file)


def test_nothing_is_left_of_a_restore_that_is_refused(book: Book, tmp_path: Path) -> None:
    add_person(book, "Ana Ruiz")
    copy = copy_of(book, tmp_path)
    HARMS["last ids"](copy, Random(1))
    before = sorted(os.listdir(book.folder))  # noqa: PTH208
    with pytest.raises(FileNotRead):
        book.restore(copy)
    assert sorted(os.listdir(book.folder)) == before  # noqa: PTH208


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_among_the_backups_is_passed_over(book: Book) -> None:
    """Opening one waits for a process that writes into it."""
    add_person(book, "Ana Ruiz")
    good, odd = book.backup().file, book.backup().file
    for file in odd.parent.glob(f"{odd.stem}*"):
        if file.stem == odd.stem:
            file.unlink()
            os.mkfifo(file)
    os.mkfifo(odd.with_name("goodturn-2026-01-01-000000.db"))
    assert [one.file for one in backup.backups(book.folder)] == [good]
    book.backup()


def test_others_write_while_the_present_is_examined_and_what_they_wrote_is_kept(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(book, "Ana Ruiz")
    before = book.backup()
    waits = PendingBackup.wait_for_either
    seen: list[str] = []

    def wait(self: PendingBackup, *_: object) -> backup.Backup:
        name = f"Person {len(seen)}"
        seen.append(name)
        if len(seen) == 1:
            writer = threading.Thread(target=add_person, args=(book, name))
            writer.start()
            writer.join(30)
            assert not writer.is_alive(), "the examination holds the writer's turn"
        return waits(self)

    monkeypatch.setattr(PendingBackup, "wait_for_either", wait)
    done = book.restore(before.file)
    assert len(seen) == 2, "the present is copied once more, and no third time"
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    assert done.present_kept_as is not None
    assert backup.examine(done.present_kept_as).people == 2


def test_one_that_types_on_and_on_is_held_up_at_last(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(book, "Ana Ruiz")
    before = book.backup()
    waits = PendingBackup.wait_for_either
    people: list[int] = []

    def wait(self: PendingBackup, *_: object) -> backup.Backup:
        people.append(1)
        if len(people) < 3:
            add_person(book, f"Person {len(people)}")
        return waits(self)

    monkeypatch.setattr(PendingBackup, "wait_for_either", wait)
    done = book.restore(before.file)
    assert len(people) == 3
    assert done.present_kept_as is not None
    assert backup.examine(done.present_kept_as).people == 3, "the last copy is made within the writer's turn"


def test_a_book_closed_while_a_backup_is_made_ready_stays_as_it_is(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(book, "Ana Ruiz")
    before = book.backup()
    add_person(book, "Ben Okafor")
    waits = PendingBackup.wait_for_either

    def close(self: PendingBackup, *_: object) -> backup.Backup:
        book.close()
        return waits(self)

    monkeypatch.setattr(PendingBackup, "wait_for_either", close)
    with pytest.raises(BookNotUsable, match="The book is closed; nothing was changed"):
        book.restore(before.file)
    again = Book.open(book.folder, clock())
    assert again.read.value("SELECT count(*) FROM person") == 2
    again.close()
