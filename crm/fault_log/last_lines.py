"""The newest lines of the log, as the report of a problem shows them."""

import os
from pathlib import Path

_MOST_BYTES = 64 * 1024  # from the end of each file


def last_lines(file: Path, most: int) -> list[str]:
    """Oldest first; none where there is no log. What was rotated away comes before what is in the file."""
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
