"""The part of an open book that goes back to a backup, which takes its place while the book stays open."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.changes import Changes
from crm.errors import GoodturnError
from crm.safekeeping import Safekeeping
from crm.storage.fault_sentences import in_words

if TYPE_CHECKING:
    from crm.storage.restore.restoring import Restored

_TRIES_AHEAD = 2  # after that the present is copied within the writer's turn


class _KeptAhead(NamedTuple):
    """A copy of the present, and what `total_changes` was before it was begun."""

    file: Path | None
    changes: int


class RestorableBook(Safekeeping):
    """`Book` adds what the user does: the steps, undone and brought back."""

    def restore(self, source: Path) -> "Restored":
        """Put a backup back after copying the present; listeners reload everything. Raises FileNotRead.

        Both are examined by child processes while others may write; what is written meanwhile is copied as well.
        """
        from crm.storage.restore.restoring import made_ready, put_back  # hardly ever needed

        with in_words(self.folder), made_ready(source, self.file, self._uid()) as ready:
            ahead = self._kept_ahead()
            with self._open_turn(), self._writer.exchanging() as connection:
                kept = ahead.file if ahead.changes == connection.total_changes else None
                restored = put_back(connection, self.file, ready, self.clock.now(), kept)
                everything = self._everything(connection)
        self._tell(Changes(0, f"Restored {source.name}", "user", everything))
        return restored

    def _kept_ahead(self) -> "_KeptAhead":
        """The present, copied outside of the writer's turn: once more where something was written meanwhile."""
        from crm.storage.restore.keeping_present import keep_ahead  # hardly ever needed

        kept = _KeptAhead(None, self._changes())
        for _ in range(_TRIES_AHEAD):
            changes = self._changes()
            with self._connection_to_copy() as source:
                kept = _KeptAhead(keep_ahead(source, self.folder, self.clock.now()), changes)
            if kept.changes == self._changes():
                break
        return kept

    def _changes(self) -> int:
        """How many rows were written since the book was opened: the same number, the same contents."""
        with self.quiet_connection() as connection:
            return connection.total_changes

    def _uid(self) -> str:
        """The book's own; "" where a damaged one does not tell."""
        try:
            return str(self.read.value("SELECT uid FROM book"))
        except (sqlite3.Error, GoodturnError):
            return ""
