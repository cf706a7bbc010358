"""The disk refuses to sync, once or from then on: what the command says of it is what the next look finds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("failing_sync.c")


@pytest.fixture(scope="module")
def failing_sync(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler, and LD_PRELOAD")
    library = tmp_path_factory.mktemp("failing") / "failing_sync.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


def goodturn(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(folder), *words],
        cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.endure
@pytest.mark.parametrize("on", ["", "1"])
@pytest.mark.parametrize("ending", ["goodturn.db-wal", "goodturn.db", "goodturn.lock"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_what_is_said_of_a_failed_sync_is_true(
    tmp_path: Path, failing_sync: Path, ending: str, nth: int, on: str
) -> None:
    folder = tmp_path / "book"
    assert goodturn(folder, "log", "Coffee with Ana Ruiz yesterday").returncode == 0
    failing = {"LD_PRELOAD": str(failing_sync), "FAIL_ENDING": ending, "FAIL_NTH": str(nth)}
    told = goodturn(folder, "set", "1", "nickname=Annie", **failing, **({"FAIL_ON": on} if on else {}))
    nickname = json.loads(goodturn(folder, "show", "1", "--json").stdout)["nickname"]
    assert told.returncode in (0, 1, 3), told.stderr
    assert (nickname == "Annie") == (told.returncode != 3), told.stderr
    if told.returncode == 3:
        assert "nothing was changed" in told.stderr
    if told.returncode == 1:
        assert "It was saved, but" in told.stderr
    assert goodturn(folder, "check").returncode == 0
