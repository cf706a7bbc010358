"""RestorableBook: an open book that can be replaced by a backup without being closed."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.changes import Changes
from crm.errors import GoodturnError
from crm.safekeeping import Safekeeping
from crm.storage.fault_sentences import translate_faults

if TYPE_CHECKING:
    from crm.storage.restore.restoring import Restored

_COPIES_AHEAD = 2  # after that the current book is copied while the writer's lock is held


class _CopyAhead(NamedTuple):
    """A copy of the current book, and `total_changes` as it was before the copy began."""

    file: Path | None
    changes: int


class RestorableBook(Safekeeping):
    """`Book` adds the user's steps, undo and redo."""

    def restore(self, source: Path) -> "Restored":
        """Replace the book by a backup, after copying the current book; listeners reload everything. Raises
        FileNotRead. Child processes examine both while other threads may write; what is written meanwhile is
        copied as well.
        """
        from crm.storage.restore.restoring import prepared_backup, replace_contents  # rarely needed

        with translate_faults(self.folder), prepared_backup(source, self.file, self._uid()) as ready:
            ahead = self._copy_ahead()
            with self._open_lock(), self._writer.replacing() as connection:
                kept = ahead.file if ahead.changes == connection.total_changes else None
                restored = replace_contents(connection, self.file, ready, self.clock.now(), kept)
                everything = self._all_tables(connection)
        self._notify_listeners(Changes(0, f"Restored {source.name}", "user", everything))
        return restored

    def _copy_ahead(self) -> "_CopyAhead":
        """Copy the current book without the writer's lock; again, where something was written meanwhile."""
        from crm.storage.restore.keeping_present import keep_ahead  # rarely needed

        kept = _CopyAhead(None, self._changes())
        for _ in range(_COPIES_AHEAD):
            changes = self._changes()
            with self._connection_to_copy() as source:
                kept = _CopyAhead(keep_ahead(source, self.folder, self.clock.now()), changes)
            if kept.changes == self._changes():
                break
        return kept

    def _changes(self) -> int:
        """How many rows were written since the book was opened; an equal number means equal contents."""
        with self.quiet_connection() as connection:
            return connection.total_changes

    def _uid(self) -> str:
        """The book's UID; "" where a damaged book cannot be read."""
        try:
            return str(self.read.value("SELECT uid FROM book"))
        except (sqlite3.Error, GoodturnError):
            return ""
