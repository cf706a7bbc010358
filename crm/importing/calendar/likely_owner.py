"""Guesses the owner of a calendar that names none: the guest of nearly every event."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from crm.formats.calendar.event import Attendee
from crm.people.owner import OWNER_ATTENDANCE_RATE

MIN_EVENTS = 3  # events needed for a guess
_MAX_GUESTS = 100_000


class LikelyOwner(NamedTuple):
    """Invited to `events` of the `of` events with several guests."""

    email: str
    name: str
    events: int
    of: int

    @property
    def shown(self) -> str:
        return f"{self.name} ({self.email})" if self.name else self.email


class GuestTally:
    """How often each guest of a calendar is invited, and how often the known owner."""

    def __init__(self) -> None:
        self.events = self.with_owner = 0
        self.often: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def count(self, guests: Iterable[Attendee], has_owner: bool) -> None:
        """Count one event. A single guest may be the owner or the person met."""
        emails = {one.email: one.name for one in guests if one.email}
        self.with_owner += has_owner
        if len(emails) < 2:
            return
        self.events += 1
        for email, name in emails.items():
            if email in self.often or len(self.often) < _MAX_GUESTS:
                self.often[email] += 1
                self.names[email] = name or self.names.get(email, "")


def likely_owner(tallies: Iterable[GuestTally]) -> LikelyOwner | None:
    """None if the owner is known, or if two guests are invited equally often."""
    whole = GuestTally()
    for one in tallies:
        whole.events += one.events
        whole.with_owner += one.with_owner
        whole.often.update(one.often)
        whole.names.update({email: name for email, name in one.names.items() if name})
    first, second = [*whole.often.most_common(2), ("", 0), ("", 0)][:2]
    is_known = whole.with_owner * 2 >= max(whole.events, 1)
    is_enough = first[1] >= max(MIN_EVENTS, OWNER_ATTENDANCE_RATE * whole.events) and first[1] > second[1]
    if is_known or not is_enough:
        return None
    return LikelyOwner(first[0], whole.names.get(first[0], ""), first[1], whole.events)
