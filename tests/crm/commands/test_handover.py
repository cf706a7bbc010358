"""A command handed to the open window: one process alone writes, and nothing is lost when the window is gone."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from crm.book import Book
from crm.commands.handover import HandoverServer, hand_over, raise_window
from crm.commands.run_command import run_handed_over
from crm.storage.folder import WINDOW
from tests.conftest import clock
from tests.crm.commands.conftest import Told

ROOT = Path(__file__).resolve().parents[3]
Goodturn = Callable[..., Told]


class Window:
    """What the open window does about commands: holds the book, runs what it is handed, comes forward when asked."""

    def __init__(self, folder: Path) -> None:
        self.book = Book.open(folder, clock())
        self.opened: list[list[str]] = []
        self.changes: list[str] = []
        self.book.listen(lambda changes: self.changes.append(changes.label))
        self.server = HandoverServer(
            folder, lambda *given: run_handed_over(self.book, *given), self.opened.append
        )
        self.server.start()

    def close(self) -> None:
        self.server.stop()
        self.book.close()


@pytest.fixture
def window(folder: Path, people: list[int]) -> Iterator[Window]:
    opened = Window(folder)
    yield opened
    opened.close()


def command(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"GOODTURN_DATA_DIR": str(folder), "PYTHONPATH": ""}
    return subprocess.run(
        [sys.executable, "main.py", *argv], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


def test_a_command_runs_in_the_window_with_the_same_result(
    window: Window, goodturn: Goodturn, tmp_path: Path
) -> None:
    told = goodturn("set", "Ana Ruiz", "nickname=Ännie", "--json")
    assert (told.status, told.json["nickname"], told.err) == (0, "Ännie", "")
    assert window.changes == ["Changed nickname of Ana Ruiz"]
    refused = goodturn("set", "Ana Ruiz", "shoe=44")
    assert (refused.status, refused.out) == (2, "")
    assert "usage: goodturn set" in refused.err
    assert goodturn("show", "Nobody").status == 1
    backup = goodturn("backup", "here.db", "--json").json
    assert backup["file"] == str(tmp_path / "here.db")


def test_the_day_taken_as_today_travels_with_the_command(window: Window, goodturn: Goodturn) -> None:
    goodturn("set", "1", "rhythm=closest", "--on", "2026-11-01")
    assert window.book.read.value("SELECT rhythm_since FROM person WHERE id = 1") == "2026-11-01"
    assert goodturn("today", "--on", "2027-01-05", "--json").json["on"] == "2027-01-05"


def test_the_address_is_for_the_user_alone_and_goes_with_the_window(folder: Path, people: list[int]) -> None:
    opened = Window(folder)
    file = folder / WINDOW
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    room = Path(json.loads(file.read_text())["address"]).parent
    assert stat.S_IMODE(room.stat().st_mode) == 0o700
    opened.close()
    assert not file.exists()
    assert not room.exists()


def test_who_does_not_know_the_key_is_not_heard(window: Window, folder: Path, goodturn: Goodturn) -> None:
    where = json.loads((folder / WINDOW).read_text())
    with Client(where["address"]) as stranger:
        stranger.recv_bytes()
        stranger.send_bytes(b'{"do": "command", "argv": ["delete", "1"], "cwd": "/", "stdin": ""}')
        assert stranger.recv_bytes() == b"#FAILURE#"
    (folder / WINDOW).write_text(json.dumps(where | {"key": "00" * 32}))
    assert hand_over(folder, ["delete", "1"], folder, "") is None
    (folder / WINDOW).write_text(json.dumps(where))
    assert window.changes == []
    assert goodturn("show", "1").status == 0


def test_a_silent_caller_keeps_nobody_waiting(window: Window, folder: Path, goodturn: Goodturn) -> None:
    where = json.loads((folder / WINDOW).read_text())
    with Client(where["address"]), Client(where["address"]):
        assert goodturn("show", "1").status == 0


@pytest.mark.parametrize("left", ["{}", "", "no json", '{"address": "/nowhere/at/all", "key": "00"}', "dead"])
def test_what_a_killed_window_left_behind_is_passed_over(
    folder: Path, people: list[int], goodturn: Goodturn, left: str
) -> None:
    if left == "dead":
        opened = Window(folder)
        left = (folder / WINDOW).read_text()
        opened.close()
    (folder / WINDOW).write_text(left)
    assert goodturn("set", "1", "tag+=x").status == 0


def test_a_second_start_brings_the_window_forward_with_its_files(window: Window, folder: Path) -> None:
    assert raise_window(folder, [Path("/tmp/a.vcf")])
    assert window.opened == [["/tmp/a.vcf"]]
    window.server.stop()
    assert not raise_window(folder, [])


def test_a_command_waits_for_a_window_that_is_just_opening(
    folder: Path, people: list[int], goodturn: Goodturn
) -> None:
    book = Book.open(folder, clock())
    told: list[Told] = []
    waiting = threading.Thread(target=lambda: told.append(goodturn("set", "1", "tag+=patience")))
    waiting.start()
    server = HandoverServer(folder, lambda *given: run_handed_over(book, *given), lambda files: None)
    server.start()
    waiting.join(20)
    server.stop()
    book.close()
    assert [one.status for one in told] == [0]


@pytest.mark.parametrize("open_window", [True, False])
def test_twenty_commands_at_once_all_succeed(folder: Path, people: list[int], open_window: bool) -> None:
    opened = Window(folder) if open_window else None
    try:
        with ThreadPoolExecutor(20) as pool:
            asked = [
                argv for n in range(10) for argv in (("set", "1", f"tag+=number {n}"), ("show", "Ben Okafor"))
            ]
            results = list(pool.map(lambda argv: command(folder, *argv), asked))
    finally:
        if opened:
            opened.close()
    assert [(one.returncode, one.stderr) for one in results] == [(0, "")] * 20
    book = Book.open(folder, clock())
    assert book.read.value("SELECT count(*) FROM tag") == 10
    assert len(book.steps()) == 11
    assert book.check() == []
    book.close()


def test_the_first_commands_of_all_make_one_book_together(tmp_path: Path) -> None:
    new = tmp_path / "not" / "there"
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: command(new, "set", "me", f"email+=me{n}@x.example"), range(4)))
    assert [(one.returncode, one.stderr) for one in results] == [(0, "")] * 4
    assert len(json.loads(command(new, "set", "me", "name=Kim", "--json").stdout)["emails"]) == 4
