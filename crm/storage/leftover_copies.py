"""Removal of unfinished copies that killed processes left in the data folder. Runs at opening, under the
lock.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

# Only the holder of the book's lock makes these, and the sweep holds it: none of them is in use.
_PREFIXES = (".restore-", ".export-", ".rescue-", ".zip-", ".new-", ".pasted-")


def sweep(folder: Path, at: datetime) -> None:
    """Remove unfinished copies; what cannot be removed stays. `at`: local time for the note of an interrupted
    backup.
    """
    _sweep_backups(folder, at)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if _is_leftover(entry.name)]:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()


def _sweep_backups(folder: Path, at: datetime) -> None:
    """A child process may still be examining a copy: `backups.concluding.sweep` asks whether that process is
    alive.
    """
    backups = folder / "backups"
    with suppress(OSError):
        if any(name.startswith(".") for name in os.listdir(backups)):  # noqa: PTH208 - quicker at start
            from crm.storage.backups import concluding  # rarely needed

            concluding.sweep(folder, at)
        if os.name == "posix" and backups.stat().st_mode & 0o077:
            backups.chmod(0o700)


def _is_leftover(name: str) -> bool:
    return name.startswith(_PREFIXES) or (name.startswith(".") and name.endswith(".part"))
