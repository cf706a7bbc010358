"""The newest lines of the log, for the problem report."""

import os
from pathlib import Path

_MOST_BYTES = 64 * 1024  # from the end of each file


def last_lines(file: Path, most: int) -> list[str]:
    """Oldest first, the rotated file included; empty without a log."""
    lines: list[str] = []
    for one in (file.with_name(f"{file.name}.1"), file):
        lines += _end_of(one)
    return lines[-most:]


def _end_of(file: Path) -> list[str]:
    try:
        if not file.is_file():
            return []
        with file.open("rb") as opened:
            length = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, length - _MOST_BYTES))
            lines = opened.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return lines if length <= _MOST_BYTES else lines[1:]  # the first one is cut
