"""Spreads "stay close" rows that fell due during an absence over the following weeks. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from crm.today.rules.stay_close import OverdueContact

AWAY_DAYS = 7  # consecutive days without any step that count as an absence
MIN_ACTIVE_DAYS = 3  # days with steps before the first absence: a book filled in one evening has none yet
MAX_UNSPREAD = 4  # so few need no spreading
MIN_SHOWN = 2  # rows that Today reserves for "stay close"
_MIN_SPAN, _MAX_SPAN = 14, 56  # days to spread over: twice the absence, within these limits
_FULL_SPAN_RHYTHM = 120  # rhythms of so many days or more are spread over the whole span


class Absence(NamedTuple):
    """`left` is the last active day before it, `back` the first active day after it, or today."""

    left: date
    back: date


def absences(active: Sequence[date], today: date) -> list[Absence]:
    """Absences between active days, oldest first; the last one may extend to today."""
    days = sorted({day for day in active if day <= today})
    gaps = pairwise([*days, today]) if len(days) >= MIN_ACTIVE_DAYS else iter(())
    return [
        Absence(left, back)
        for number, (left, back) in enumerate(gaps, 1)
        if number >= MIN_ACTIVE_DAYS and (back - left).days > AWAY_DAYS
    ]


def spread_due_day(due: date, rhythm_days: int, past_absences: Sequence[Absence]) -> date:
    """The day the row shows. Contacts due first, and those with a short rhythm, come soonest after the return."""
    for absence in past_absences:
        length = (absence.back - absence.left).days
        passed = (due - absence.left).days
        if 0 < passed <= length:
            span = min(max(2 * length, _MIN_SPAN), _MAX_SPAN)
            fraction = max(0.25, min(1.0, rhythm_days / _FULL_SPAN_RHYTHM))
            due = absence.back + timedelta(days=int(span * fraction * (passed - 1) / length))
    return due


def spread_out(
    contacts: Sequence[OverdueContact], past_absences: Sequence[Absence], today: date
) -> list[OverdueContact]:
    """The contacts whose spread day has come; at least MIN_SHOWN, so that the user can go on."""
    if not past_absences or len(contacts) <= MAX_UNSPREAD:
        return list(contacts)
    ranked = sorted(
        contacts,
        key=lambda contact: (_spread_due_day(contact, past_absences), contact.rhythm_days, contact.id),
    )
    due_now = [contact for contact in ranked if _spread_due_day(contact, past_absences) <= today]
    return ranked[: max(len(due_now), MIN_SHOWN)]


def _spread_due_day(contact: OverdueContact, past_absences: Sequence[Absence]) -> date:
    return spread_due_day(contact.next_due, contact.rhythm_days, past_absences)
