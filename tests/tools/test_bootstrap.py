"""Setting up on a machine that lacks something: it is installed, or said in one sentence with the line to type."""

import sys
from pathlib import Path

import pytest

from tools import bootstrap


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set-up folder where everything is installed but, perhaps, system libraries."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "ready")
    monkeypatch.setattr(bootstrap, "TRACE", tmp_path / "setup.log")
    monkeypatch.setattr(bootstrap, "loads", lambda name: True)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    (tmp_path / "ready").write_text(bootstrap.fingerprint(), encoding="utf-8")
    return tmp_path


def test_what_is_ready_starts_no_other_process_and_says_nothing(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    assert bootstrap.main() == 0
    assert capsys.readouterr() == ("", "")


def test_other_dependencies_another_python_or_another_place_set_up_anew(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.is_ready()
    monkeypatch.setattr(bootstrap, "ROOT", ready)
    (ready / "pyproject.toml").write_text("[project]", encoding="utf-8")
    assert not bootstrap.is_ready()


def test_an_ordinary_user_is_told_the_exact_line(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda name: name not in ("libEGL.so.1", "libxcb-cursor.so.0"))
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == (
        "goodturn: this machine lacks 2 system libraries that Qt loads. Please type: "
        "sudo apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0\n"
    )


def test_where_there_is_no_apt_get_the_libraries_are_named(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda name: name != "libGL.so.1")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    assert bootstrap.main() == 1
    said = capsys.readouterr().err
    assert "libGL.so.1" in said
    assert said.count("\n") == 1


def test_root_installs_what_is_missing(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []

    def run(arguments: list[str]) -> bool:
        installed.extend(arguments if "install" in arguments else [])
        return True

    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "loads", lambda name: name != "libGL.so.1" or "libgl1" in installed)
    monkeypatch.setattr(bootstrap, "runs", run)
    assert bootstrap.main() == 0
    assert "libgl1" in installed
    assert "libegl1" not in installed


def test_packages_that_cannot_be_had_leave_a_sentence_and_are_tried_again(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (ready / "ready").unlink()
    monkeypatch.setattr(bootstrap, "runs", lambda arguments: "install" not in arguments)
    assert bootstrap.main() == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith(
        "goodturn: The Python packages could not be installed; is this machine online?"
    )
    assert not bootstrap.is_ready()


def test_a_folder_that_cannot_be_written_is_said(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (ready / "ready").unlink()
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert bootstrap.main() == 1
    assert "cannot be written (Permission denied)" in capsys.readouterr().err
