"""What the events of a calendar come to: meetings to make or to move, and people to make for them."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.exchange.cards import CardRead

OPEN = ("proposed", "planned")  # states that a file may still change


@dataclass(slots=True)
class FoundMeeting:
    """`source` names event and time; `meeting_id` is the meeting of the book it is already, if any.

    `change` is new, updated, same, or gone: cancelled since. `people` are ids of the book, or negative numbers of people of this preview.
    """

    source: str
    change: str
    on: date
    at: str | None
    kind: str
    what: str
    place: str
    said: str
    state: str
    people: tuple[int, ...]
    names: tuple[str, ...]
    meeting_id: int | None = None

    def digest(self, people: tuple[int, ...]) -> str:
        return digest(self.on.isoformat(), self.at, self.what, self.place, self.said, people)


@dataclass(slots=True)
class NewPerson:
    """Someone of an event who is made for it; `own` is the negative number by which meetings mean them."""

    own: int
    card: "CardRead"


def digest(on: str, at: str | None, what: str, place: str, said: str, people: tuple[int, ...]) -> str:
    """What a file said of a meeting, in short: whether it says something else now, or the user changed it since."""
    told = "\0".join([on, at or "", what, place, said, *map(str, sorted(people))])
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


def stored(source: str, told: str) -> str:
    """As meeting.source_uid keeps it: which event and time, and what its file last said of it."""
    return f"{source} {told}"


def parted(source_uid: str) -> tuple[str, str]:
    source, _, told = source_uid.rpartition(" ")
    return source, told


def put_away(source: str) -> str:
    """The row of `dismissal` that says: this is no meeting."""
    return f"event-{blake2b(source.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
