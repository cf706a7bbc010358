"""`make install`: Goodturn in the menu of this desktop, and on a double click on a contact, calendar or table file.

For this user only, into the folders the desktop looks in; `--remove` takes it all away again. Standard library only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from crm.reminders.desktop_entry import NAME, exec_line

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"


def main() -> int:
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if sys.platform in ("win32", "darwin"):
        print(
            "This is for Linux desktops. Elsewhere, open a file with Goodturn once and let the system keep it."
        )
        return 1
    if "--remove" in sys.argv[1:]:
        remove(share)
        print("Goodturn is out of the menu. Your book is where it was.")
    else:
        install(share, [str(PYTHON), str(ROOT / "main.py")])
        print("Goodturn is in the menu, and opens contact, calendar and table files.")
    return 0


def install(share: Path, command: list[str]) -> None:
    """The entry as it is shipped, but for the command that starts this copy."""
    shipped = ROOT / "resources" / "desktop"
    entry, icon = places(share)
    for place in (entry, icon):
        place.parent.mkdir(parents=True, exist_ok=True)
    words = (shipped / entry.name).read_text(encoding="utf-8")
    entry.write_text(words.replace("Exec=goodturn %F", f"Exec={exec_line(command)} %F"), encoding="utf-8")
    shutil.copyfile(shipped / icon.name, icon)
    _tell_desktop(entry.parent)


def remove(share: Path) -> None:
    for place in places(share):
        place.unlink(missing_ok=True)
    _tell_desktop(share / "applications")


def places(share: Path) -> tuple[Path, Path]:
    """The menu entry, and its icon."""
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    return share / "applications" / f"{NAME}.desktop", icons / f"{NAME}.svg"


def _tell_desktop(folder: Path) -> None:
    """Desktops find it by themselves, too, only later."""
    if folder.is_dir() and (tool := shutil.which("update-desktop-database")):
        subprocess.run([tool, "-q", str(folder)], check=False)


if __name__ == "__main__":
    sys.exit(main())
