"""After days away nobody finds a wall: those whose rhythm ran out meanwhile come up over the coming weeks. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from crm.today.rules.stay_close import Drifting

AWAY_DAYS = 7  # days in a row on which nothing at all was done
HABIT = (
    3  # days on which something was done before: one who filled a book in an evening was never away from it
)
AT_ONCE = 4  # so few are no wall
AT_LEAST = 2  # the places that Today keeps for staying close
_SOONEST, _LATEST = 14, 56  # days over which they are spread: twice as long as the absence within these
_CALMEST = 120  # days of rhythm from which on somebody can wait for the whole of it


class Absence(NamedTuple):
    """`left` is the last day on which something was done before it, `back` the first one after, or today."""

    left: date
    back: date


def absences(active: Sequence[date], today: date) -> list[Absence]:
    """The times away between days on which something was done, oldest first; one may last until today."""
    days = sorted({day for day in active if day <= today})
    gaps = pairwise([*days, today]) if len(days) >= HABIT else iter(())
    return [
        Absence(left, back)
        for number, (left, back) in enumerate(gaps, 1)
        if number >= HABIT and (back - left).days > AWAY_DAYS
    ]


def turn(due: date, rhythm_days: int, away: Sequence[Absence]) -> date:
    """The day somebody comes up: those due first and those one is closest to soon after the return, the others later."""
    for absence in away:
        length = (absence.back - absence.left).days
        passed = (due - absence.left).days
        if 0 < passed <= length:
            over = min(max(2 * length, _SOONEST), _LATEST)
            patience = max(0.25, min(1.0, rhythm_days / _CALMEST))
            due = absence.back + timedelta(days=int(over * patience * (passed - 1) / length))
    return due


def in_turn(drifting: Sequence[Drifting], away: Sequence[Absence], today: date) -> list[Drifting]:
    """Those whose turn has come. Never fewer than Today has places for, so that whoever wants to can go on."""
    if not away or len(drifting) <= AT_ONCE:
        return list(drifting)
    ranked = sorted(drifting, key=lambda one: (_turn(one, away), one.rhythm_days, one.id))
    come = [one for one in ranked if _turn(one, away) <= today]
    return ranked[: max(len(come), AT_LEAST)]


def _turn(one: Drifting, away: Sequence[Absence]) -> date:
    return turn(one.next_due, one.rhythm_days, away)
