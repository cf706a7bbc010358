"""The log of faults: there from the first fault on, the user's alone, never large, and without a word of the user's."""

import logging
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm.fault_log.fault_description import CodeText, describe, kind, note_places, places
from crm.fault_log.last_lines import last_lines
from crm.fault_log.log_handler import FaultLog

ROOT = Path(__file__).parents[3]
SECRET = "plumbago"
Raising = Callable[[], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "goodturn.log"


@pytest.fixture
def kept(file: Path) -> Iterator[FaultLog]:
    made = FaultLog(lambda: file)
    logging.getLogger().addHandler(made)
    yield made
    logging.getLogger().removeHandler(made)


def caught(raising: Raising) -> Exception:
    try:
        raising()
    except Exception as fault:
        return fault
    raise AssertionError("nothing was raised")


def refused_by_sqlite() -> None:
    book = sqlite3.connect(":memory:")
    try:
        book.execute(f"CREATE TABLE {SECRET} (name TEXT UNIQUE)")
        book.executemany(f"INSERT INTO {SECRET} VALUES (?)", [("x",), ("x",)])
    finally:
        book.close()


FAULTS: dict[str, tuple[Raising, str]] = {
    "a key": (lambda: {}[SECRET], "KeyError"),
    "a file": (lambda: open(f"/{SECRET}/{SECRET}"), "FileNotFoundError 2"),  # noqa: PTH123, SIM115
    "a value": (lambda: int(SECRET), "ValueError"),
    "bytes": (lambda: f"{SECRET}ä".encode("latin-1").decode("utf-8"), "UnicodeDecodeError"),
    "a row": (refused_by_sqlite, "IntegrityError SQLITE_CONSTRAINT_UNIQUE"),
    "a module": (lambda: __import__("no_such_module"), "ModuleNotFoundError no_such_module"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_by_type_code_and_place_alone(name: str) -> None:
    raising, words = FAULTS[name]
    fault = caught(raising)
    assert kind(fault) == words
    assert describe(fault).startswith(f"{words} at ")
    assert f"{__name__}:" in describe(fault)
    assert SECRET not in describe(fault)


def test_what_a_fault_came_from_is_told_too_and_survives_without_frames() -> None:
    def wrap() -> None:
        try:
            refused_by_sqlite()
        except sqlite3.Error as fault:
            raise RuntimeError(SECRET) from fault

    fault = caught(wrap)
    assert "RuntimeError at " in describe(fault)
    assert "; from IntegrityError SQLITE_CONSTRAINT_UNIQUE at " in describe(fault)
    note_places(fault)
    fault.add_note(SECRET)
    assert places(fault.with_traceback(None).__traceback__) == []
    assert " wrap" in describe(fault)
    assert SECRET not in describe(fault)


def test_nothing_is_there_until_something_goes_wrong(kept: FaultLog, file: Path) -> None:
    logging.getLogger("crm.book").info("Not worth a line")
    assert not file.parent.exists()
    logging.getLogger("crm.book").error("A listener failed: %s", describe(caught(lambda: 1 // 0)))
    first, second = file.read_text(encoding="utf-8").splitlines()
    assert " Goodturn " in first
    assert "ERROR crm.book: A listener failed: ZeroDivisionError at " in second
    assert second[:4].isdecimal()
    assert second[19] == "Z"


def test_what_is_no_text_of_the_code_stays_out_however_it_is_logged(kept: FaultLog, file: Path) -> None:
    ours, theirs = logging.getLogger("crm.book"), logging.getLogger("sqlalchemy.engine")
    fault = caught(lambda: {}[SECRET])
    ours.error("A person: %s of %s", SECRET, Path(SECRET))
    ours.error("By mistake: %s", fault)
    ours.error("A step: %d %s", 12, CodeText("undo"))
    ours.error("With its frames", exc_info=fault)
    kept.emit(ours.makeRecord("crm.book", logging.ERROR, "", 1, "Too few: %s %s", (SECRET,), None))
    ours.error("By name: %(who)s", {"who": SECRET})
    theirs.error("%s has " + SECRET, SECRET, exc_info=fault)
    theirs.warning(SECRET)
    text = file.read_text(encoding="utf-8")
    assert SECRET not in text
    for words in (
        "A person: (str) of (PosixPath)",
        "By mistake: KeyError",
        "A step: 12 undo",
        "frames: KeyError",
    ):
        assert words.replace("PosixPath", type(Path()).__name__) in text
    assert "ERROR sqlalchemy in test_fault_log:" in text
    assert len(text.splitlines()) == 9


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_it_is_the_users_alone_also_when_it_was_not_and_when_it_is_rotated(
    kept: FaultLog, file: Path
) -> None:
    file.parent.mkdir()
    file.touch(0o644)
    file.chmod(0o644)
    log = logging.getLogger("crm.book")
    before = os.umask(0)
    try:
        for number in range(12_000):
            log.error("%d " + "x" * 180, number)
    finally:
        os.umask(before)
    there = sorted(one.name for one in file.parent.iterdir())
    assert there == ["goodturn.log", "goodturn.log.1"]
    for one in file.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
        assert one.stat().st_size <= 1_000_000
    assert "ERROR crm.book: 11999 x" in last_lines(file, 3)[-1]
    assert len(last_lines(file, 200)) == 200


def test_the_newest_lines_go_on_in_the_older_file(tmp_path: Path) -> None:
    file = tmp_path / "goodturn.log"
    assert last_lines(file, 3) == []
    (tmp_path / "goodturn.log.1").write_text("one\ntwo\n")
    file.write_text("three\n")
    assert last_lines(file, 2) == ["two", "three"]


def test_a_fault_that_repeats_is_written_the_1st_10th_and_100th_time(kept: FaultLog, file: Path) -> None:
    for _ in range(120):
        logging.getLogger("ui.page").error("Not caught")
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.partition("caught")[2] for line in lines] == ["", " (time 10)", " (time 100)"]


@pytest.mark.parametrize("obstacle", ["a file for its folder", "a folder", "a pipe", "a link"])
def test_where_it_cannot_be_written_the_program_works_on(
    kept: FaultLog, file: Path, obstacle: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if obstacle == "a file for its folder":
        file.parent.write_text("no folder")
    else:
        file.parent.mkdir()
        if obstacle == "a folder":
            file.mkdir()
        elif not hasattr(os, "mkfifo"):
            pytest.skip("pipes and links of POSIX")
        elif obstacle == "a pipe":
            os.mkfifo(file)
        else:
            file.symlink_to(file.with_name("elsewhere"))
    for _ in range(3):
        logging.getLogger("crm.book").error("A listener failed")
    assert capfd.readouterr() == ("", "")
    assert not file.with_name("elsewhere").exists()


FULL = """
import logging, resource, main
from crm.commands.arguments import Request
resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
main._install_fault_log(Request())
for number in range(3):
    logging.getLogger("crm.book").error("A listener failed %d", number)
print("works on")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of POSIX")
def test_on_a_full_disk_the_program_works_on(tmp_path: Path) -> None:
    told = in_process(FULL, tmp_path)
    assert (told.returncode, told.stdout, told.stderr) == (0, "works on\n", "")
    assert (tmp_path / "goodturn.log").stat().st_size <= 40


NOT_CAUGHT = """
import sys, threading, main
from crm.commands import today
class Loose:
    def __del__(self):
        raise LookupError("plumbago")
def run(call):
    thread = threading.Thread(target=lambda: {}["plumbago"])
    thread.start(); thread.join()
    Loose()
    raise RuntimeError("plumbago")
today.run = run
sys.argv = ["main.py", "today"]
status = main.main()
from crm.commands import run_command
def lost(*_, **named):
    raise TypeError("plumbago")
run_command.run_request = lost
print(status, main.main())
sys.excepthook(ValueError, ValueError("plumbago"), None)
"""


def test_what_nobody_caught_in_a_command_its_threads_and_finalizers_is_logged_and_said_in_one_sentence(
    tmp_path: Path,
) -> None:
    told = in_process(NOT_CAUGHT, tmp_path)
    assert (told.returncode, told.stdout) == (0, "3 3\n")
    failed = "Goodturn failed here ({}). The history shows what was done."
    assert told.stderr.splitlines() == [failed.format("RuntimeError"), failed.format("TypeError")]
    text = (tmp_path / "goodturn.log").read_text(encoding="utf-8")
    for words in (
        "A thread ended: KeyError at __main__:",
        "Could not be raised: LookupError at __main__:",
        "The command today failed: RuntimeError at __main__:",
        "main: Not caught: TypeError at __main__:",
        "Not caught: ValueError",
    ):
        assert words in text
    assert SECRET not in text + told.stderr


def in_process(code: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environ = os.environ | {"GOODTURN_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )


PLACE = """
import sys, os
from pathlib import Path
from crm.commands.arguments import parse
from crm.commands.data_folders import fault_log_file
print(fault_log_file(parse(sys.argv[1:]), os.environ, Path.cwd()))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system names other folders")
def test_it_lies_in_the_folder_named_or_in_the_systems_place_for_logs(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "state")}
    environ.pop("GOODTURN_DATA_DIR", None)

    def place(*argv: str, **more: str) -> Path:
        words = [sys.executable, "-c", PLACE, *argv]
        told = subprocess.run(
            words, env=environ | more, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return Path(told.stdout.strip())

    assert place("--data-dir", "here", "today") == tmp_path / "here" / "goodturn.log"
    assert place("today", GOODTURN_DATA_DIR=str(tmp_path)) == tmp_path / "goodturn.log"
    assert place("--demo", "today") == place("today")
    assert place("today").is_relative_to(tmp_path / "state" / "goodturn")
