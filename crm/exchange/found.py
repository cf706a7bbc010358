"""What was found in files, card by card: what each would do to the book."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm.exchange.cards import CardRead
from crm.exchange.contact import Contact, Remark
from crm.exchange.differences import Difference, FieldChange

if TYPE_CHECKING:
    from crm.exchange.archive.archive import Archive
    from crm.exchange.calendar.found import FoundMeeting, NewPerson


@dataclass(slots=True)
class FoundCard:
    """One card, judged. `status` is new, updated, same, possible, group or skipped.

    `person` is who it is or possibly is: an id of the book, or a negative number for an earlier card of this preview.
    """

    number: int
    line: int
    status: str
    name: str
    card: CardRead | None = None  # where it holds a contact
    person: int | None = None
    own: int | None = None  # the negative number of someone new, by which later cards may mean them
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()
    members: list[str] = field(default_factory=list)
    count: int = 1
    meetings: "tuple[FoundMeeting, ...]" = ()  # of an event
    people: "tuple[NewPerson, ...]" = ()  # of an event: who is made for it
    strangers: tuple[str, ...] = ()  # of an event: who could be, if the user says so

    @property
    def contact(self) -> Contact | None:
        return self.card.contact if self.card else None

    @property
    def changes(self) -> list[FieldChange]:
        return self.difference.changes if self.difference else []


@dataclass(slots=True)
class FilePreview:
    file: str  # as given
    name: str
    format: str
    sha256: str = ""
    found: list[FoundCard] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unreadable: bool = False  # nothing could be read from the file; the remark says why
    counts: dict[str, int] = field(default_factory=dict)  # cards by status, kept with each that is found
    archive: "Archive | None" = None  # where the file is one: what it holds beside people
    keeps: bool = True  # else only the groups stay in `found`: nobody will look, and there may be a million

    def add(self, card: FoundCard) -> None:
        if self.keeps or card.members:
            self.found.append(card)
        self.counts[card.status] = self.counts.get(card.status, 0) + card.count

    def count(self, status: str) -> int:
        return self.counts.get(status, 0)

    @property
    def cards(self) -> int:
        return sum(self.counts.values())


@dataclass(slots=True)
class Preview:
    """The files of one call, in order; each judged against the book and the cards before it."""

    files: list[FilePreview] = field(default_factory=list)

    def count(self, status: str) -> int:
        return sum(file.count(status) for file in self.files)

    @property
    def cards(self) -> int:
        return sum(file.cards for file in self.files)


def contact_of(card: FoundCard) -> Contact:
    """Of a card that holds one."""
    assert card.contact is not None
    return card.contact
