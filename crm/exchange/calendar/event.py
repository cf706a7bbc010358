"""One event of a calendar as its file tells it: who, what, where, and each time it counts for."""

from dataclasses import dataclass
from datetime import date


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
class Instance:
    """One time an event takes place, on the wall of this machine. `key` tells it from the others of its event."""

    key: str
    on: date
    at: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """`left_out` says why it is no meeting whoever is there. `owners` are addresses the file says are its owner's."""

    uid: str
    what: str
    place: str
    said: str
    kind: str
    people: tuple[Attendee, ...] = ()
    instances: tuple[Instance, ...] = ()
    owners: frozenset[str] = frozenset()
    left_out: str = ""
    is_cancelled: bool = False
    lines: str = ""  # the first of its lines, for a remark
