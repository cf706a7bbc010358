"""One card, row or entry of a file as every reader gives it: understood, not yet judged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm.contacts.contact import Contact, Remark
from crm.formats.import_record import ImportRecord, make_import_record

if TYPE_CHECKING:
    from crm.formats.archive.archive import Archive, Archived
    from crm.formats.calendar.event import Event
    from crm.formats.own_columns import Beside


@dataclass(slots=True)
class CardRead:
    """What became of one card or row. `kind` is person, group, event, unreadable, or outside (lines that belong to no card).

    `count` is the number of BEGIN:VCARD it answers for: one, but many for cards nested too deeply, none for outside.
    """

    number: int
    first_line: int
    kind: str
    found: Contact | Callable[[], Contact] | None = (
        None  # or how to get it, where another process has read it
    )
    members: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    count: int = 1
    cached_record: ImportRecord | None = None
    event: "Event | None" = None
    is_parked: bool = (
        False  # from a list of acquaintances: someone new comes in parked unless the user says otherwise
    )
    beside: "Beside | None" = None  # of a table of ours: what comes in with someone new
    archive: "Archive | None" = (
        None  # with what stands outside of cards: the whole the following cards belong to
    )
    archived: "Archived | None" = None  # a person of it, known by the UID alone

    @property
    def contact(self) -> Contact | None:
        if self.found is not None and not isinstance(self.found, Contact):
            self.found = self.found()
        return self.found

    @property
    def standing(self) -> str:
        """As what somebody new comes in, unless the user says otherwise."""
        told = self.beside.standing if self.beside else ""
        return told or ("parked" if self.is_parked else "kept")

    @property
    def says_standing(self) -> bool:
        """Whether the file itself tells of this person: a rhythm is for whom one keeps, too."""
        return self.beside is not None and bool(self.beside.standing or self.beside.rhythm_days)

    @property
    def has_photo(self) -> bool:
        """Known without taking out the contact."""
        if self.cached_record:
            return self.cached_record.rows.photo is not None
        return self._own_contact.photo is not None

    @property
    def full_name(self) -> str:
        """Of a card that has a contact, as `raw`: known before anything is made ready."""
        return self.cached_record.full_name if self.cached_record else self._own_contact.full_name

    @property
    def raw(self) -> str:
        return self.cached_record.raw if self.cached_record else self._own_contact.raw

    @property
    def uid(self) -> str:
        return self.cached_record.uid if self.cached_record else self._own_contact.uid

    @property
    def _own_contact(self) -> Contact:
        assert self.contact is not None
        return self.contact

    @property
    def record(self) -> ImportRecord:
        """Of a card that has a contact."""
        if self.cached_record is None:
            self.cached_record = make_import_record(self._own_contact)
        return self.cached_record
