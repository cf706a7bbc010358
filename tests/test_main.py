"""Starting Goodturn as a program: without a display, with a command, and what may be loaded for it."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def start(folder: Path, *argv: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "main.py", *argv],
        cwd=ROOT, env=kept | {"GOODTURN_DATA_DIR": str(folder), "LC_ALL": "C"} | environ,
        input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there can a display be missing")
def test_without_a_display_it_says_so_and_prints_the_sample_list(tmp_path: Path) -> None:
    told = start(tmp_path / "new")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[0].startswith("There is no display")
    assert "Keep your word" in told.stdout
    assert not (tmp_path / "new" / "goodturn.db").exists()


def test_a_new_folder_and_all_in_it_is_the_users_alone(tmp_path: Path) -> None:
    told = start(tmp_path / "new", "set", "me", "name=Zoë Ω", "--json")
    assert json.loads(told.stdout)["full_name"] == "Zoë Ω"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    wrong = [
        file.name
        for file in (tmp_path / "new").iterdir()
        if stat.S_IMODE(file.stat().st_mode) != (0o700 if file.is_dir() else 0o600)
    ]
    assert wrong == []


@pytest.mark.parametrize("argv", [["nonsense"], ["--loud"], ["show"], ["today", "--on", "soon"]])
def test_what_is_not_understood_is_2_with_the_usage(tmp_path: Path, argv: list[str]) -> None:
    told = start(tmp_path, *argv)
    assert (told.returncode, told.stdout) == (2, "")
    assert "usage: goodturn" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("command", ["today", "find x", "people", "show 1", "history"])
def test_reading_loads_neither_sqlalchemy_nor_qt(tmp_path: Path, command: str) -> None:
    code = (
        "import sys, main; sys.argv = ['main.py', *sys.argv[1:]]; main.main(); "
        "slow = ('sqlalchemy', 'PySide6', 'vobject', 'dateutil', 'logging.handlers', 'crm.fault_log.log_lines');"
        "sys.exit(any(name in sys.modules for name in slow))"
    )
    environ = os.environ | {"GOODTURN_DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False), ran.stderr


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    environ = os.environ | {"GOODTURN_DATA_DIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "main.py", "--help"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == b""
    assert program.returncode == 0


def test_a_read_only_folder_is_3_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = start(tmp_path / "file", "today")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (3, "", 1)
