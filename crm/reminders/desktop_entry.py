"""How a command is written into a file of the desktop. Standard library only: the installer uses it, too."""

from collections.abc import Iterable

NAME = "org.goodturn.Goodturn"  # of the menu entry and of the window, so that a desktop knows them as one


def exec_line(command: Iterable[str]) -> str:
    """The value of Exec, as the Desktop Entry Specification wants it."""
    return " ".join(_quote(word) for word in command)


def _quote(word: str) -> str:
    """Escaped twice: once for the quotes, once for the file."""
    for mark in ("\\", '"', "`", "$"):
        word = word.replace(mark, f"\\{mark}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
