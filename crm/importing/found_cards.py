"""What was found in files, card by card: what each would do to the book."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm.contacts.contact import Contact, Remark
from crm.formats.card import CardRead
from crm.matching.differences import Difference, FieldChange

if TYPE_CHECKING:
    from crm.formats.archive.archive import Archive
    from crm.importing.calendar.likely_owner import GuestTally
    from crm.importing.calendar.proposed_meetings import FoundMeeting, NewPerson


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
    uid_is_taken: bool = False  # it is of somebody else: as someone new they get another
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()
    members: list[str] = field(default_factory=list)
    count: int = 1
    meetings: "tuple[FoundMeeting, ...]" = ()  # of an event
    people: "tuple[NewPerson, ...]" = ()  # of an event: who is made for it
    strangers: tuple[str, ...] = ()  # of an event: who could be, if the user says so
    by_title: bool = False  # of an event: it has no guests, and its title names those who are there
    whom: str = ""  # the name by which `person` is known, and which card they are of, where it is one before
    twice: str = ""

    @property
    def contact(self) -> Contact | None:
        return self.card.contact if self.card else None

    @property
    def is_newcomer(self) -> bool:
        """Somebody new of whom neither the kind of the file nor its words say a standing; of an archive each row does."""
        card = self.card
        if card is None or self.status not in ("new", "possible"):
            return False
        return not (card.is_parked or card.archived or card.states_standing)

    @property
    def can_be_another(self) -> bool:
        """Whether the user may say that this is not the person it was taken for."""
        is_known = self.status in ("updated", "same") and self.person is not None
        return is_known and self.card is not None and not self.card.archived and bool(self.difference)

    @property
    def changes(self) -> list[FieldChange]:
        return self.difference.changes if self.difference else []


MOST_KEPT = 150
"""People of an address book whom nobody has met: of more, nobody could look after each, and Today would be full of their birthdays."""


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
    guests: "GuestTally | None" = None  # of a calendar
    archive: "Archive | None" = None  # where the file is one: what it holds beside people
    written_at: str = ""  # when the file was, in UTC
    newest: str = ""  # the latest day on which a list of connections says two people were connected
    newcomers: int = 0  # who would be kept for want of another word of the file
    keeps: bool = True  # else only the groups stay in `found`: nobody will look, and there may be a million

    def add(self, card: FoundCard) -> None:
        if self.keeps or card.members:
            self.found.append(card)
        self.counts[card.status] = self.counts.get(card.status, 0) + card.count
        self.newcomers += card.is_newcomer

    @property
    def is_crowd(self) -> bool:
        """So many that they come in parked unless the user says otherwise; known once so many of the file are read."""
        return self.newcomers > MOST_KEPT

    def standing_of(self, card: FoundCard) -> str:
        """As what somebody new comes in, unless the user says otherwise."""
        return "parked" if self.is_crowd and card.is_newcomer else card.card.standing if card.card else "kept"

    def recount(self, card: FoundCard, status: str) -> None:
        """It is of another status since what came after it was read."""
        self.counts[card.status] -= card.count
        self.counts[status] = self.counts.get(status, 0) + card.count
        card.status = status

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
