"""What was typed and not yet logged, kept in a file beside the book: it survives Esc, closing and a crash."""

import os
from pathlib import Path

FILE_NAME = "not-logged.txt"


def load(folder: Path) -> str:
    try:
        return (folder / FILE_NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def save(folder: Path, text: str) -> None:
    """Written aside and renamed, 0600; an empty text removes the file."""
    target = folder / FILE_NAME
    aside = folder / f".{FILE_NAME}.part"
    try:
        if not text.strip():
            target.unlink(missing_ok=True)
            return
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        aside.replace(target)
    except OSError:
        pass  # a full disk: the text is still in the field, and logging will say what is wrong
