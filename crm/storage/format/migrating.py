"""The frozen migration scripts, and the version and fingerprint of a book's schema."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from crm.errors import BookNotUsable, OnlyReadable
from crm.storage.connection import APPLICATION_ID
from crm.storage.folder import BOOK

# Looked up at each use: tests replace it by a folder with a further format.
FORMAT_FOLDER = Path(__file__).parent
MIGRATIONS, TRIGGERS, FINGERPRINT = "migrations", "triggers.sql", "fingerprint.txt"
_LARGE = 8 << 20  # bytes: a smaller book is copied, examined and migrated within seconds
_VIEW, _INDEX = "CREATE VIEW words(", "CREATE VIRTUAL TABLE words_index "


def migrations(folder: Path | None = None) -> list[Path]:
    """The frozen scripts in order; the number at the start of a name is the resulting version."""
    return sorted((folder or FORMAT_FOLDER / MIGRATIONS).glob("[0-9][0-9][0-9][0-9]_*.sql"))


def newest_version() -> int:
    return int(migrations()[-1].name[:4])


def version_of(connection: sqlite3.Connection) -> int:
    """The book's schema version; 0 for an empty file. Raises BookNotUsable for another program's or a newer
    file.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == 0 and version == 0 and tables == 0:
        return 0
    check_version(application, version)
    return version


def takes_long(folder: Path) -> bool:
    """Whether opening the book begins with a migration that would block a window for too long."""
    try:
        with (folder / BOOK).open("rb") as opened:
            header = opened.read(64)
            return 0 < int.from_bytes(header[60:64], "big") < newest_version() and opened.seek(0, 2) >= _LARGE
    except OSError:  # opening the book reports it
        return False


def check_version(application: int, version: int) -> None:
    """Raises BookNotUsable unless this program can open the file; OnlyReadable for a newer book, which may
    still be readable.
    """
    if application != APPLICATION_ID:
        raise BookNotUsable("This file is not a Goodturn book; it was left as it is.")
    if version > newest_version():
        raise OnlyReadable(
            f"This book was written by a newer Goodturn (format {version}, this one knows {newest_version()}); "
            "nothing was changed. Open it with the newer version, or restore an older backup."
        )
    if version < 1:
        raise BookNotUsable(
            "This book's format number makes no sense; nothing was changed. Restore a backup."
        )


def statements(script: str) -> Iterator[str]:
    """The statements of a script: executescript would commit the transaction first."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""


Progress = Callable[[int, int], bool]
"""Called with the rows done and their total; 0 of 0 while the copy is made. False cancels: the old book
stays.
"""


class MigrationCancelled(BookNotUsable):
    def __init__(self) -> None:
        super().__init__("The book was closed before it was brought up to date; nothing was changed.")


def ignore_progress(_done: int, _of: int) -> bool:
    """A Progress callback that does nothing."""
    return True


def run_script(connection: sqlite3.Connection, script: Path) -> None:
    for statement in statements(script.read_text(encoding="utf-8")):
        connection.execute(statement)


def make_triggers(connection: sqlite3.Connection, keeps_words: bool = False) -> None:
    """Create triggers, the view `words` and its full-text index in a book whose tables are those of the
    newest version. With `keeps_words`, the index exists and matches the view.
    """
    # For creating a schema only: opening a book does not need it.
    from crm.storage.full_text.schema import REBUILD

    for statement in _trigger_statements():
        if not (keeps_words and statement.startswith(_INDEX)):
            connection.execute(statement)
    if not keeps_words:
        connection.execute(REBUILD)


def words_statements() -> list[str]:
    """The statements that create the view `words` and its index, as stored in a book's schema."""
    return [one.removesuffix(";") for one in _trigger_statements() if one.startswith((_VIEW, _INDEX))]


def _trigger_statements() -> Iterator[str]:
    return statements((FORMAT_FOLDER / TRIGGERS).read_text(encoding="utf-8"))


def schema_lines(connection: sqlite3.Connection) -> list[str]:
    """One line per table, view, index and trigger, except those that SQLite and the full-text table create.
    Only tables and indexes are excepted: a trigger or view is listed whatever its name.
    """
    rows = connection.execute(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master "
        "WHERE type NOT IN ('table', 'index') "
        "OR (name NOT GLOB 'sqlite_*' AND name NOT GLOB 'words_index_*') ORDER BY type, name"
    ).fetchall()
    return [row[0] for row in rows]


def fingerprint(connection: sqlite3.Connection) -> str:
    return hashlib.sha256("\n".join(schema_lines(connection)).encode()).hexdigest()


def expected_fingerprint() -> str:
    return (FORMAT_FOLDER / FINGERPRINT).read_text(encoding="ascii").strip()
