"""The result of an event: meetings to create or change, and people to create for them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm.meetings.event_revisions import UNREVISED, Revision
from crm.meetings.event_sources import event_digest

if TYPE_CHECKING:
    from crm.formats.card import CardRead

OPEN = ("proposed", "planned")  # states that a file may change


@dataclass(slots=True)
class FoundMeeting:
    """`source` identifies event and occurrence; `meeting_id` is the existing meeting of the book, if any.

    `by_title`: the people are named in the title. `change` is new, updated, same, gone (cancelled), or overtaken (by a newer
    event of the file). `people` are ids of the book, or negative numbers of people of this preview.
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
    """A guest to be created; `own` is the negative number by which meetings refer to the person."""

    own: int
    card: "CardRead"
