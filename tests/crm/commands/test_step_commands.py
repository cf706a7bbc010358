"""history, undo, redo, backup, backups, restore and check, as scripts use them."""

import shutil
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
    assert [list(step) for step in steps] == [
        ["id", "label", "at", "undone", "changes", "more", "people"]
    ] * 3
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


def test_the_history_says_what_changed_and_is_narrowed(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "Ana Ruiz", "title=Founder")
    goodturn("set", "Ana Ruiz", "title=CEO", "pronouns=she", "nickname=A")
    goodturn("set", "Ben Okafor", "tag+=press")
    newest, changed = goodturn("history", "--limit", "2", "--json").json["steps"]
    assert newest["changes"] == [{"person": "Ben Okafor", "what": "tag", "before": None, "after": "press"}]
    assert {"person": "Ana Ruiz", "what": "title", "before": "Founder", "after": "CEO"} in changed["changes"]
    assert (len(changed["changes"]), changed["more"]) == (3, 0)
    assert changed["people"] == [{"id": people[0], "name": "Ana Ruiz"}]
    assert ": title Founder → CEO, nickname: A and 1 more" in goodturn("history").out
    assert len(goodturn("history", "founder", "--json").json["steps"]) == 2
    assert len(goodturn("history", "--person", "Ben Okafor", "--json").json["steps"]) == 2
    assert len(goodturn("history", "changed", "--kind", "people", "--json").json["steps"]) == 3
    assert goodturn("history", "nothing like it").out == ""
    assert goodturn("history", "--person", "Nobody Here").status == 1
    for wrong in (["--kind", "sales"], ["--limit", "0"], ["--limit", "x"]):
        assert goodturn("history", *wrong).status == 2


def test_an_import_goes_with_what_was_logged_since_or_not_at_all(goodturn: Goodturn, tmp_path: Path) -> None:
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in ("Ana Ruiz", "Ben Okafor")
    )
    (tmp_path / "two.vcf").write_text(cards, encoding="utf-8")
    goodturn("import", "two.vcf")
    assert goodturn("log", "Coffee with Ana Ruiz yesterday. Send her the figures by Friday.").status == 0
    assert goodturn("set", "Ana Ruiz", "nickname=A").status == 0
    steps = goodturn("history", "--json").json["steps"]
    refused = goodturn("undo", str(steps[2]["id"]))
    assert refused.status == 1
    assert "Changed nickname of Ana Ruiz” (today) and 1 more step rest on it." in refused.err
    assert [steps[0]["label"] in refused.out, steps[1]["label"] in refused.out] == [True, True]
    assert f"goodturn undo {steps[2]['id']} --together" in refused.out
    told = goodturn("undo", str(steps[2]["id"]), "--json")
    assert told.json["in_the_way"] == [step["id"] for step in steps[:2]]
    assert [step["label"] for step in told.json["steps"]] == [step["label"] for step in steps[:2]]
    undone = goodturn("undo", str(steps[2]["id"]), "--together", "--json")
    assert [(step["id"], step["undone"]) for step in undone.json["steps"]] == [(s["id"], True) for s in steps]
    assert goodturn("people", "--json").json["people"] == []
    assert goodturn("redo", str(steps[1]["id"])).out.count("Brought back: ") == 3
    assert goodturn("show", "Ana Ruiz", "--json").json["nickname"] == "A"
    assert goodturn("check").status == 0


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
    checked = goodturn("check", "--json").json
    assert (checked["ok"], checked["findings"]) == (True, [])
    assert checked["last_backup"] == checked["last_check"] == "2026-11-21T09:30:00"


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


def test_check_remarks_on_a_copy_that_a_cloud_laid_beside_the_book(goodturn: Goodturn, folder: Path) -> None:
    assert goodturn("check", "--json").json["remarks"] == []
    shutil.copyfile(folder / "goodturn.db", folder / "goodturn (conflicted copy 2026-11-20).db")
    told = goodturn("check", "--json")
    assert (told.status, told.json["ok"], len(told.json["remarks"])) == (0, True, 1)
    assert "“goodturn (conflicted copy 2026-11-20).db”" in told.json["remarks"][0]
    assert told.json["remarks"][0] in goodturn("check").out
