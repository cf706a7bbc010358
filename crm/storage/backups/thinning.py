"""Which backups may go. Never asks what time it is: copies are ordered by their numbers, ages counted in days of use.

A day of use is a change of the local date between one backup and the next, in whichever direction and however far the
clock went. All copies of the newest two days stay, then the last of each of fourteen days, of each seven days for ten
weeks, and of each thirty days for twelve months.
"""

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.storage.backups.folder import reason

ALL_OF = 2  # days of use
DAYS = ALL_OF + 14
WEEKS = DAYS + 10 * 7
MONTHS = WEEKS + 12 * 30
OF_EACH_REASON = 3  # copies made before a restore or a new format
_LEAP = 31  # days: a date further from the last one is a clock's doing as likely as a long absence


class Candidate(NamedTuple):
    """A backup. `number` and `day` (of use) are None for one made before there were manifests."""

    file: Path
    at: datetime
    number: int | None = None
    day: int | None = None
    pinned: bool = False


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Oldest first: those without a number come before all others, by the moment in their names."""
    return sorted(candidates, key=lambda one: (one.number or 0, one.at, one.file.name))


def superfluous(candidates: Sequence[Candidate]) -> list[Path]:
    """Files no rule keeps. Never the newest, never a pinned one; none at all while the date leaps."""
    ordered = in_order(candidates)
    if len(ordered) < 2 or _leapt(ordered[-2].at, ordered[-1].at):
        return []
    days = _days(ordered)
    kept_for_reason: dict[str, int] = {}
    seen: set[Hashable] = set()
    leaving = []
    for one, day in reversed(list(zip(ordered, days, strict=True))):
        age = days[-1] - day
        periods = set(_periods(one, day, age))
        wanted = one is ordered[-1] or one.pinned or age < ALL_OF or not periods <= seen
        seen |= periods
        why = reason(one.file)
        if why:
            kept_for_reason[why] = kept_for_reason.get(why, 0) + 1
        if not wanted and not (why and kept_for_reason[why] <= OF_EACH_REASON):
            leaving.append(one.file)
    return leaving


def _leapt(before: datetime, now: datetime) -> bool:
    return not 0 <= (now.date() - before.date()).days <= _LEAP


def _days(ordered: Sequence[Candidate]) -> list[int]:
    """The day of use of each. Without a stored one it is reckoned back from the next, a gap counted as a month at most."""
    days: list[int] = []
    for place in reversed(range(len(ordered))):
        one = ordered[place]
        if one.day is not None:
            days.append(one.day)
        elif not days:
            days.append(0)
        else:
            gap = abs((ordered[place + 1].at.date() - one.at.date()).days)
            days.append(days[-1] - (min(gap, 30) if ordered[place + 1].day is None else min(gap, 1)))
    return days[::-1]


def _periods(one: Candidate, day: int, age: int) -> Iterator[Hashable]:
    """The day, week and month a copy stands for, each as long as such copies are kept."""
    numbered = one.day is not None
    if age < DAYS:
        yield "day", day
    if age < WEEKS:
        yield "week", (day // 7 if numbered else one.at.isocalendar()[:2])
    if age < MONTHS:
        yield "month", (day // 30 if numbered else (one.at.year, one.at.month))
