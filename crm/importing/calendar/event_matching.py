"""The event matcher: compares events with the book, and gives the meetings they would create or change."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from crm.contacts.contact import Remark
from crm.formats.calendar.event import Attendee, Event
from crm.formats.calendar.occurrences import Occurrence
from crm.formats.card import CardRead
from crm.formats.read_options import Options
from crm.importing.calendar.event_versions import Version, Versions
from crm.importing.calendar.existing_meetings import ExistingMeetings, PersonNames
from crm.importing.calendar.guests import AddNewPerson, Guests
from crm.importing.calendar.likely_owner import GuestTally
from crm.importing.calendar.occurrence_limit import OccurrenceLimit
from crm.importing.calendar.proposed_meetings import OPEN, FoundMeeting
from crm.matching.people_index import PeopleIndex
from crm.meetings.event_sources import dismissal_key
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.importing.found_cards import FilePreview, FoundCard

_NAMED = 40  # strangers named in a remark
_OLDER = "it is an older version of an event that is read as well: the newer one counts"
_OVERTAKEN = "it is an older version of an event that comes after it: the newer one counts"
_OLDER_THAN_BOOK = "your book has a newer version of this event; it was left as it is"
_GIVEN_UP = "it has other times by now: what stood for those that are over is taken out"
_BY_HAND = "you wrote this meeting down yourself; it was left as it is"
_CHANGED = "the calendar says something else now, but you changed this meeting yourself; it was left as it is"


class EventMatcher:
    def __init__(
        self,
        read: Reader,
        options: Options,
        index: PeopleIndex,
        add_new_person: AddNewPerson,
        new_people: Mapping[int, CardRead],
    ) -> None:
        assert options.today is not None
        self._today = options.today
        self._accept, self._create = options.accept, options.create_people
        self._guests = Guests(read, index, add_new_person)
        self._meetings = ExistingMeetings(read)
        self._names = PersonNames(read, new_people)
        self._limit = OccurrenceLimit(options.today)
        self._versions = Versions(self._meetings)
        self._answered: set[tuple[str, date]] = set()  # manual entries already matched, by source and day

    def match_card(self, file: "FilePreview", card: CardRead, event: Event) -> "FoundCard":
        from crm.importing.found_cards import FoundCard  # circular otherwise

        found = FoundCard(card.number, card.first_line, "skipped", event.what)
        known, strangers = self._guests.identify(event)
        found.by_title = not (known or strangers) and bool(known := self._guests.people_in_title(event))
        name = self._versions.name(event, known, file)
        before = self._versions[name]
        if before is not None and event.revision.is_older_than(before.revision):
            file.remarks.append(_remark(found, event, _OLDER))
            return found
        self._tally(file, event)
        start = "" if event.times.repeats else event.start
        version = Version(event.revision, start, frozenset(known), file, found)
        if reason := self._exclusion_reason(event):
            found.meetings = self._cancelled_meetings(version, event, name)
            more = "; the meeting that stood for it is taken out" if found.meetings else ""
            file.remarks.append(_remark(found, event, reason + more))
        else:
            self._take(file, event, name, known, strangers, version, before)
        if before is not None and before.file is file and before.digests != version.digests:
            before.supersede_by(version)
            file.remarks.append(Remark(before.found.line, before.found.number, before.found.name, _OVERTAKEN))
        self._versions[name] = version
        return found

    def _take(
        self, file: "FilePreview", event: Event, name: str, known: list[int], strangers: list[Attendee],
        version: Version, before: Version | None,
    ) -> None:  # fmt: skip
        """Process an event that takes place: its meetings, if a known person attends."""
        found = version.found
        if self._create and strangers:
            made, strangers = self._guests.create(strangers)
            found.people = tuple(made)
        if strangers or not (known or found.people):
            file.remarks.append(_remark(found, event, _unknown_guests_remark(strangers)))
        found.strangers = tuple(one.shown for one in strangers if self._guests.may_be_new(one))
        people = (*known, *(one.own for one in found.people))
        if people:
            meetings = list(self._meetings_of(file, found, event, name, people))
            version.digests = {one.source: one.digest(people) for one in meetings}
            version.compare_with(before, meetings)
            if event.times.repeats and not event.has_twin:
                abandoned = list(self._abandoned_meetings(event))
                meetings += abandoned
                file.remarks += [_remark(found, event, _GIVEN_UP)] if abandoned else []
            found.meetings, found.status = tuple(meetings), _status(meetings)
        if found.by_title and found.status != "same":
            file.remarks.append(_remark(found, event, _title_remark([self._names[one] for one in known])))

    def _tally(self, file: "FilePreview", event: Event) -> None:
        file.guests = file.guests or GuestTally()
        file.guests.count(event.people, self._guests.has_owner(event))

    def _exclusion_reason(self, event: Event) -> str:
        if event.cancelled:
            return event.cancelled
        return event.left_out or ("you declined it" if self._guests.owner_declined(event) else "")

    def _times(self, file: "FilePreview", card: "FoundCard", event: Event, people: int) -> list[Occurrence]:
        times, remarks = self._limit.limit(event, people)
        file.remarks += [_remark(card, event, reason) for reason in remarks]
        return times

    def _cancelled_meetings(self, version: Version, event: Event, name: str) -> tuple[FoundMeeting, ...]:
        """Unsettled and unchanged meetings of the book for an event that is cancelled or declined by now."""
        if event.left_out or not self._meetings.knows(event.uid):
            return ()
        found = []
        for instance in self._times(version.file, version.found, event, 0):
            known = self._meetings.of_source(_source(event, name, instance))
            if known is None or event.revision.is_outdated_by(known.revision):
                continue
            if known.state in OPEN and self._meetings.is_unchanged(known):
                one = self._make_meeting(event, name, instance, ())
                one.change, one.meeting_id = "gone", known.id
                found.append(one)
        return tuple(found)

    def _abandoned_meetings(self, event: Event) -> Iterator[FoundMeeting]:
        """Unsettled and unchanged meetings at times that the series no longer has."""
        for abandoned in self._meetings.abandoned(event):
            one = self._make_meeting(event, "", abandoned.instance, ())
            one.change, one.meeting_id = "gone", abandoned.meeting_id
            yield one

    def _meetings_of(
        self, file: "FilePreview", card: "FoundCard", event: Event, name: str, people: tuple[int, ...]
    ) -> Iterator[FoundMeeting]:
        """The meetings of which the book has no newer version."""
        for instance in self._times(file, card, event, len(people)):
            found = self._make_meeting(event, name, instance, people)
            remark = self._compare(found, found.digest(people))
            if remark:
                file.remarks.append(_remark(card, event, remark))
            if remark != _OLDER_THAN_BOOK:
                yield found

    def _make_meeting(
        self, event: Event, name: str, instance: Occurrence, people: tuple[int, ...], by_title: bool = False
    ) -> FoundMeeting:
        past = "happened" if self._accept else "proposed"
        return FoundMeeting(
            _source(event, name, instance), "new", instance.on, instance.at, event.kind, event.what, event.place,
            event.said, past if instance.on < self._today else "planned", people,
            tuple(self._names[one] for one in people), revision=event.revision, by_title=by_title,
        )  # fmt: skip

    def _compare(self, found: FoundMeeting, digest: str) -> str:
        """Compare a meeting with the book; returns a remark or ""."""
        known = self._meetings.of_source(found.source)
        if known is None:
            return self._compare_with_others(found)
        found.meeting_id = known.id
        is_accepted = known.state == "proposed" and found.state == "happened"
        if known.digest == digest or known.state not in OPEN:
            found.change = "updated" if is_accepted and known.digest == digest else "same"
            return ""
        if found.revision.is_outdated_by(known.revision):
            found.change = "same"
            return _OLDER_THAN_BOOK
        if self._meetings.is_unchanged(known):
            found.change = "updated"
            return ""
        found.change = "same"
        return _CHANGED

    def _compare_with_others(self, found: FoundMeeting) -> str:
        """Handles meetings that the user dismissed, or entered manually; an entry matches one event and all its versions."""
        if (
            dismissal_key(found.source) in self._meetings.dismissed
            or (found.source, found.on) in self._answered
        ):
            found.change = "same"
        elif self._meetings.take_manual(found.on, found.people):
            found.change = "same"
            self._answered.add((found.source, found.on))
            return _BY_HAND
        return ""


def _status(meetings: list[FoundMeeting]) -> str:
    """The status of an event by its meetings: new if none of them existed."""
    changes = {one.change for one in meetings} or {"skipped"}
    return changes.pop() if len(changes) == 1 else "updated"


def _source(event: Event, name: str, instance: Occurrence) -> str:
    """Occurrences of a series are identified by their time, whatever the name of the series."""
    return f"{event.uid}/{instance.key}" if event.times.repeats else name


def _unknown_guests_remark(strangers: list[Attendee]) -> str:
    shown = [one.shown for one in strangers[:_NAMED]]
    if len(strangers) > _NAMED:
        shown.append(f"{len(strangers) - _NAMED} more")
    return f"not in your book: {', '.join(shown)}" if shown else "nobody is invited"


def _title_remark(names: list[str]) -> str:
    return f"nobody is invited, but its title names {' and '.join(names)}"


def _remark(card: "FoundCard", event: Event, reason: str) -> Remark:
    return Remark(card.line, card.number, event.what, reason, event.lines)
