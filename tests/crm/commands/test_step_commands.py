"""history, undo, redo, backup, backups, restore and check, as scripts use them."""

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def test_steps_newest_first_undone_and_brought_back(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "1", "tag+=a")
    goodturn("set", "1", "tag+=b")
    steps = goodturn("history", "--json").json["steps"]
    assert [list(step) for step in steps] == [["id", "label", "at", "undone"]] * 3
    assert [step["undone"] for step in steps] == [False] * 3
    undone = goodturn("undo", "--json").json["steps"]
    assert [(s["id"], s["undone"]) for s in undone] == [(steps[0]["id"], True)]
    assert goodturn("show", "1", "--json").json["categories"] == ["a"]
    assert goodturn("redo", "--json").json["steps"][0]["undone"] is False
    assert goodturn("show", "1", "--json").json["categories"] == ["a", "b"]
    assert goodturn("redo").status == 2


def test_a_step_of_the_past_alone_or_what_stands_in_its_way(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "1", "nickname=A")
    goodturn("set", "1", "pronouns=she")
    goodturn("set", "1", "pronouns=they")
    _, second, first, added = [step["id"] for step in goodturn("history", "--json").json["steps"]]
    assert goodturn("undo", str(first)).status == 0
    blocked = goodturn("undo", str(second), "--json")
    assert (blocked.status, len(blocked.json["in_the_way"])) == (1, 1)
    assert goodturn("undo", str(added)).status == 1
    for wrong in ("999", "0", "x", "-"):
        assert goodturn("undo", wrong).status == 2


def test_reading_makes_no_step(goodturn: Goodturn, people: list[int]) -> None:
    for command in (
        ["people"],
        ["show", "1"],
        ["find", "ana"],
        ["today"],
        ["history"],
        ["check"],
        ["backups"],
        ["backup"],
    ):
        assert goodturn(*command).status == 0, command
    assert len(goodturn("history", "--json").json["steps"]) == 1


def test_a_backup_is_verified_listed_and_put_back(
    goodturn: Goodturn, people: list[int], tmp_path: Path
) -> None:
    made = goodturn("backup", "copy.db", "--json").json
    assert made == {"file": str(tmp_path / "copy.db"), "people": 2, "meetings": 0, "promises": 0}
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    goodturn("backup")
    (listed,) = goodturn("backups", "--json").json["backups"]
    assert (list(listed), listed["people"]) == (["file", "at", "people"], 2)
    goodturn("delete", "1")
    told = goodturn("restore", "copy.db", "--json").json
    assert list(told) == ["restored", "present_kept_as"]
    assert Path(told["present_kept_as"]).is_file()
    assert goodturn("show", "1").status == 0
    assert goodturn("check", "--json").json == {"ok": True, "findings": []}


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but long enough to be looked at " * 9])
def test_what_is_no_good_backup_changes_nothing(
    goodturn: Goodturn, people: list[int], tmp_path: Path, content: bytes
) -> None:
    if content is not None:
        (tmp_path / "bad.db").write_bytes(content)
    told = goodturn("restore", "bad.db")
    assert told.status == 1
    assert told.err.count("\n") == 1
    assert goodturn("show", "1").status == 0


def test_check_tells_what_is_wrong(goodturn: Goodturn, people: list[int], folder: Path) -> None:
    connection = sqlite3.connect(folder / "goodturn.db")
    connection.execute("PRAGMA recursive_triggers = 0")
    connection.execute("UPDATE row_digest SET digest = zeroblob(16) WHERE table_name = 'person'")
    connection.commit()
    connection.close()
    told = goodturn("check", "--json")
    assert told.status == 1
    assert told.json["ok"] is False
    assert told.json["findings"]


def test_a_book_that_cannot_be_used_is_3_and_untouched(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    (folder / "goodturn.db").write_bytes(b"something else " * 100)
    for command in (["today"], ["set", "1", "tag+=x"], ["check"]):
        told = goodturn(*command, "--json")
        assert (told.status, told.out) == (3, "")
        assert told.err.count("\n") == 1
    assert (folder / "goodturn.db").read_bytes() == b"something else " * 100


def test_a_day_ahead_is_taken_as_today(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("today", "--on", "2027-03-01", "--json").json["on"] == "2027-03-01"
    goodturn("set", "1", "rhythm=closest", "--on", "2026-11-01")
    assert goodturn("people", "drifting", "--on", "2026-11-22").status == 0
    assert goodturn("people", "drifting", "--on", "2026-11-21").status == 1
