"""Which backups may go: all of two days stay, then one a day for two weeks, a week for ten, a month for a year."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from pathlib import Path


def superfluous(files: list[tuple[Path, datetime]], now: datetime) -> list[Path]:
    """Files no rule keeps. Never the newest, never one dated after `now` (a clock may have jumped), none named for a reason."""
    kept: set[Hashable] = set()
    leaving = []
    for place, (file, at) in enumerate(sorted(files, key=lambda pair: pair[1], reverse=True)):
        if place == 0 or at > now - timedelta(days=2) or "before" in file.name:
            continue
        key = _period(at, now)
        if key is None or key in kept:
            leaving.append(file)
        else:
            kept.add(key)
    return leaving


def _period(at: datetime, now: datetime) -> Hashable | None:
    age = now - at
    if age <= timedelta(days=16):
        return ("day", at.date())
    if age <= timedelta(weeks=12):
        return ("week", at.isocalendar()[:2])
    if age <= timedelta(days=400):
        return ("month", at.year, at.month)
    return None
