"""One card, row or event of a file as every reader returns it: parsed, not yet matched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm.contacts.contact import Contact, Remark
from crm.formats.import_record import ImportRecord, make_import_record

if TYPE_CHECKING:
    from crm.formats.archive.archive import Archive, ArchivedPerson
    from crm.formats.calendar.event import Event
    from crm.formats.own_columns import OwnColumns


@dataclass(slots=True)
class CardRead:
    """A parsed card or row. `kind` is person, group, event, unreadable, or outside (lines that belong to no card).

    `count` is the number of BEGIN:VCARD it stands for: usually one, several for cards nested too deeply, none for outside.
    """

    number: int
    first_line: int
    kind: str
    # A contact, or a function that restores it from a worker's batch.
    found: Contact | Callable[[], Contact] | None = None
    members: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    count: int = 1
    cached_record: ImportRecord | None = None
    event: "Event | None" = None
    # From a list of acquaintances: new people are parked unless the user decides otherwise.
    is_parked: bool = False
    own_columns: "OwnColumns | None" = None  # of the program's own table: further values for new people
    # For lines outside cards: the archive that the following cards belong to.
    archive: "Archive | None" = None
    archived: "ArchivedPerson | None" = None  # a person of the archive, identified by UID only

    @property
    def contact(self) -> Contact | None:
        if self.found is not None and not isinstance(self.found, Contact):
            self.found = self.found()
        return self.found

    @property
    def standing(self) -> str:
        """The standing of a new person, unless the user decides otherwise."""
        stated = self.own_columns.standing if self.own_columns else ""
        return stated or ("parked" if self.is_parked else "kept")

    @property
    def states_standing(self) -> bool:
        """Whether the file states it for this person: a rhythm implies that the person is kept."""
        return self.own_columns is not None and bool(
            self.own_columns.standing or self.own_columns.rhythm_days
        )

    @property
    def has_photo(self) -> bool:
        """Available without restoring the contact."""
        if self.cached_record:
            return self.cached_record.rows.photo is not None
        return self._own_contact.photo is not None

    @property
    def full_name(self) -> str:
        """Of a card with a contact; available before the import record is made, like `raw`."""
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
        """The import record of a card with a contact; made on first use."""
        if self.cached_record is None:
            self.cached_record = make_import_record(self._own_contact)
        return self.cached_record


def remark_outside_cards(reason: str, line: int = 0, shown: str = "") -> CardRead:
    """A remark about the file, or about lines that belong to no card; `shown` are these lines."""
    return CardRead(0, line, "outside", remarks=[Remark(line, 0, "", reason, shown)], count=0)
