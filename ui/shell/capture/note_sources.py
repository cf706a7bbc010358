"""The files whose words stand in the capture sheet: logging settles them in the same step."""

from datetime import date

from crm.capture.draft import Draft
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.note_source import NoteSource


class NoteSources:
    """To be forgotten as soon as the text is empty: it has nothing to do with them then."""

    def __init__(self) -> None:
        self._sources: list[NoteSource] = []
        self._on: date | None = None

    def add(self, source: NoteSource, is_alone: bool) -> bool:
        """Whether its words must be added to the text: they may stand there already. `is_alone`: the text was empty."""
        if any(one.of.key == source.of.key for one in self._sources):
            return False
        self._sources.append(source)
        self._on = source.on if is_alone else None
        return True

    def forget(self) -> None:
        self._sources, self._on = [], None

    def day(self, today: date) -> date:
        """The day from which "this morning" is meant: that of the file, if nothing else stands in the text."""
        return self._on or today

    def notice(self, today: date) -> str:
        """ "From walk.txt, read as of Friday 20 November, when it was written."; "" without a file."""
        if not self._sources:
            return ""
        name = self._sources[-1].name
        if self._on is None or self._on == today:
            return f"From {name}. Logging it puts the file away."
        return f"From {name}, read as of {format_full_day(self._on, today)}, when it was written."

    def log(self, context: Context, draft: Draft) -> str:
        """Logs the draft; returns why it was refused, or ""."""
        if self._sources:
            settled = [source.of for source in self._sources]
            day = self.day(context.today)
            outcome = context.attempt(use_cases.inbox.settling.log_edited, draft, day, settled)
        else:
            outcome = context.attempt(use_cases.meetings.logging.log, draft)
        return "" if outcome else str(outcome.refused)
