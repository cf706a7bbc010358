"""Revisions of events: an older one is superseded by a newer one, and different events with the same UID stay separate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from crm.formats.calendar.event import Event
from crm.importing.calendar.existing_meetings import ExistingMeetings
from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.meetings.event_revisions import Revision
from crm.text.folding import fold

if TYPE_CHECKING:
    from crm.importing.found_cards import FilePreview, FoundCard


@dataclass(slots=True)
class Version:
    """What a file of this preview states about an event; `start` is empty for a series. `digests` are those of its meetings by
    source. The event itself is not kept, as its text may be long.
    """

    revision: Revision
    start: str
    people: frozenset[int]
    file: "FilePreview"
    found: "FoundCard"
    digests: dict[str, str] = field(default_factory=dict)

    def supersede_by(self, newer: "Version") -> None:
        """Replace this version by a newer one of the same file, which takes over the people created for it."""
        newer.found.people = (*self.found.people, *newer.found.people)
        self.found.people = ()
        for one in self.found.meetings:
            one.change = "overtaken"
        self.found.meetings = ()
        self.file.recount(self.found, "skipped")

    def compare_with(self, before: "Version | None", meetings: list[FoundMeeting]) -> None:
        """Set the changes of the meetings compared with the version before, which is imported first."""
        if before is None or (before.file is self.file and before.digests != self.digests):
            return
        for one in meetings:
            if one.source in before.digests:
                one.change = "same" if before.digests[one.source] == self.digests[one.source] else "updated"


class _Earlier(NamedTuple):
    is_elsewhere: bool  # at another time or day
    what: str
    people: frozenset[int]
    sequence: int


class Versions:
    """The versions of the preview's events, by name."""

    def __init__(self, meetings: ExistingMeetings) -> None:
        self._meetings = meetings
        self._of: dict[str, Version] = {}

    def __getitem__(self, name: str) -> Version | None:
        return self._of.get(name)

    def __setitem__(self, name: str, version: Version) -> None:
        self._of[name] = version

    def name(self, event: Event, people: Iterable[int], file: "FilePreview") -> str:
        """The UID, with RECURRENCE-ID if any; with the start, if only that distinguishes events of the same UID."""
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
            return by_start  # it was one of several, or part of a series, when it was imported
        return by_start if self._is_another(event, frozenset(people), base, file) else base

    def _is_of(self, event: Event, source: str) -> bool:
        """Whether the meeting of that source is at a time of this event."""
        known = self._meetings.of_source(source)
        row = self._meetings.row(known) if known else None
        return row is not None and any((one.on.isoformat(), one.at) == row[:2] for one in event.times)

    def _is_another(self, event: Event, people: frozenset[int], base: str, file: "FilePreview") -> bool:
        """Whether time, title and people all differ from the event that had this UID before, and it is not a revision of it."""
        if event.times.repeats:
            return False
        earlier = self._earlier(event, base, file)
        if earlier is None or event.revision.sequence > earlier.sequence:
            return False
        return earlier.is_elsewhere and fold(event.what) != fold(earlier.what) and not people & earlier.people

    def _earlier(self, event: Event, name: str, file: "FilePreview") -> _Earlier | None:
        """What another file, or the book, has under this name."""
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
