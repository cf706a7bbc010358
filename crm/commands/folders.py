"""Where the book lies: the folder named, or the one this system keeps such data in."""

from collections.abc import Mapping
from pathlib import Path

from crm.commands.arguments import Request, data_dir

SAMPLE = "sample"
WINDOW = "window.json"  # where the open window left its address, in the folder of its book


def book_folder(request: Request, environ: Mapping[str, str], cwd: Path) -> Path:
    """The folder of the book asked for; the sample book lies apart and never touches the user's own."""
    named = data_dir(request, environ)
    folder = cwd / Path(named).expanduser() if named else _usual()
    return folder / SAMPLE if request.demo else folder


def _usual() -> Path:
    from platformdirs import (
        user_data_path,
    )  # third party and seldom needed: tests and launchers name the folder

    return user_data_path("goodturn", appauthor=False)
