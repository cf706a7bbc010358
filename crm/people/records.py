"""Frozen records of a person and their details."""

from dataclasses import dataclass
from datetime import date

from crm.promises.queries import PromiseLine


@dataclass(frozen=True, slots=True)
class PointLine:
    """`parts` are the seven ADR components (RFC 6350), for addresses only."""

    id: int
    kind: str  # email | phone | address | url | messenger
    value: str
    label: str
    preferred: bool
    parts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RoleLine:
    id: int
    organisation: str
    title: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class TopicLine:
    id: int
    kind: str  # looking_for | can_help_with | cares_about
    words: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note on the person; notes from an address book have no date."""

    id: int
    on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A labelled date; `on` is YYYY-MM-DD or --MM-DD."""

    id: int
    label: str
    on: str


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """`birthday` and `anniversary` are YYYY-MM-DD or --MM-DD; `photo` is the SHA-256 key of the image.

    `died` is a day, month, year, words or "unknown"; empty for the living.
    """

    id: int
    uid: str
    full_name: str
    given: str = ""
    additional: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    pronouns: str = ""
    birthday: str | None = None
    anniversary: str | None = None
    how_we_met: str = ""
    introduced_by_id: int | None = None
    introduced_by: str | None = None
    blurb: str = ""
    blurb_on: date | None = None
    standing: str = "kept"
    rhythm_days: int | None = None
    rhythm_since: date | None = None
    photo: str | None = None
    added_on: date | None = None
    last_contact_on: date | None = None
    next_due_on: date | None = None
    points: tuple[PointLine, ...] = ()
    roles: tuple[RoleLine, ...] = ()
    tags: tuple[str, ...] = ()
    topics: tuple[TopicLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    died: str = ""
    dates: tuple[DateLine, ...] = ()
    other: tuple[str, ...] = ()

    def points_of(self, kind: str) -> list[PointLine]:
        return [point for point in self.points if point.kind == kind]

    def topics_of(self, kind: str) -> list[str]:
        return [topic.words for topic in self.topics if topic.kind == kind]

    @property
    def role(self) -> RoleLine | None:
        """The current role: the first one without an end date."""
        return next((role for role in self.roles if role.until_on is None), None)

    @property
    def note(self) -> str:
        """The undated notes (vCard NOTE)."""
        return "\n\n".join(note.words for note in reversed(self.notes) if note.on is None)
