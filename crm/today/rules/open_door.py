"""Open door: now and then someone unexpected, whom no rhythm would ever bring up again."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

from crm.today.candidate import OPEN_DOOR, Candidate

RULE = KIND = "open_door"
LONG_AGO = timedelta(days=270)  # not met since: whoever was met later is still fresh
SILENCE = timedelta(days=28)  # after "not this" to any of them
_ONE_DAY_IN = 4


class Unexpected(NamedTuple):
    """Someone kept, without a rhythm, of whom there is something to say."""

    id: int
    last_contact: date
    dismissed_on: date | None = None


def opens(today: date, dismissed_on: date | None) -> bool:
    """Whether this is such a day; `dismissed_on` is when the user last wanted none of it."""
    silent = dismissed_on is not None and today - dismissed_on < SILENCE
    return not silent and chance(today) % _ONE_DAY_IN == 0


def chance(today: date) -> int:
    """A number that is the same all day long and tells nothing about the day after."""
    return int.from_bytes(blake2b(today.isoformat().encode(), digest_size=6).digest(), "big")


def candidate(facts: Sequence[Unexpected], today: date) -> Candidate | None:
    """One of them, chosen by the day. Whoever was put away comes up only once there was contact again."""
    left = [
        one for one in facts
        if today - one.last_contact >= LONG_AGO
        and (one.dismissed_on is None or one.dismissed_on < one.last_contact)
    ]  # fmt: skip
    if not left:
        return None
    one = min(left, key=lambda some: (some.last_contact, some.id))
    return Candidate(
        key=f"open_door-{one.id}",
        group=OPEN_DOOR,
        kind=KIND,
        subject_id=one.id,
        people=frozenset({one.id}),
        due=None,
        days_late=0,
        order=(one.id,),
    )
