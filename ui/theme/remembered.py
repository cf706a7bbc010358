"""How the window looked last, beside the book: the first paint comes before the book is opened."""

import json
import os
from pathlib import Path

from ui.theme.look import look

FILE_NAME = "look.json"


def recall(folder: Path) -> tuple[str, int]:
    """Theme and text size; the defaults where nothing, or nothing readable, was kept."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        return str(kept["theme"]), int(kept["text_size"])
    except (OSError, ValueError, KeyError, TypeError):
        return "system", 100


def remember(folder: Path) -> None:
    words = json.dumps({"theme": look.theme, "text_size": look.percent})
    try:
        with os.fdopen(
            os.open(folder / FILE_NAME, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w"
        ) as file:
            file.write(words)
    except OSError:
        pass  # the book holds the choice; only the first paint of the next start may differ
