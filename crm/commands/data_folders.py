"""Paths of the book and the fault log: in the given folder, or the system's default places."""

from collections.abc import Mapping
from pathlib import Path

from crm.commands.arguments import Request, data_dir

SAMPLE = "sample"
FAULT_LOG = "goodturn.log"


def book_folder(request: Request, environ: Mapping[str, str], cwd: Path) -> Path:
    """The folder of the book; the sample book has a folder of its own."""
    named = data_dir(request, environ)
    folder = cwd / Path(named).expanduser() if named else _default_folder()
    return folder / SAMPLE if request.demo else folder


def _default_folder() -> Path:
    # Third-party, and rarely needed: tests and launchers name the folder.
    from platformdirs import user_data_path

    return user_data_path("goodturn", appauthor=False)


def fault_log_file(request: Request, environ: Mapping[str, str], cwd: Path) -> Path:
    """In the given folder, otherwise in the system's place for logs: apart from the book, so that it can be
    written where the book cannot, and is not copied together with the book.
    """
    named = data_dir(request, environ)
    if named:
        return cwd / Path(named).expanduser() / FAULT_LOG
    from platformdirs import user_log_path  # as in _default_folder

    return user_log_path("goodturn", appauthor=False) / FAULT_LOG
