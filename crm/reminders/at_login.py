"""Start at login by a .desktop entry (XDG Autostart specification)."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole
from crm.reminders.desktop_entry import NAME, exec_line

_OFF = ("hidden=true", "x-gnome-autostart-enabled=false")  # lines with which desktops disable an entry


def entry_file(environ: Mapping[str, str]) -> Path | None:
    """Path of the autostart entry; None on systems other than Linux."""
    if not sys.platform.startswith("linux"):
        return None
    named = environ.get("XDG_CONFIG_HOME", "")
    config = (
        Path(named) if Path(named).is_absolute() else Path(environ.get("HOME") or Path.home()) / ".config"
    )
    return config / "autostart" / f"{NAME}.desktop"


def is_on(entry: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        lines = [line.replace(" ", "").lower() for line in entry.read_text(encoding="utf-8").splitlines()]
        return not any(line in _OFF for line in lines)
    return False


def turn_on(entry: Path, command: Sequence[str]) -> None:
    """`command` is the command line to start. Raises FileNotWritten."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Goodturn",
        f"Exec={exec_line(command)}",
        f"Icon={NAME}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileNotWritten(
            f"{entry.parent} could not be made ({fault.strerror}); nothing was changed."
        ) from fault
    write_whole(entry, ["\n".join([*lines, ""]).encode()])


def turn_off(entry: Path) -> None:
    """Raises FileNotWritten."""
    try:
        entry.unlink(missing_ok=True)
    except OSError as fault:
        raise FileNotWritten(f"{entry} could not be removed ({fault.strerror}).") from fault
