"""One event of a calendar file: attendees, title, place, and its occurrences."""

from dataclasses import dataclass

from crm.formats.calendar.occurrences import Occurrences
from crm.meetings.event_revisions import UNREVISED, Revision


@dataclass(frozen=True, slots=True)
class Attendee:
    """An attendee or the organiser. `email` is in lower case, and empty if the file gives none."""

    name: str
    email: str
    declined: bool = False

    @property
    def shown(self) -> str:
        return f"{self.name} ({self.email})" if self.name and self.email else self.name or self.email


@dataclass(frozen=True, slots=True)
class Event:
    """`left_out` says why it is not a meeting, `cancelled` why it does not take place.

    `owners` are addresses of the calendar's owner. `start` and `time_of` are keys of moments: the start, and the occurrence of a
    series that this event replaces. `has_twin`: another event of the file has the same UID.
    """

    uid: str
    what: str
    place: str
    said: str
    kind: str
    times: Occurrences
    people: tuple[Attendee, ...] = ()
    owners: frozenset[str] = frozenset()
    left_out: str = ""
    cancelled: str = ""
    lines: str = ""  # its first lines, for a remark
    start: str = ""
    time_of: str = ""
    has_twin: bool = False
    revision: Revision = UNREVISED

    @property
    def is_timed(self) -> bool:
        """Whether it has a time of day."""
        return "T" in self.start

    @property
    def day(self) -> str:
        """The local date of a single event, in ISO format."""
        return next(iter(self.times)).on.isoformat()
