"""Steps of the journal as list rows, grouped by day. No Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm.steps import Step
from ui.counts_and_days import format_full_day

_NEAR = {0: "Today", 1: "Yesterday"}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A day's heading, or one step. `id` is the step's id; for a heading, the day."""

    id: int | str
    title: str
    at: str = ""
    undone: bool = False
    origin: str = ""

    @property
    def is_heading(self) -> bool:
        return isinstance(self.id, str)


def rows(steps: Iterable[Step], today: date) -> list[HistoryRow]:
    """Newest first, with a heading per day; times in local time."""
    made: list[HistoryRow] = []
    day: date | None = None
    for step in steps:
        at = step.at.astimezone()
        if at.date() != day:
            day = at.date()
            made.append(HistoryRow(day.isoformat(), day_words(day, today)))
        made.append(HistoryRow(step.id, step.label, f"{at:%H:%M}", step.undone, step.origin))
    return made


def day_words(day: date, today: date) -> str:
    return _NEAR.get((today - day).days, format_full_day(day, today))


def moment(step: Step, today: date) -> str:
    """ "Today at 10:03"."""
    at = step.at.astimezone()
    return f"{day_words(at.date(), today)} at {at:%H:%M}"


def accessible_text(row: HistoryRow, words: str = "") -> str:
    """`words`: the step's changes."""
    if row.is_heading:
        return row.title
    changed = f": {words}" if words else ""
    return f"{row.title}, {row.at}{', undone' if row.undone else ''}{changed}"
