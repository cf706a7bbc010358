"""A cloud that could not bring two books together lays one beside the other: that is pointed out, and nothing more."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm.storage.conflicted_copies import conflicted_copies, describe_conflicted_copies

COPIES = (
    "goodturn (conflicted copy 2026-11-30).db",
    "goodturn (Ana's conflicted copy 2026-11-30).db",
    "goodturn.sync-conflict-20261130-101112-ABCDEFG.db",
    "goodturn (1).db",
    "goodturn 2.db",
    "goodturn-LAPTOP.db",
    "goodturn [conflicted].db",
    "goodturn_conf(2026-11-30).db",
    "goodturn (SFConflict ana@example.org 2026-11-30-10-11-12).db",
    "Goodturn (In Konflikt stehende Kopie).DB",
    "goodturn.db (conflicted copy)",
)
OTHERS = (
    "goodturn.db-wal",
    "goodturn.db-shm",
    "goodturner.db",
    "notes.db",
    "goodturn.vcf",
    ".new-goodturn.db",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name_and_its_header(folder: Path, name: str) -> None:
    assert conflicted_copies(folder) == []
    shutil.copyfile(folder / "goodturn.db", folder / name)
    assert conflicted_copies(folder) == [folder / name]


@pytest.mark.parametrize("name", OTHERS)
def test_files_of_other_names_are_none(folder: Path, name: str) -> None:
    shutil.copyfile(folder / "goodturn.db", folder / name)
    assert conflicted_copies(folder) == []


def test_what_only_has_the_name_is_none(folder: Path, tmp_path: Path) -> None:
    (folder / "goodturn (1).db").write_text("a shopping list")
    (folder / "goodturn (2).db").mkdir()
    with closing(sqlite3.connect(folder / "goodturn (3).db")) as other:
        other.execute("CREATE TABLE recipe(name)")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "goodturn (4).db")
        shutil.copyfile(folder / "goodturn.db", tmp_path / "elsewhere.db")
        (folder / "goodturn (5).db").symlink_to(tmp_path / "elsewhere.db")
    assert conflicted_copies(folder) == []
    assert conflicted_copies(folder / "gone") == []


def test_several_are_said_in_one_sentence(folder: Path) -> None:
    assert describe_conflicted_copies([]) == ""
    for name in ("goodturn (1).db", "goodturn (2).db"):
        shutil.copyfile(folder / "goodturn.db", folder / name)
    assert describe_conflicted_copies(conflicted_copies(folder)).startswith(
        "Beside your book lie “goodturn (1).db” and 1 more,"
    )
