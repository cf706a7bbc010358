"""Rule "open_door": now and then one person without a rhythm, not met for long."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

from crm.today.candidate import OPEN_DOOR, Candidate

RULE = KIND = "open_door"
MIN_SINCE_CONTACT = timedelta(days=270)  # minimum time since the last contact
PAUSE_AFTER_DISMISSAL = timedelta(days=28)  # after "not this" on any such row
_SHOWN_ONE_DAY_IN = 4


class UnexpectedPerson(NamedTuple):
    """A kept person without a rhythm about whom something is noted."""

    id: int
    last_contact: date
    dismissed_on: date | None = None


def is_shown_on(today: date, dismissed_on: date | None) -> bool:
    """Whether the rule is active today; `dismissed_on` is the last "not this" on a row of this rule."""
    is_paused = dismissed_on is not None and today - dismissed_on < PAUSE_AFTER_DISMISSAL
    return not is_paused and daily_random(today) % _SHOWN_ONE_DAY_IN == 0


def daily_random(today: date) -> int:
    """A pseudo-random number that stays the same all day."""
    return int.from_bytes(blake2b(today.isoformat().encode(), digest_size=6).digest(), "big")


def candidate(facts: Sequence[UnexpectedPerson], today: date) -> Candidate | None:
    """The person with the oldest contact. Dismissed people return only after a new contact."""
    left = [
        person for person in facts
        if today - person.last_contact >= MIN_SINCE_CONTACT
        and (person.dismissed_on is None or person.dismissed_on < person.last_contact)
    ]  # fmt: skip
    if not left:
        return None
    person = min(left, key=lambda person: (person.last_contact, person.id))
    return Candidate(
        key=f"open_door-{person.id}",
        group=OPEN_DOOR,
        kind=KIND,
        subject_id=person.id,
        people=frozenset({person.id}),
        due=None,
        days_late=0,
        sort_key=(person.id,),
    )
