"""The cards found in files, with what each of them would change in the book."""

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
    """A matched card. `status` is new, updated, same, possible, group or skipped.

    `person` is the matching person: an id of the book, or a negative number for an earlier card of this preview.
    """

    number: int
    line: int
    status: str
    name: str
    card: CardRead | None = None  # if it has a contact
    person: int | None = None
    own: int | None = None  # negative number of a new person, by which later cards refer to it
    uid_is_taken: bool = False  # the UID belongs to another person: as a new person it gets another
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()
    members: list[str] = field(default_factory=list)
    count: int = 1
    meetings: "tuple[FoundMeeting, ...]" = ()  # of an event
    people: "tuple[NewPerson, ...]" = ()  # of an event: guests to be created for it
    strangers: tuple[str, ...] = ()  # of an event: guests who could be created
    by_title: bool = False  # of an event without guests: its title names the people
    matched_name: str = ""
    earlier_card_text: str = ""  # a phrase, if the matched person is from an earlier card

    @property
    def contact(self) -> Contact | None:
        return self.card.contact if self.card else None

    @property
    def is_unclassified(self) -> bool:
        """Whether it is a new person without a standing given by the file or its kind; archives give one for each person."""
        card = self.card
        if card is None or self.status not in ("new", "possible"):
            return False
        return not (card.is_parked or card.archived or card.states_standing)

    @property
    def can_be_another(self) -> bool:
        """Whether the user may decide that this is not the matched person."""
        is_known = self.status in ("updated", "same") and self.person is not None
        return is_known and self.card is not None and not self.card.archived and bool(self.difference)

    @property
    def changes(self) -> list[FieldChange]:
        return self.difference.changes if self.difference else []


MAX_KEPT = 150
"""New people kept per file. Of more, nobody could keep in touch, and Today would be full of their birthdays."""


@dataclass(slots=True)
class FilePreview:
    file: str  # as given
    name: str
    format: str
    sha256: str = ""
    found: list[FoundCard] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unreadable: bool = False  # nothing could be read; the remark says why
    counts: dict[str, int] = field(default_factory=dict)  # cards by status
    guests: "GuestTally | None" = None  # of a calendar
    archive: "Archive | None" = None  # of an archive: what it holds besides people
    written_at: str = ""  # modification time of the file, in UTC
    newest: str = ""  # latest connection date in a list of connections
    unclassified: int = 0  # new people who would be kept by default
    # Whether cards are kept; else only groups are, as nobody will look and there may be a million.
    keeps: bool = True

    def add(self, card: FoundCard) -> None:
        if self.keeps or card.members:
            self.found.append(card)
        self.counts[card.status] = self.counts.get(card.status, 0) + card.count
        self.unclassified += card.is_unclassified

    @property
    def has_too_many(self) -> bool:
        """Whether there are so many new people that they are parked by default; known once enough of the file is read."""
        return self.unclassified > MAX_KEPT

    def standing_of(self, card: FoundCard) -> str:
        """The standing of a new person, unless the user decides otherwise."""
        return (
            "parked"
            if self.has_too_many and card.is_unclassified
            else card.card.standing
            if card.card
            else "kept"
        )

    def recount(self, card: FoundCard, status: str) -> None:
        """Change the status of a card after later cards were read."""
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
    """The files of one call in order; each card is matched with the book and the cards before it."""

    files: list[FilePreview] = field(default_factory=list)

    def count(self, status: str) -> int:
        return sum(file.count(status) for file in self.files)

    @property
    def cards(self) -> int:
        return sum(file.cards for file in self.files)


def contact_of(card: FoundCard) -> Contact:
    """The contact of a card that has one."""
    assert card.contact is not None
    return card.contact
