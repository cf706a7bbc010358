"""Theme and text size, kept in a file beside the book: the first paint comes before the book is opened."""

import os
from pathlib import Path

from ui.theme.look import look

FILE_NAME = "look.txt"  # two words, not JSON: importing json takes longer


def load_look(folder: Path) -> tuple[str, int]:
    """Theme and text size; the defaults if nothing readable was saved."""
    try:
        theme, percent = (folder / FILE_NAME).read_text(encoding="utf-8").split()
        return theme, int(percent)
    except (OSError, ValueError):
        return "system", 100


def save_look(folder: Path) -> None:
    words = f"{look.theme} {look.percent}\n"
    try:
        with os.fdopen(
            os.open(folder / FILE_NAME, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w"
        ) as file:
            file.write(words)
    except OSError:
        pass  # the book holds the choice; only the first paint of the next start may differ
