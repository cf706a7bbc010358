"""Thinning: which backups may be removed. Independent of the clock: ordered by number, aged by days of use.
A day of use is a change of the local date between two backups, in whichever direction and however far the
clock went. All copies of the newest two days stay, then the last of each of fourteen days, of each seven days
for ten weeks, and of each thirty days for twelve months.
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
OF_EACH_REASON = 3  # copies made before a restore or a migration
_LONGEST_GAP = 31  # days: a larger gap may be a wrong clock as well as a long absence


class Candidate(NamedTuple):
    """A backup. `number` and `day` (of use) are None for one without a manifest."""

    file: Path
    at: datetime
    number: int | None = None
    day: int | None = None
    pinned: bool = False


def sort_candidates(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Oldest first: unnumbered ones before all others, by the time in their names."""
    return sorted(candidates, key=lambda one: (one.number or 0, one.at, one.file.name))


def superfluous(candidates: Sequence[Candidate]) -> list[Path]:
    """Files that no rule keeps. Never the newest or a pinned one; none at all after an implausible jump of
    the date.
    """
    ordered = sort_candidates(candidates)
    if len(ordered) < 2 or _jumped(ordered[-2].at, ordered[-1].at):
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


def _jumped(before: datetime, now: datetime) -> bool:
    return not 0 <= (now.date() - before.date()).days <= _LONGEST_GAP


def _days(ordered: Sequence[Candidate]) -> list[int]:
    """The day of use of each. Missing ones are computed back from the next, a gap counted as a month at most."""
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
    """The day, week and month that a copy represents, each as long as such copies are kept."""
    numbered = one.day is not None
    if age < DAYS:
        yield "day", day
    if age < WEEKS:
        yield "week", (day // 7 if numbered else one.at.isocalendar()[:2])
    if age < MONTHS:
        yield "month", (day // 30 if numbered else (one.at.year, one.at.month))
