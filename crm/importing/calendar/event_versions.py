"""Which event is which: the older telling gives way to the newer, and two events that share a UID stay two."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from crm.formats.calendar.event import Event
from crm.importing.calendar.existing_meetings import Meetings
from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.meetings.event_revisions import Revision
from crm.text.folding import fold

if TYPE_CHECKING:
    from crm.importing.found_cards import FilePreview, FoundCard


@dataclass(slots=True)
class Version:
    """What a file of this preview says of an event; `start` is when, or nothing of a series. `told` holds the digests of its meetings by
    their source. The event itself is not kept: its text is long."""

    revision: Revision
    start: str
    people: frozenset[int]
    file: "FilePreview"
    found: "FoundCard"
    told: dict[str, str] = field(default_factory=dict)

    def gives_way(self, newer: "Version") -> None:
        """One of the same file counts in its place. People made for this one may be among the guests of that."""
        newer.found.people = (*self.found.people, *newer.found.people)
        self.found.people = ()
        for one in self.found.meetings:
            one.change = "overtaken"
        self.found.meetings = ()
        self.file.recount(self.found, "skipped")

    def compare_with(self, before: "Version | None", meetings: list[FoundMeeting]) -> None:
        """What the meetings are beside those of the telling before, which the book gets first."""
        if before is None or (before.file is self.file and before.told != self.told):
            return
        for one in meetings:
            if one.source in before.told:
                one.change = "same" if before.told[one.source] == self.told[one.source] else "updated"


class _Earlier(NamedTuple):
    is_elsewhere: bool  # at another time, or on another day
    what: str
    people: frozenset[int]
    sequence: int


class Versions:
    """Of the events of a preview, by what they are called."""

    def __init__(self, meetings: Meetings) -> None:
        self._meetings = meetings
        self._of: dict[str, Version] = {}

    def __getitem__(self, name: str) -> Version | None:
        return self._of.get(name)

    def __setitem__(self, name: str, version: Version) -> None:
        self._of[name] = version

    def name(self, event: Event, people: Iterable[int], file: "FilePreview") -> str:
        """The UID, with the time of its series it stands for; with its start where that alone tells it from another."""
        base = f"{event.uid}/{event.time_of}" if event.time_of else event.uid
        by_start = f"{base}/{event.start}"
        if event.has_twin:
            is_known = not event.times.repeats and self._is_of(event, base)
            return base if is_known else by_start
        if (
            not event.times.repeats
            and not self._meetings.of_source(base)
            and self._meetings.of_source(by_start)
        ):
            return by_start  # it was one of several, or of a series, when it was read before
        return by_start if self._is_another(event, frozenset(people), base, file) else base

    def _is_of(self, event: Event, source: str) -> bool:
        """Whether the meeting of that source stands at the time of this event."""
        known = self._meetings.of_source(source)
        row = self._meetings.row(known) if known else None
        return row is not None and any((one.on.isoformat(), one.at) == row[:2] for one in event.times)

    def _is_another(self, event: Event, people: frozenset[int], base: str, file: "FilePreview") -> bool:
        """Whether nothing of what had this UID before is the same: time, title or people. A revision may change all."""
        if event.times.repeats:
            return False
        earlier = self._earlier(event, base, file)
        if earlier is None or event.revision.sequence > earlier.sequence:
            return False
        return earlier.is_elsewhere and fold(event.what) != fold(earlier.what) and not people & earlier.people

    def _earlier(self, event: Event, name: str, file: "FilePreview") -> _Earlier | None:
        """What another file said under this name, or what the book has of it."""
        before = self._of.get(name)
        if before is not None:
            if before.file is file or not before.start:
                return None
            is_elsewhere = before.start != event.start
            return _Earlier(is_elsewhere, before.found.name, before.people, before.revision.sequence)
        known = self._meetings.of_source(name)
        row = self._meetings.row(known) if known else None
        if known is None or row is None:
            return None
        return _Earlier(event.day != row.on, row.what, frozenset(row.people), known.revision.sequence)
