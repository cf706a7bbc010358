"""One event of a calendar as its file tells it: who, what, where, and the times it counts for."""

from dataclasses import dataclass

from crm.formats.calendar.occurrences import Times
from crm.meetings.event_revisions import UNREVISED, Revision


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone invited, or who invites. `email` is in lower case, empty where the file gives none."""

    name: str
    email: str
    declined: bool = False

    @property
    def shown(self) -> str:
        return f"{self.name} ({self.email})" if self.name and self.email else self.name or self.email


@dataclass(frozen=True, slots=True)
class Event:
    """`left_out` says why it is no meeting whoever is there, `cancelled` why it does not take place.

    `owners` are addresses the file says are its owner's. `start` and `time_of` are moments as a key names them: where it
    begins, and which time of a series it stands for. `has_twin`: another event of its file has the same UID.
    """

    uid: str
    what: str
    place: str
    said: str
    kind: str
    times: Times
    people: tuple[Attendee, ...] = ()
    owners: frozenset[str] = frozenset()
    left_out: str = ""
    cancelled: str = ""
    lines: str = ""  # the first of its lines, for a remark
    start: str = ""
    time_of: str = ""
    has_twin: bool = False
    revision: Revision = UNREVISED

    @property
    def is_timed(self) -> bool:
        """At an hour, not for whole days."""
        return "T" in self.start

    @property
    def day(self) -> str:
        """Of a single event, on the wall of this machine, in ISO's form."""
        return next(iter(self.times)).on.isoformat()
