"""A log beside the book that is another book's is refused: SQLite would merge it, and only the digests would object."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookDamaged
from crm.storage.lock import LockRecord, read_record
from crm.storage.wal import belongs_to_book
from crm.storage.wal.belongs_to_book import DamagedLog, ForeignLog
from crm.storage.wal.frames import FRAME_HEADER, HEADER, state_of
from tests.conftest import NOW, clock
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.test_journal import add_person

ROOT = Path(__file__).resolve().parents[3]
DIE = (
    "import os, sys; from pathlib import Path; from crm.book import Book; from tests.conftest import clock;"
    "from tests.crm.storage.test_journal import add_person;"
    "book = Book.open(Path(sys.argv[1]), clock()); [add_person(book, name) for name in sys.argv[2:]]; os._exit(9)"
)


def die_after_adding(folder: Path, *names: str) -> None:
    """A process writes and is ended: its log stays beside the book."""
    ended = subprocess.run([sys.executable, "-c", DIE, str(folder), *names], cwd=ROOT, check=False)
    assert ended.returncode == 9
    assert belongs_to_book.has_log(folder / "goodturn.db")


@pytest.fixture
def foreign_log(tmp_path: Path, empty_book_folder: Path) -> Path:
    other = tmp_path / "other"
    shutil.copytree(empty_book_folder, other)
    die_after_adding(other, "Otto Wenzel")
    return other / "goodturn.db-wal"


@pytest.fixture
def ours(folder: Path) -> Path:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz")
    with book.work() as work:
        work.insert_many("tag", ["name"], [("xyzzy plugh",)])
    book.close()
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("goodturn.db", "goodturn.db-wal")}


def people(folder: Path) -> list[str]:
    book = Book.open(folder, clock())
    try:
        assert book.check() == []
        return book.read.values("SELECT full_name FROM person")
    finally:
        book.close()


def test_the_lock_file_says_which_book_and_whether_it_was_closed(ours: Path) -> None:
    closed = read_record(ours / "goodturn.lock")
    assert closed is not None
    assert not closed.is_open
    book = Book.open(ours, clock())
    assert book.read.value("SELECT uid FROM book") == closed.book
    assert read_record(ours / "goodturn.lock") == closed, "nothing was written yet"
    add_person(book, "Ben Okafor")
    assert read_record(ours / "goodturn.lock") == LockRecord(closed.book, is_open=True)
    book.close()
    assert read_record(ours / "goodturn.lock") == closed


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b'{"book": 5, "state": "open"}', b'{"book": "x", "state": "ajar"}', b"\xff"]
)
def test_a_record_that_makes_no_sense_is_none(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "goodturn.lock").write_bytes(spoilt)
    assert read_record(tmp_path / "goodturn.lock") is None


def test_a_log_beside_a_closed_book_is_refused_and_both_are_kept(ours: Path, foreign_log: Path) -> None:
    shutil.copy(foreign_log, ours / "goodturn.db-wal")
    before = held(ours)
    with pytest.raises(ForeignLog, match="not its own"):
        Book.open(ours, clock())
    assert held(ours) == before


@pytest.mark.parametrize("record", ["open", "none"])
def test_a_foreign_log_after_an_unclean_end_is_told_by_the_digests(
    ours: Path, foreign_log: Path, record: str
) -> None:
    lock = ours / "goodturn.lock"
    lock.write_text(lock.read_text().replace("closed", "open") if record == "open" else "")
    shutil.copy(foreign_log, ours / "goodturn.db-wal")
    before = held(ours)
    for for_repair in (False, True):
        with pytest.raises(ForeignLog):
            Book.open(ours, clock(), even_if_damaged=for_repair)
    assert held(ours) == before


def test_once_it_is_set_aside_the_book_opens_with_everyone(ours: Path, foreign_log: Path) -> None:
    shutil.copy(foreign_log, ours / "goodturn.db-wal")
    (moved,) = belongs_to_book.set_aside(ours / "goodturn.db", NOW)
    assert moved.read_bytes() == foreign_log.read_bytes()
    assert people(ours) == ["Ana Ruiz"]


def test_a_rollback_journal_is_never_ours(ours: Path) -> None:
    (ours / "goodturn.db-journal").write_bytes(b"a journal")
    with pytest.raises(ForeignLog, match=r"goodturn\.db-journal"):
        Book.open(ours, clock())
    assert (ours / "goodturn.db-journal").read_bytes() == b"a journal"


def test_our_own_log_after_an_unclean_end_is_folded_in(ours: Path) -> None:
    die_after_adding(ours, "Ben Okafor")
    assert people(ours) == ["Ana Ruiz", "Ben Okafor"]
    record = read_record(ours / "goodturn.lock")
    assert record is not None
    assert not record.is_open


def test_a_large_step_that_was_not_sealed_yet_counts_as_our_own(ours: Path) -> None:
    code = DIE.replace(
        "[add_person(book, name) for name in sys.argv[2:]]",
        "import tests.crm.storage.test_foreign_logs as t; t.add_tags(book)",
    )
    subprocess.run([sys.executable, "-c", code, str(ours), ""], cwd=ROOT, check=False)
    assert belongs_to_book.has_log(ours / "goodturn.db")
    book = Book.open(ours, clock())
    assert book.read.value("SELECT count(*) FROM tag") == 1001
    assert book.check() == []
    book.close()


def add_tags(book: Book) -> None:
    with book.work() as work:
        work.insert_many("tag", ["name"], [(f"tag {number}",) for number in range(1000)])


def test_damage_is_met_after_an_unclean_end_before_the_log_is_folded_in(ours: Path) -> None:
    die_after_adding(ours, "Ben Okafor")
    flip_in_note(ours / "goodturn.db", b"xyzzy plugh")
    before = held(ours)
    with pytest.raises(BookDamaged, match="1 row of tag") as told:
        Book.open(ours, clock())
    assert [(one.table, one.row_id) for one in told.value.findings if one.kind == "changed"] == [("tag", 1)]
    assert held(ours) == before
    book = Book.open(ours, clock(), even_if_damaged=True)  # to mend it
    book.accept_damage()
    book.close()
    assert "Ben Okafor" in people(ours)


def test_our_own_log_with_a_damaged_row_is_damage_and_no_foreign_log(ours: Path) -> None:
    """It must not be told to be moved away: the steps in it are the user's."""
    die_after_adding(ours, "Ben Okafor")
    log = bytearray((ours / "goodturn.db-wal").read_bytes())
    flip_in_frames(log, b"Ben Okafor")
    (ours / "goodturn.db-wal").write_bytes(log)
    before = held(ours)
    with pytest.raises(BookDamaged, match="1 row of person"):
        Book.open(ours, clock())
    assert held(ours) == before


