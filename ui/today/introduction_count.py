"""The count of introductions in the sidebar, before their page was opened for the first time.

Today is always open, so it counts them; it does so after its own rows are painted.
"""

from crm.introductions.overview import due_count, overview
from ui.context import Context


class IntroductionCount:
    def __init__(self, context: Context) -> None:
        self._context = context

    def look(self) -> None:
        today = self._context.today
        count = due_count(overview(self._context.read, today), today)
        self._context.count_changed.emit("introductions", count)
