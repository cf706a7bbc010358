"""What is refused names the very folder or file that is to blame, and what to do about it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told
from tests.damaged_books import pages_of, zero
from tests.read_only_place import read_only

Goodturn = Callable[..., Told]
links = pytest.mark.skipif(os.name != "posix", reason="not every user may make links")


@links
@pytest.mark.parametrize("name", ["goodturn.db-wal", "goodturn.db-shm", "goodturn.lock"])
@pytest.mark.parametrize("leads", ["nowhere", "to a file"])
def test_a_link_in_the_place_of_a_file_is_named_and_reading_goes_on(
    goodturn: Goodturn, folder: Path, tmp_path: Path, people: list[int], name: str, leads: str
) -> None:
    (folder / name).unlink(missing_ok=True)
    target = tmp_path / "elsewhere"
    if leads == "to a file":
        target.touch()
    (folder / name).symlink_to(target)
    told = goodturn("log", "Tea with Cy Twombly")
    said = f"{name} in {folder} is a link, and must be a file of its own; nothing was changed. "
    assert (told.status, told.err) == (3, f"{said}Move the link away and try again.\n")
    read = goodturn("people")
    assert (read.status, read.out.count("\n")) == (0, 2)
    assert read.err.startswith(f"Only reading: {said}")
    assert (folder / name).is_symlink()
    assert not target.exists() or target.read_bytes() == b""


@links
def test_a_link_to_a_book_that_is_not_there_is_no_lost_book(goodturn: Goodturn, folder: Path) -> None:
    (folder / "goodturn.db").unlink()
    (folder / "goodturn.db").symlink_to("/nowhere/goodturn.db")
    assert goodturn("people").err.startswith(f"goodturn.db in {folder} is a link that leads nowhere; ")


@links
def test_a_data_folder_on_a_disk_that_is_not_there_is_said_so(goodturn: Goodturn, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to("/nowhere/goodturn")
    assert goodturn("people").err.startswith(f"The data folder {folder} is a link that leads nowhere; ")
    assert goodturn("log", "Tea with Cy Twombly").status == 3


@pytest.mark.parametrize("name", ["goodturn.db", "goodturn.lock"])
def test_a_file_that_takes_no_writing_is_named_and_not_its_folder(
    goodturn: Goodturn, folder: Path, people: list[int], name: str
) -> None:
    with read_only(folder / name):
        told, read, check = goodturn("log", "Tea with Cy Twombly"), goodturn("people"), goodturn("check")
    said = f"The file {folder / name} cannot be written to; nothing was changed. Change its rights and try again.\n"
    assert (told.status, told.err) == (3, said)
    assert (read.status, read.out.count("\n"), read.err) == (0, 2, f"Only reading: {said}")
    assert (check.status, check.out.splitlines()[0]) == (0, "All is well.")


def test_what_needs_the_folder_of_backups_names_it(
    goodturn: Goodturn, folder: Path, tmp_path: Path, people: list[int]
) -> None:
    goodturn("backup", str(tmp_path / "elsewhere.db"))
    goodturn("backup")
    with read_only(folder / "backups"):
        told = goodturn("restore", str(tmp_path / "elsewhere.db"))
    said = f"The folder {folder / 'backups'} cannot be written to; nothing was changed. "
    assert (told.status, told.err) == (3, f"{said}Choose another folder or change its rights.\n")


def test_a_lost_book_is_told_with_its_folder(goodturn: Goodturn, folder: Path, people: list[int]) -> None:
    (folder / "goodturn.db").unlink()
    assert goodturn("people").err.startswith(f"The book's file {folder / 'goodturn.db'} is missing, though ")


@pytest.mark.parametrize("switch", ["--put-right", "--accept"])
def test_check_does_not_send_the_user_to_check(
    goodturn: Goodturn, folder: Path, people: list[int], switch: str
) -> None:
    zero(folder / "goodturn.db", pages_of(folder / "goodturn.db", "person")[0])
    looked = goodturn("check")
    assert (looked.status, looked.err) == (1, "")
    assert "a part of it cannot be read" in looked.out
    told = goodturn("check", switch)
    assert told.status == 3
    assert "check` says more" not in told.err
    assert "Restore a backup (`backups` lists them), or rescue what can be read." in told.err
    assert "`check` says more" in goodturn("log", "Tea with Ana Ruiz").err