def flip_in_frames(log: bytearray, words: bytes) -> None:
    """One letter of these words wherever a row of person holds them, and each frame's checksum made to fit again."""
    page = int.from_bytes(log[8:12], "big")
    order = "big" if log[3] & 1 else "little"
    one, two = (int.from_bytes(log[at : at + 4], "big") for at in (24, 28))
    for start in range(32, len(log), 24 + page):
        frame = memoryview(log)[start : start + 24 + page]
        at = bytes(frame).find(words)
        while at >= 0:
            if bytes(frame[at - 6 : at]) != b"Added ":  # the label of the step
                frame[at + 1] ^= 0x04
            at = bytes(frame).find(words, at + 1)
        for part in (bytes(frame[:8]), bytes(frame[24:])):
            for place in range(0, len(part), 8):
                one = (one + int.from_bytes(part[place : place + 4], order) + two) & 0xFFFFFFFF
                two = (two + int.from_bytes(part[place + 4 : place + 8], order) + one) & 0xFFFFFFFF
        frame[16:20], frame[20:24] = one.to_bytes(4, "big"), two.to_bytes(4, "big")


@pytest.mark.skipif(os.name != "posix", reason="has pipes in folders")
@pytest.mark.parametrize(
    "name", ["goodturn.db", "goodturn.lock", "goodturn.db-wal", "due.ics", "window.json", "not-logged.txt"]
)
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_a_pipe_or_folder_in_the_place_of_a_file_is_refused(ours: Path, name: str, kind: str) -> None:
    (ours / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(ours / name)
    else:
        (ours / name).mkdir()
    with pytest.raises(Exception, match=f"{name} in {ours} is no file"):
        Book.open(ours, clock())


COPIED_OVER = (
    "import os, sys; from pathlib import Path; from crm.book import Book; from tests.conftest import clock;"
    "from tests.crm.storage.test_journal import add_person;"
    "book = Book.open(Path(sys.argv[1]), clock()); add_person(book, 'Ben Okafor');"
    "log = Path(sys.argv[1], 'goodturn.db-wal'); foreign = Path(sys.argv[2]).read_bytes();"
    "opened = log.open('r+b'); opened.write(foreign); opened.truncate(); opened.close();"
    "add_person(book, 'Cy Twombly'); os._exit(9)"
)


def test_a_log_copied_over_that_of_an_open_book_is_told_and_not_dropped_in_silence(
    ours: Path, foreign_log: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COPIED_OVER, str(ours), str(foreign_log)], cwd=ROOT, check=False
    )
    assert ended.returncode == 9
    before = held(ours)
    with pytest.raises(ForeignLog, match="both files were left as they are"):
        Book.open(ours, clock())
    assert held(ours) == before
    belongs_to_book.set_aside(ours / "goodturn.db", NOW)
    assert people(ours) == ["Ana Ruiz"]


