"""The process as a shell runs it: pipes that close, disks that are full, streams that are not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = str(Path(__file__).parents[3] / "main.py")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and devices of POSIX")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A book whose list is longer than any pipe holds."""
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person{n} Family{n}\nEND:VCARD\n" for n in range(2500))
    (tmp_path / "many.vcf").write_text(cards)
    assert shell(f"import {tmp_path / 'many.vcf'}", tmp_path).returncode == 0
    return tmp_path


def shell(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    line = f'"{sys.executable}" "{MAIN}" --data-dir "{folder / "book"}" {command}'
    environ = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False, env=environ, timeout=60
    )


def test_whoever_has_read_enough_hears_no_complaint(many: Path) -> None:
    for command in ("people", "people --json", "export -"):
        told = shell(f"{command} | head -1; echo ${{PIPESTATUS[0]}}", many)
        assert (told.stdout.splitlines()[1:], told.stderr) == (["0"], ""), command


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_output_that_finds_no_room_is_told(many: Path) -> None:
    for command in ("people > /dev/full", "export /dev/full --format vcard3", "backup /dev/full"):
        told = shell(command, many)
        assert (told.returncode, told.stderr.count("\n")) == (3, 1), command
    assert Path("/dev/full").is_char_device()


def test_streams_may_be_closed(tmp_path: Path) -> None:
    assert shell('log "Coffee with Ana Ruiz" >&-', tmp_path).returncode == 0
    assert shell("log - <&-", tmp_path).returncode == 2
    assert shell("show Zed 2>&-", tmp_path).returncode == 1
    assert shell("people", tmp_path).stdout.split()[1:3] == ["Ana", "Ruiz,"]


def test_a_pipe_is_written_into_and_a_link_stays_one(many: Path) -> None:
    told = shell("export /dev/stdout --format vcard4 | cat", many)
    assert told.stdout.count("BEGIN:VCARD") == 2500
    (many / "link.vcf").symlink_to(many / "cards.vcf")
    assert shell(f"export {many / 'link.vcf'} Person1", many).returncode == 1
    assert shell(f"export {many / 'link.vcf'}", many).returncode == 0
    assert (many / "link.vcf").is_symlink()
    assert (many / "cards.vcf").read_text().count("BEGIN:VCARD") == 2500


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path / ("x" * 300), tmp_path / "file" / "book"):
        (tmp_path / "file").touch()
        told = shell("people", folder)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (3, "", 1), told.stderr


def test_the_book_is_never_written_over_by_what_leaves_it(many: Path) -> None:
    for command in ("export", "backup"):
        ending = " --format vcard3" if command == "export" else ""
        assert shell(f"{command} {many / 'book' / 'goodturn.db'}{ending}", many).returncode == 3
    assert shell("check", many).returncode == 0


def test_without_a_display_the_sample_book_lies_where_the_user_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    told = shell("--on 2026-11-21", tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Saturday 21 November" in told.stdout
    assert (tmp_path / "book" / "sample" / "goodturn.db").exists()
