"""Open door: now and then someone unexpected, whom no rhythm would ever bring up again."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

from crm.today.candidate import OPEN_DOOR, Candidate

RULE = KIND = "open_door"
MIN_SINCE_CONTACT = timedelta(days=270)  # not met since: whoever was met later is still fresh
PAUSE_AFTER_DISMISSAL = timedelta(days=28)  # after "not this" to any of them
_SHOWN_ONE_DAY_IN = 4


class UnexpectedPerson(NamedTuple):
    """Someone kept, without a rhythm, of whom there is something to say."""

    id: int
    last_contact: date
    dismissed_on: date | None = None


def is_shown_on(today: date, dismissed_on: date | None) -> bool:
    """Whether this is such a day; `dismissed_on` is when the user last wanted none of it."""
    silent = dismissed_on is not None and today - dismissed_on < PAUSE_AFTER_DISMISSAL
    return not silent and daily_random(today) % _SHOWN_ONE_DAY_IN == 0


def daily_random(today: date) -> int:
    """A number that is the same all day long and tells nothing about the day after."""
    return int.from_bytes(blake2b(today.isoformat().encode(), digest_size=6).digest(), "big")


def candidate(facts: Sequence[UnexpectedPerson], today: date) -> Candidate | None:
    """One of them, chosen by the day. Whoever was put away comes up only once there was contact again."""
    left = [
        one for one in facts
        if today - one.last_contact >= MIN_SINCE_CONTACT
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
        sort_key=(one.id,),
    )
