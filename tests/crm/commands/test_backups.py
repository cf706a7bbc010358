"""Backups by commands: a damaged book says so, the list needs no book, and each day that writes leaves a copy."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.commands.run_command import run
from crm.storage.backups import backup, ledger
from crm.storage.backups.folder import damaged_folder
from tests.conftest import NOW, TODAY, clock
from tests.crm.commands.conftest import Told
from tests.read_only_place import read_only

Goodturn = Callable[..., Told]


@pytest.fixture
def daily(folder: Path, tmp_path: Path) -> Callable[..., Told]:
    """As main.py runs a command: `daily("log", "...", now=...)`."""

    def runs(*argv: str, now: datetime = NOW) -> Told:
        out, err = StringIO(), StringIO()
        status = run(
            argv, stdin=StringIO(), out=out, err=err, environ={"GOODTURN_DATA_DIR": str(folder)}, cwd=tmp_path,
            clock=Clock(TODAY, lambda: now), backs_up=True,
        )  # fmt: skip
        return Told(status, out.getvalue(), err.getvalue())

    return runs


def noted(folder: Path) -> int:
    good = ledger.read(folder).last_good
    return good.number if good else 0


def made(folder: Path, qtbot, count: int) -> list[int]:  # type: ignore[no-untyped-def]
    """How many people each copy holds, newest first, once there are as many."""
    qtbot.waitUntil(lambda: noted(folder) == count, timeout=30_000)
    return [one.people for one in backup.backups(folder)]


def change_a_letter(file: Path, words: bytes) -> None:
    held = bytearray(file.read_bytes())
    held[held.index(words) + 5] ^= 0x02
    file.write_bytes(held)


def test_a_damaged_book_makes_no_backup_and_says_what_is_damaged(
    goodturn: Goodturn, folder: Path, people: list[int]
) -> None:
    goodturn("set", "Ana Ruiz", "note=The plumbago blooms")
    goodturn("backup")
    before = goodturn("backups", "--json").json
    change_a_letter(folder / "goodturn.db", b"The plumbago")
    told = goodturn("backup")
    assert (told.status, told.out) == (3, "")
    for word in ("1 row of note", str(damaged_folder(folder)), "`check`", "`restore`", "`rescue`"):
        assert word in told.err
    listed = goodturn("backups", "--json").json
    assert listed["backups"] == before["backups"]
    assert listed["remarks"] == [
        "The book is damaged (1 row of note): `check` names it, and earlier backups stay."
    ]
    assert [file.suffix for file in damaged_folder(folder).glob("*.db")] == [".db"]
    assert goodturn("check").status == 1


@pytest.mark.parametrize("harm", ["damaged", "lost"])
def test_the_list_needs_no_book(goodturn: Goodturn, folder: Path, people: list[int], harm: str) -> None:
    goodturn("backup")
    before = goodturn("backups", "--json").json
    assert len(before["backups"]) == 1
    assert "     2 people  " in goodturn("backups").out
    file = folder / "goodturn.db"
    if harm == "damaged":
        file.write_bytes(b"no book at all" * 1000)
    else:
        file.unlink()
    told = goodturn("backups", "--json")
    assert (told.status, told.json) == (0, before)


def test_check_says_when_the_last_backup_and_check_were(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn("check", "--json").json
    assert (told["last_backup"], told["last_check"]) == (None, None)
    goodturn("backup")
    told = goodturn("check", "--json").json
    assert (told["last_backup"], told["last_check"]) == ("2026-11-21T09:30:00", "2026-11-21T09:30:00")
    assert "Last good backup: 2026-11-21 09:30." in goodturn("check").out


def test_a_day_of_commands_that_write_leaves_one_backup(
    daily: Goodturn, folder: Path, people: list[int], qtbot
) -> None:
    daily("people")
    assert backup.backups(folder) == [], "reading needs no backup"
    assert daily("log", "Coffee with Ana Ruiz yesterday").status == 0
    assert made(folder, qtbot, 1) == [2]
    daily("log", "Lunch with Nia Adeyemi")
    assert len(backup.backups(folder)) == 1
    daily("log", "Call with Dev Chandra", now=NOW + timedelta(days=3650))
    assert made(folder, qtbot, 2) == [4, 2]
    daily("log", "Call with Rosa Weiss")
    assert made(folder, qtbot, 3) == [5, 4, 2], "a clock that was ten years ahead puts nothing off"


def test_tests_and_the_open_window_start_no_child(
    goodturn: Goodturn, folder: Path, people: list[int]
) -> None:
    goodturn("log", "Coffee with Ana Ruiz yesterday")
    assert not (folder / "backups").exists()


def test_a_backup_that_fails_never_makes_the_command_fail_but_the_next_one_tells(
    daily: Goodturn, folder: Path, people: list[int], monkeypatch: pytest.MonkeyPatch, qtbot, caplog
) -> None:
    from crm.storage.backups import underway  # what is broken here

    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(underway, "copy", no_room)
        told = daily("log", "Coffee with Ana Ruiz yesterday")
    assert (told.status, told.err) == (0, "")
    assert ledger.read(folder).unresolved_failure is not None
    told = daily("log", "Lunch with Nia Adeyemi")
    assert (told.status, told.err.count("\n")) == (0, 1)
    assert told.err.startswith("This is saved, but not backed up yet. The disk that holds ")
    assert "is full; no backup was made, and earlier ones stay. Make some room" in told.err
    assert daily("people").err == ""
    daily("log", "Lunch with Nia Adeyemi", now=NOW + timedelta(days=1))
    assert made(folder, qtbot, 1) == [3]
    assert daily("log", "Lunch with Ben Okafor").err == ""


def test_the_book_is_closed_when_the_child_works(
    daily: Goodturn, folder: Path, people: list[int], qtbot
) -> None:
    daily("log", "Coffee with Ana Ruiz yesterday")
    Book.open(folder, clock()).close()
    assert made(folder, qtbot, 1) == [2]


def test_once_the_book_is_mended_its_damage_is_told_no_longer_and_it_is_backed_up(
    daily: Goodturn, folder: Path, people: list[int], qtbot
) -> None:
    daily("set", "Ana Ruiz", "note=The plumbago blooms")
    assert made(folder, qtbot, 1) == [2]
    change_a_letter(folder / "goodturn.db", b"The plumbago")
    tomorrow = NOW + timedelta(days=1)
    assert daily("log", "Coffee with Ben Okafor", now=tomorrow).status == 0
    qtbot.waitUntil(lambda: ledger.read(folder).is_damaged, timeout=30_000)
    assert "The book is damaged" in daily("log", "Lunch with Ben Okafor", now=tomorrow).err
    repaired = daily("check", "--put-right", now=tomorrow)
    assert (repaired.status, repaired.err) == (0, "")
    qtbot.waitUntil(lambda: noted(folder) > 2, timeout=30_000)
    assert daily("log", "Lunch with Ben Okafor", now=tomorrow).err == ""


@pytest.mark.parametrize("what", ["file", "lock"])
def test_a_folder_of_backups_that_cannot_be_used_is_told_by_the_command_that_wanted_it(
    daily: Goodturn, folder: Path, people: list[int], what: str
) -> None:
    if what == "file":
        (folder / "backups").write_text("not a folder")
    else:
        (folder / "backups" / "backups.lock").mkdir(parents=True)
    for _ in range(2):
        told = daily("log", "Coffee with Ana Ruiz yesterday")
        assert (told.status, told.err.count("\n")) == (0, 1)
        assert told.err.startswith("This is saved, but not backed up. ")
    (reason,) = daily("backups", "--json").json["remarks"]
    assert reason in daily("backups").out.splitlines()
    assert str(folder / "backups") in reason
    refused = daily("backup")
    assert (refused.status, refused.err.count("\n")) == (3, 1)
    if what == "file":
        assert refused.err.startswith(
            f"backups in {folder} is no folder, as it should be; no backup was made."
        )


@pytest.mark.parametrize("what", ["the data folder", "the folder of backups"])
def test_a_backup_to_another_place_needs_no_writing_in_the_books_own_folder(
    goodturn: Goodturn, folder: Path, tmp_path: Path, people: list[int], what: str
) -> None:
    goodturn("backup")
    with read_only(folder if what == "the data folder" else folder / "backups"):
        made = goodturn("backup", str(tmp_path / "elsewhere.db"), "--json")
        own = goodturn("backup")
    assert (made.status, made.json["people"]) == (0, 2)
    assert (own.status, own.out) == (3, "")
    place = folder if what == "the data folder" else folder / "backups"
    assert own.err.startswith(f"The folder {place} cannot be written to; ")
    assert goodturn("restore", str(tmp_path / "elsewhere.db")).status == 0
    assert not list(tmp_path.glob(".*.part"))


def test_a_damaged_book_in_a_read_only_folder_leaves_no_copy_elsewhere_and_says_why(
    goodturn: Goodturn, folder: Path, tmp_path: Path, people: list[int]
) -> None:
    goodturn("set", "Ana Ruiz", "note=The plumbago blooms")
    change_a_letter(folder / "goodturn.db", b"The plumbago")
    with read_only(folder):
        told = goodturn("backup", str(tmp_path / "elsewhere.db"))
    assert told.status == 3
    assert (
        "The book is damaged (1 row of note), so this copy does not count as a backup; it was not kept"
        in told.err
    )
    assert not (tmp_path / "elsewhere.db").exists()


def test_one_person_is_no_people(goodturn: Goodturn) -> None:
    goodturn("log", "Coffee with Ana Ruiz")
    goodturn("backup")
    assert "     1 person  " in goodturn("backups").out


def test_a_folder_named_as_the_file_of_a_backup_is_refused(goodturn: Goodturn, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    told = goodturn("backup", str(tmp_path / "there"))
    assert (told.status, told.err) == (3, "there is a folder; no backup was made. Name a file in it.\n")
