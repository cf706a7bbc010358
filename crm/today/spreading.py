"""After days away nobody finds a wall: those whose rhythm ran out meanwhile come up over the coming weeks. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from crm.today.rules.stay_close import OverdueContact

AWAY_DAYS = 7  # days in a row on which nothing at all was done
MIN_ACTIVE_DAYS = (
    3  # days on which something was done before: one who filled a book in an evening was never away from it
)
MAX_UNSPREAD = 4  # so few are no wall
MIN_SHOWN = 2  # the places that Today keeps for staying close
_MIN_SPAN, _MAX_SPAN = 14, 56  # days over which they are spread: twice as long as the absence within these
_FULL_SPAN_RHYTHM = 120  # days of rhythm from which on somebody can wait for the whole of it


class Absence(NamedTuple):
    """`left` is the last day on which something was done before it, `back` the first one after, or today."""

    left: date
    back: date


def absences(active: Sequence[date], today: date) -> list[Absence]:
    """The times away between days on which something was done, oldest first; one may last until today."""
    days = sorted({day for day in active if day <= today})
    gaps = pairwise([*days, today]) if len(days) >= MIN_ACTIVE_DAYS else iter(())
    return [
        Absence(left, back)
        for number, (left, back) in enumerate(gaps, 1)
        if number >= MIN_ACTIVE_DAYS and (back - left).days > AWAY_DAYS
    ]


def spread_due_day(due: date, rhythm_days: int, away: Sequence[Absence]) -> date:
    """The day somebody comes up: those due first and those one is closest to soon after the return, the others later."""
    for absence in away:
        length = (absence.back - absence.left).days
        passed = (due - absence.left).days
        if 0 < passed <= length:
            over = min(max(2 * length, _MIN_SPAN), _MAX_SPAN)
            patience = max(0.25, min(1.0, rhythm_days / _FULL_SPAN_RHYTHM))
            due = absence.back + timedelta(days=int(over * patience * (passed - 1) / length))
    return due


def spread_out(
    drifting: Sequence[OverdueContact], away: Sequence[Absence], today: date
) -> list[OverdueContact]:
    """Those whose turn has come. Never fewer than Today has places for, so that whoever wants to can go on."""
    if not away or len(drifting) <= MAX_UNSPREAD:
        return list(drifting)
    ranked = sorted(drifting, key=lambda one: (_spread_due_day(one, away), one.rhythm_days, one.id))
    come = [one for one in ranked if _spread_due_day(one, away) <= today]
    return ranked[: max(len(come), MIN_SHOWN)]


def _spread_due_day(one: OverdueContact, away: Sequence[Absence]) -> date:
    return spread_due_day(one.next_due, one.rhythm_days, away)
