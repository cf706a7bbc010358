"""Where the book and the log of faults lie: in the folder named, or where this system keeps such things."""

from collections.abc import Mapping
from pathlib import Path

from crm.commands.arguments import Request, data_dir

SAMPLE = "sample"
FAULT_LOG = "goodturn.log"


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


def fault_log_file(request: Request, environ: Mapping[str, str], cwd: Path) -> Path:
    """In the folder named, which is to hold everything; else in the system's place for logs, apart from the book, so that
    it can be written where the book cannot, and no copy of the book's folder takes it along."""
    named = data_dir(request, environ)
    if named:
        return cwd / Path(named).expanduser() / FAULT_LOG
    from platformdirs import user_log_path  # as in _usual

    return user_log_path("goodturn", appauthor=False) / FAULT_LOG
