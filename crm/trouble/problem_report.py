"""The problem report, which a user may send: versions, approximate sizes, the newest faults. No values."""

import platform
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import GoodturnError
from crm.fault_log.fault_description import kind
from crm.fault_log.last_lines import last_lines
from crm.storage.format.migrating import newest_version
from crm.version import VERSION

if TYPE_CHECKING:
    from crm.book import Book

_MOST_LINES = 60
_COUNTED = (
    ("person", "people"), ("meeting", "meetings"), ("promise", "promises"), ("note", "notes"), ("item", "shelf items"),
)  # fmt: skip


def report(book: "Book | None", window: Sequence[str], log: Path | None) -> str:
    """`window` are lines about Qt and the screen. Works without a book, or with an unreadable one."""
    lines = [f"Goodturn {VERSION}", f"System: {_system()}", _versions(), *window, "", *_book(book), ""]
    found = last_lines(log, _MOST_LINES) if log is not None else []
    lines += ["The newest faults:", *found] if found else ["No faults were logged."]
    return "\n".join(lines) + "\n"


def rough(count: int) -> str:
    """The order of magnitude only: the exact number of people reveals something about a user."""
    if count < 1:
        return "none"
    power = 10 ** (len(str(count)) - 1)
    return "fewer than 10" if power == 1 else f"{power:,} to {power * 10 - 1:,}"


def _system() -> str:
    """Numbers of the release only: a custom kernel may have a name."""
    release = platform.mac_ver()[0] or platform.win32_ver()[1] or platform.release()
    number = re.match(r"[0-9.]*", release)
    return f"{platform.system()} {number.group() if number else ''} {platform.machine()}"


def _versions() -> str:
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def _book(book: "Book | None") -> Iterator[str]:
    if book is None:
        yield f"The book is not open. This Goodturn writes format {newest_version()}."
        return
    try:
        version = book.read.value("PRAGMA user_version")
        size = book.file.stat().st_size // 1_000_000
        yield f"Book: format {version} (this Goodturn writes {newest_version()})"
        yield f"Its file: {rough(size)} MB" if size else "Its file: less than 1 MB"
        for table, words in _COUNTED:
            yield f"  {words}: {rough(book.read.value(f'SELECT count(*) FROM {table}'))}"
    except (GoodturnError, sqlite3.Error, OSError, UnicodeDecodeError) as fault:
        yield f"The book cannot be read: {kind(fault)}"
