"""What the events of a calendar come to: meetings to make or to move, and people to make for them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm.meetings.event_revisions import UNREVISED, Revision
from crm.meetings.event_sources import event_digest

if TYPE_CHECKING:
    from crm.formats.card import CardRead

OPEN = ("proposed", "planned")  # states that a file may still change


@dataclass(slots=True)
class FoundMeeting:
    """`source` names event and time; `meeting_id` is the meeting of the book it is already, if any.

    `by_title`: they are no guests, the event's title names them. `change` is new, updated, same, gone: cancelled since, or overtaken: by a newer event of its file. `people` are ids of the book, or negative numbers of people of this preview.
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
    revision: Revision = UNREVISED
    by_title: bool = False

    def digest(self, people: tuple[int, ...]) -> str:
        return event_digest(self.on.isoformat(), self.at, self.what, self.place, self.said, people)


@dataclass(slots=True)
class NewPerson:
    """Someone of an event who is made for it; `own` is the negative number by which meetings mean them."""

    own: int
    card: "CardRead"
