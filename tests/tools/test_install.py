"""Goodturn in the desktop's menu: the entry starts this copy with the files, and goes again without a trace."""

import configparser
import subprocess
from pathlib import Path

import pytest

from tools import install
from ui import application

AWKWARD = '/home/an a/50%/say "hi"/$HOME/back\\slash'


def entry(share: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(install.places(share)[0].read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


@pytest.mark.parametrize("folder", ["/opt/goodturn", AWKWARD])
def test_the_entry_starts_this_copy_with_the_files(tmp_path: Path, folder: str) -> None:
    install.install(tmp_path, [f"{folder}/python", f"{folder}/main.py"])
    made = entry(tmp_path)
    in_the_file = made["Exec"].replace("\\\\", "\\").replace("%%", "%")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {in_the_file}"], capture_output=True, text=True, check=True
    )
    assert words.stdout.splitlines() == [f"{folder}/python", f"{folder}/main.py", "%F"]
    assert {"text/vcard", "text/x-vcard", "text/calendar", "text/csv"} <= set(made["MimeType"].split(";"))
    assert made["Icon"] == install.NAME
    assert all(place.is_file() for place in install.places(tmp_path))


def test_it_is_taken_away_again(tmp_path: Path) -> None:
    install.install(tmp_path, ["python", "main.py"])
    install.remove(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    install.remove(tmp_path)  # nothing there is no fault


def test_a_double_click_reaches_the_name_the_window_has() -> None:
    assert install.NAME == application.NAME