def test_a_log_that_began_anew_and_left_frames_of_earlier_rounds_is_our_own(ours: Path) -> None:
    rounds = DIE.replace(
        "[add_person(book, name) for name in sys.argv[2:]];",
        "[(add_person(book, f'{sys.argv[2]} {n}'), sqlite3.connect(Path(sys.argv[1], 'goodturn.db'))"
        ".execute('PRAGMA wal_checkpoint(RESTART)').fetchall() if n < 4 else None) for n in range(5)];",
    ).replace("import os", "import sqlite3, os")
    ended = subprocess.run([sys.executable, "-c", rounds, str(ours), "Ben"], cwd=ROOT, check=False)
    assert ended.returncode == 9
    assert people(ours) == ["Ana Ruiz", "Ben 0", "Ben 1", "Ben 2", "Ben 3", "Ben 4"]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def ends_of_steps(log: bytes) -> list[int]:
    """Where in the log a transaction ends."""
    size = FRAME_HEADER + int.from_bytes(log[8:12], "big")
    return [at + size for at in range(HEADER, len(log), size) if any(log[at + 4 : at + 8])]


@pytest.mark.parametrize(
    "at", [4, 18, 26, HEADER + 2, HEADER + 9, HEADER + 18, HEADER + 500, "the second step"]
)
def test_one_flipped_bit_in_the_log_never_drops_saved_steps_in_silence(ours: Path, at: int | str) -> None:
    """SQLite reads up to the first frame that does not fit, and says nothing of what stands behind."""
    die_after_adding(ours, "Ben Okafor", "Cy Twombly", "Dora Maar")
    log = ours / "goodturn.db-wal"
    data = log.read_bytes()
    log.write_bytes(flipped(data, at if isinstance(at, int) else ends_of_steps(data)[0] + 2000))
    before = held(ours)
    for for_repair in (False, True):
        with pytest.raises((DamagedLog, ForeignLog), match="both files were left as they are"):
            Book.open(ours, clock(), even_if_damaged=for_repair)
    assert held(ours) == before
    (moved,) = belongs_to_book.set_aside(ours / "goodturn.db", NOW)
    assert moved.read_bytes() == before["goodturn.db-wal"]
    assert people(ours) == ["Ana Ruiz", *(["Ben Okafor"] if at == "the second step" else [])]


@pytest.mark.parametrize("ending", ["cut", "zeros", "torn"])
def test_a_step_that_never_reached_the_disk_whole_is_no_damage(ours: Path, ending: str) -> None:
    """The power went in the middle of a write: the step was not acknowledged yet."""
    die_after_adding(ours, "Ben Okafor", "Cy Twombly")
    log = ours / "goodturn.db-wal"
    data = log.read_bytes()
    first, last = ends_of_steps(data)[0], len(data)
    torn = {
        "cut": data[: first + 3000],
        "zeros": data[:first] + bytes(last - first),
        "torn": flipped(data, first + 2000),
    }
    log.write_bytes(torn[ending])
    assert state_of(log) == "whole"
    assert people(ours) == ["Ana Ruiz", "Ben Okafor"]
