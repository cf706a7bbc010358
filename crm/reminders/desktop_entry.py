"""Quoting of commands in .desktop files (Desktop Entry Specification). Standard library only: the installer uses it."""

from collections.abc import Iterable

NAME = "org.goodturn.Goodturn"  # desktop file id; also the window's app id, so that desktops match both


def exec_line(command: Iterable[str]) -> str:
    """The value of the Exec key."""
    return " ".join(_quote(word) for word in command)


def _quote(word: str) -> str:
    """Escapes twice: for the quoted argument, then for the string value of the file."""
    for char in ("\\", '"', "`", "$"):
        word = word.replace(char, f"\\{char}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
