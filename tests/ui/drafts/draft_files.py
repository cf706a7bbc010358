"""Drafts as they are on the disk."""

from contextlib import suppress
from pathlib import Path

from ui.drafts import FOLDER


def on_disk(folder: Path) -> list[str]:
    """A file may go between being listed and being read: a draft is taken away by a thread."""
    found = []
    for file in (folder / FOLDER).glob("*.txt"):
        with suppress(FileNotFoundError):
            found.append(file.read_text(encoding="utf-8"))
    return sorted(found)
