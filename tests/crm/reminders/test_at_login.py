"""Start at login: the written .desktop entry, and entries disabled by the desktop."""

import subprocess
from pathlib import Path

import pytest

from crm.errors import FileNotWritten
from crm.reminders import at_login


def test_the_entry_starts_exactly_the_command_and_goes_again(tmp_path: Path) -> None:
    entry = tmp_path / "autostart" / "goodturn.desktop"
    command = ["/opt/my $apps/python", "main.py", "--data-dir", '/home/ana/50 %/"book"', "--in-tray"]
    assert not at_login.is_on(entry)
    at_login.turn_on(entry, command)
    assert at_login.is_on(entry)
    line = next(line for line in entry.read_text().splitlines() if line.startswith("Exec="))
    words = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    result = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {words}"], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == command
    at_login.turn_off(entry)
    at_login.turn_off(entry)
    assert not entry.exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    entry = tmp_path / "goodturn.desktop"
    entry.write_text(f"[Desktop Entry]\nExec=goodturn\n{line}\n")
    assert not at_login.is_on(entry)


def test_the_folder_is_the_one_the_specification_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    name = "org.goodturn.Goodturn.desktop"
    assert at_login.entry_file({"XDG_CONFIG_HOME": "/c", "HOME": "/h"}) == Path("/c/autostart") / name
    assert (
        at_login.entry_file({"XDG_CONFIG_HOME": "relative", "HOME": "/h"})
        == Path("/h/.config/autostart") / name
    )
    monkeypatch.setattr("sys.platform", "darwin")
    assert at_login.entry_file({}) is None


def test_a_folder_that_cannot_be_created_raises_file_not_written(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file")
    with pytest.raises(FileNotWritten, match="nothing was changed"):
        at_login.turn_on(tmp_path / "autostart" / "goodturn.desktop", ["goodturn"])
