"""Which backups may go: all of two days stay, then one a day for two weeks, a week for ten, a month for a year."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from pathlib import Path


def superfluous(files: list[tuple[Path, datetime]], now: datetime) -> list[Path]:
    """Files no rule keeps. Never the newest, never one dated after `now` (a clock may have jumped), none named for a reason."""
    kept: set[Hashable] = set()
    leaving = []
    for place, (file, at) in enumerate(sorted(files, key=lambda pair: pair[1], reverse=True)):
        periods = _periods(at, now)
        wanted = place == 0 or at > now - timedelta(days=2) or "before" in file.name
        if not wanted and kept.issuperset(periods):
            leaving.append(file)
        kept.update(periods)
    return leaving


def _periods(at: datetime, now: datetime) -> set[Hashable]:
    """The day, week and month a file stands for, each as long as such files are kept."""
    age = now - at
    periods: set[Hashable] = set()
    if age <= timedelta(days=16):
        periods.add(("day", at.date()))
    if age <= timedelta(weeks=10):
        periods.add(("week", at.isocalendar()[:2]))
    if age <= timedelta(days=366):
        periods.add(("month", at.year, at.month))
    return periods
