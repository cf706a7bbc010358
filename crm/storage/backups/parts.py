"""Part files: unfinished copies named `.NAME.PID.part` after the process that works on them."""

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from crm.storage.backups.folder import backups_folder

_PART = re.compile(r"\A\..+\.(\d+)\.part(?:-wal|-shm|-journal|-migrated.*)?\Z")
_NOTES = re.compile(r"\A\..+\.json\.(\d+)\Z")
_SCRATCH_NAME = ".drill-"  # of the folder of a trial restore, followed by the process id
_SCRATCH = re.compile(rf"{re.escape(_SCRATCH_NAME)}(\d+)")
_BESIDE = ("-wal", "-shm", "-journal", "-migrated", "-migrated-wal", "-migrated-shm", "-migrated-journal")

if sys.platform == "win32":
    import ctypes

    def is_alive(pid: int) -> bool:
        process = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if process:
            ctypes.windll.kernel32.CloseHandle(process)
        return bool(process)
else:

    def is_alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True


def part_of(target: Path, pid: int) -> Path:
    return target.with_name(f".{target.name}.{pid}.part")


def remove(part: Path) -> None:
    """Remove the part file and what SQLite may have left beside it."""
    for ending in ("", *_BESIDE):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def scratch_folder(folder: Path) -> Path:
    """The folder of this process for a trial restore, inside the data folder, so that it is private."""
    return folder / f"{_SCRATCH_NAME}{os.getpid()}"


def sweep(folder: Path) -> int:
    """Remove part files and scratch folders of killed processes. Returns the number of interrupted backups."""
    broken = 0
    backups = backups_folder(folder)
    for file in list(backups.glob(".*")) if backups.is_dir() else []:
        found = _PART.fullmatch(file.name) or _NOTES.fullmatch(file.name)
        if found and not is_alive(int(found[1])):
            with suppress(OSError):  # removed meanwhile: the process has just named it and ended
                file.unlink()
                broken += file.name.endswith(".part")
    for place in folder.glob(f"{_SCRATCH_NAME}*"):
        found = _SCRATCH.fullmatch(place.name)
        if found and not is_alive(int(found[1])):
            shutil.rmtree(place, ignore_errors=True)
    return broken
