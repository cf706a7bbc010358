"""Texts for the sidebar's status: saved, with the date of the last verified backup, or what is wrong, with a
link."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from crm.text import days_in_words

SAMPLE_STATE = "Sample book. Nothing in it is yours"


class StatusLink(NamedTuple):
    """A link below the text, and what it opens. `tip` is the full explanation."""

    words: str
    go: Callable[[], object]
    tip: str = ""


def saved_state(backed_up_at: datetime | None, today: date, has_failed: bool = False) -> str:
    """`has_failed`: a later backup failed, or none can be made."""
    if backed_up_at is None:
        return "Saved. Backups fail; there is none yet" if has_failed else "Saved. Not backed up yet"
    day = days_in_words.named(backed_up_at.date(), today)
    if has_failed:
        return f"Saved. Backups fail; none since {day} {backed_up_at:%H:%M}"
    return f"Saved. Backed up {backed_up_at:%H:%M} {day}"


def not_saving(backed_up_at: datetime | None, today: date) -> str:
    return f"Nothing is being saved. {_last_good(backed_up_at, today)}"


def damage_found(backed_up_at: datetime | None, today: date) -> str:
    """The book is open and writable: only damaged parts are refused."""
    return f"Something in your book is damaged. {_last_good(backed_up_at, today)}"


def _last_good(backed_up_at: datetime | None, today: date) -> str:
    if backed_up_at is None:
        return "There is no good backup"
    return f"Last good backup {backed_up_at:%H:%M} {days_in_words.named(backed_up_at.date(), today)}"
