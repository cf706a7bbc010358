"""Delivers commits to the window: the page in view reloads, hidden pages are marked stale. Commits may come
from any thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm.changes import Changes

if TYPE_CHECKING:
    from crm.book import Book  # loaded after the first paint


class Refresh(QObject):
    """Calls `on_commit` with each Changes record, in the window's thread, after the action that made it has
    ended."""

    _committed = Signal(object)

    def __init__(self, book: "Book", on_commit: Callable[[Changes], None], parent: QObject | None = None):
        super().__init__(parent)
        self._on_commit = on_commit
        self._committed.connect(self._on_committed, Qt.ConnectionType.QueuedConnection)
        book.listen(self._committed.emit)

    def _on_committed(self, changes: Changes) -> None:
        self._on_commit(changes)
