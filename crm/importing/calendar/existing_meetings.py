"""The meetings of the book, for comparison with events."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.formats.calendar.event import Event
from crm.formats.calendar.occurrences import Occurrence
from crm.formats.card import CardRead
from crm.importing.calendar.proposed_meetings import OPEN
from crm.meetings.event_revisions import Revision
from crm.meetings.event_sources import event_digest, parse_source
from crm.storage.reading import Reader

_FROM_FILES = "SELECT id, source_uid, state FROM meeting WHERE source_uid IS NOT NULL"
_AS_IT_IS = "SELECT held_on, held_at, purpose, place, said FROM meeting WHERE id = :id"
_PEOPLE = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY person_id"
_PUT_AWAY = "SELECT row FROM dismissal WHERE kind = 'event'"
_BY_HAND = (
    "SELECT m.id, json_group_array(a.person_id) AS people FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.held_on = :on AND m.source_uid IS NULL AND m.state <> 'proposed' "
    "AND m.kind NOT IN ('message', 'email', 'letter') GROUP BY m.id ORDER BY m.id"
)


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """`digest` is that of its file's last statement, which was made in `revision`."""

    id: int
    state: str
    digest: str
    revision: Revision


class AbandonedOccurrence(NamedTuple):
    """A meeting of the book whose occurrence is no longer part of its series."""

    instance: Occurrence
    meeting_id: int


class MeetingRow(NamedTuple):
    """The values of a meeting that a calendar can set, in the order of `digest`; `on` is an ISO date."""

    on: str
    at: str | None
    what: str
    place: str
    said: str
    people: tuple[int, ...]


class ExistingMeetings:
    def __init__(self, read: Reader) -> None:
        self._read = read
        self.dismissed = set(read.values(_PUT_AWAY))
        self._by_source: dict[str, KnownMeeting] = {}
        self._uids: set[str] = set()
        self._times: dict[str, list[str]] = defaultdict(list)
        for row in read.rows(_FROM_FILES):
            kept = parse_source(row["source_uid"])
            self._by_source[kept.source] = KnownMeeting(row["id"], row["state"], kept.digest, kept.revision)
            uid, _, time = kept.source.rpartition("/")
            self._uids |= {kept.source, uid}
            self._times[uid].append(time)
        self._manual: dict[date, list[tuple[int, frozenset[int]]]] = {}

    def knows(self, uid: str) -> bool:
        """Whether any occurrence of this event is a meeting."""
        return uid in self._uids

    def of_source(self, source: str) -> KnownMeeting | None:
        return self._by_source.get(source)

    def abandoned(self, event: Event) -> Iterator[AbandonedOccurrence]:
        """Unchanged meetings at times of an older revision of the series that the event no longer has."""
        for key in self._times.get(event.uid, ()):
            known = self._by_source[f"{event.uid}/{key}"]
            if known.state not in OPEN or not known.revision.is_older_than(event.revision):
                continue
            row = self.row(known)
            if row is None or not self.is_unchanged(known):
                continue
            at = Occurrence(key, date.fromisoformat(row.on), row.at)
            if not event.times.may_take_place(key, at.on):
                yield AbandonedOccurrence(at, known.id)

    def row(self, known: KnownMeeting) -> MeetingRow | None:
        """The meeting as it is now; None if it was deleted."""
        row = self._read.one(_AS_IT_IS, id=known.id)
        if row is None:
            return None
        people = tuple(self._read.values(_PEOPLE, id=known.id))
        return MeetingRow(row["held_on"], row["held_at"], row["purpose"], row["place"], row["said"], people)

    def is_unchanged(self, known: KnownMeeting) -> bool:
        """Whether it is unchanged since its file was read."""
        row = self.row(known)
        return row is not None and known.digest == event_digest(*row)

    def take_manual(self, on: date, people: tuple[int, ...]) -> bool:
        """Whether a manual entry on that day includes these people; each entry matches one event only."""
        if on not in self._manual:
            rows = self._read.rows(_BY_HAND, on=on.isoformat())
            self._manual[on] = [(row["id"], frozenset(json.loads(row["people"]))) for row in rows]
        for place, (_, there) in enumerate(self._manual[on]):
            if there.issuperset(people):
                del self._manual[on][place]
                return True
        return False


class PersonNames:
    """Full names by id, each queried once; `new_people` are the cards of new people by negative number."""

    def __init__(self, read: Reader, new_people: Mapping[int, CardRead]) -> None:
        self._read, self._new_people = read, new_people
        self._names: dict[int, str] = {}

    def __getitem__(self, person: int) -> str:
        if person in self._new_people:
            return self._new_people[person].record.full_name
        if person not in self._names:
            self._names[person] = (
                self._read.value("SELECT full_name FROM person WHERE id = :id", id=person) or ""
            )
        return self._names[person]
