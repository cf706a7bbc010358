"""The count of asks and advice in the sidebar. As for introductions, Today looks: it is always open."""

from crm.changes import Changes
from crm.guard.asks_due import due_count
from ui.context import Context

_COUNTED = ("ask", "advice", "promise", "person", "meeting", "attendance", "share", "introduction", "setting")


class AsksCount:
    def __init__(self, context: Context) -> None:
        self._context = context

    def look(self, changes: Changes | None) -> None:
        if changes is None or not changes.touched or changes.touches(*_COUNTED):
            self._context.count_changed.emit("asks", due_count(self._context.read, self._context.today))
