"""Conflicted copies of the book, made by cloud storage after two machines wrote at once. They are reported,
never read. Dropbox names them "goodturn (conflicted copy 2026-11-30).db" or "goodturn (Ana's conflicted copy
2026-11-30).db", Syncthing "goodturn.sync-conflict-20261130-101112-ABCDEFG.db", Nextcloud "goodturn
(conflicted copy 2026-11-30 101112).db", Google Drive "goodturn (1).db", OneDrive "goodturn-LAPTOP.db",
Seafile "goodturn (SFConflict ana@example.org 2026-11-30).db", pCloud "goodturn [conflicted].db", ownCloud
"goodturn_conflict-20261130-101112.db", others "goodturn 2.db".
"""

import os
import stat
from pathlib import Path

from crm.storage.connection import APPLICATION_ID

_BOOK = Path("goodturn.db")
_BEFORE = b"SQLite format 3\0"
_ID_AT = 68  # bytes into the file: the application id, four bytes (https://sqlite.org/fileformat2.html)
_AFTER_NAME = tuple(" ([_-.~")


def conflicted_copies(folder: Path) -> list[Path]:
    """Sorted by name. A copy has the book's name with an addition, and the header of a Goodturn book."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return []
    return [folder / name for name in names if _has_name_of_copy(name) and _is_a_book(folder / name)]


def describe_conflicted_copies(copies: list[Path]) -> str:
    """A sentence for the user; "" for no copies."""
    if not copies:
        return ""
    named = f"“{copies[0].name}”" + (f" and {len(copies) - 1} more" if len(copies) > 1 else "")
    lie, they_are = ("lies", "It is") if len(copies) == 1 else ("lie", "They are")
    return (
        f"Beside your book {lie} {named}, as a cloud makes when two machines wrote at once. "
        f"{they_are} not read: look whether something is missing here, and move the file away."
    )


def _has_name_of_copy(name: str) -> bool:
    """ "goodturn", then a separator, then anything; ".db" at the end, or before the addition."""
    folded = name.casefold()
    if folded.startswith(tuple(f"{_BOOK.name}{sign}" for sign in " .~")):
        return True
    stem = folded.removeprefix(_BOOK.stem)
    return (
        folded != _BOOK.name
        and stem != folded
        and stem.endswith(_BOOK.suffix)
        and stem.startswith(_AFTER_NAME)
    )


def _is_a_book(file: Path) -> bool:
    """Whether it is a regular file with a book's header: links and pipes are not opened."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return False
        with file.open("rb") as read:
            head = read.read(_ID_AT + 4)
    except OSError:
        return False
    return head.startswith(_BEFORE) and head[_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")
