"""One file in the place of another and its logs: stopped before any step, the next start finds the old or the new."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from crm.storage.leftover_copies import sweep
from crm.storage.restore.swapping_files import finish_swap, swap_in
from tests.conftest import NOW

OLD = {"goodturn.db": b"old", "goodturn.db-wal": b"old log", "goodturn.db-shm": b"old index"}
NEW = {"goodturn.db": b"new"}


class Ended(Exception):
    """The process is killed here."""


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def begin(folder: Path) -> Path:
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    scratch = folder / ".restore-abc"
    scratch.mkdir()
    (scratch / "copy.db").write_bytes(NEW["goodturn.db"])
    return scratch / "copy.db"


def ending_before(step: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every change to the folder counts as one step; the list grows by each that was reached."""
    reached: list[int] = []

    def counting(change: Callable[..., object]) -> Callable[..., object]:
        def counted(*words: object, **more: object) -> object:
            reached.append(len(reached))
            if len(reached) > step:
                raise Ended
            return change(*words, **more)

        return counted

    for name in ("replace", "rename", "unlink"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    return reached


def test_a_swap_that_is_ended_anywhere_leaves_the_old_book_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for step in range(10):
        folder = tmp_path / f"ended before {step}"
        fresh = begin(folder)
        with monkeypatch.context() as patch:
            reached = ending_before(step, patch)
            with suppress(Ended):
                swap_in(fresh, folder / "goodturn.db")
        finish_swap(folder / "goodturn.db")
        found.append(held(folder))
        if len(reached) <= step:
            break
    assert found == [OLD, *[NEW] * (len(found) - 1)]
    assert len(found) == 5, "two renames and two logs: ended before each, and not at all"


def test_what_is_left_of_killed_restores_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "note").write_text("mine")
    begin(tmp_path / "book")
    (tmp_path / "book" / ".restore-link").symlink_to(tmp_path / "kept")
    sweep(tmp_path / "book", NOW)
    assert sorted(file.name for file in (tmp_path / "book").iterdir()) == sorted(OLD)
    assert held(tmp_path / "book") == OLD
    assert (tmp_path / "kept" / "note").read_text() == "mine"


def test_without_a_swap_to_finish_nothing_happens(tmp_path: Path) -> None:
    begin(tmp_path / "book")
    (tmp_path / "book" / "goodturn.db-restored").symlink_to(tmp_path / "elsewhere")
    finish_swap(tmp_path / "book" / "goodturn.db")
    assert held(tmp_path / "book") == OLD
