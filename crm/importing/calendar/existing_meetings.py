"""The meetings of the book as events are compared with them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.formats.calendar.event import Event
from crm.formats.calendar.occurrences import Instance
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
class Known:
    """`told` is the digest of what its file said last, in which `revision`."""

    id: int
    state: str
    told: str
    revision: Revision


class GivenUp(NamedTuple):
    """A meeting of the book, and the time of its series that it stood for."""

    instance: Instance
    meeting_id: int


class MeetingRow(NamedTuple):
    """What a calendar may say of a meeting, in the order of `digest`; `on` is a date in ISO's form."""

    on: str
    at: str | None
    what: str
    place: str
    said: str
    people: tuple[int, ...]


class Meetings:
    def __init__(self, read: Reader) -> None:
        self._read = read
        self.put_away = set(read.values(_PUT_AWAY))
        self._by_source: dict[str, Known] = {}
        self._uids: set[str] = set()
        self._times: dict[str, list[str]] = defaultdict(list)
        for row in read.rows(_FROM_FILES):
            kept = parse_source(row["source_uid"])
            self._by_source[kept.source] = Known(row["id"], row["state"], kept.digest, kept.revision)
            uid, _, time = kept.source.rpartition("/")
            self._uids |= {kept.source, uid}
            self._times[uid].append(time)
        self._by_hand: dict[date, list[tuple[int, frozenset[int]]]] = {}

    def knows(self, uid: str) -> bool:
        """Whether a meeting stands for any time of this event."""
        return uid in self._uids

    def of_source(self, source: str) -> Known | None:
        return self._by_source.get(source)

    def given_up(self, event: Event) -> Iterator[GivenUp]:
        """Untouched ones at times that an older telling of the series had, and this one no longer has."""
        for key in self._times.get(event.uid, ()):
            known = self._by_source[f"{event.uid}/{key}"]
            if known.state not in OPEN or not known.revision.is_older_than(event.revision):
                continue
            row = self.row(known)
            if row is None or not self.is_as_told(known):
                continue
            at = Instance(key, date.fromisoformat(row.on), row.at)
            if not event.times.takes_place(key, at.on):
                yield GivenUp(at, known.id)

    def row(self, known: Known) -> MeetingRow | None:
        """As the book has it now; None where it was deleted meanwhile."""
        row = self._read.one(_AS_IT_IS, id=known.id)
        if row is None:
            return None
        people = tuple(self._read.values(_PEOPLE, id=known.id))
        return MeetingRow(row["held_on"], row["held_at"], row["purpose"], row["place"], row["said"], people)

    def is_as_told(self, known: Known) -> bool:
        """Whether nobody has changed it since its file was read."""
        row = self.row(known)
        return row is not None and known.told == event_digest(*row)

    def take_by_hand(self, on: date, people: tuple[int, ...]) -> bool:
        """Whether one was written down by hand, on that day with them; it answers for one event only."""
        if on not in self._by_hand:
            rows = self._read.rows(_BY_HAND, on=on.isoformat())
            self._by_hand[on] = [(row["id"], frozenset(json.loads(row["people"]))) for row in rows]
        for place, (_, there) in enumerate(self._by_hand[on]):
            if there.issuperset(people):
                del self._by_hand[on][place]
                return True
        return False


class Names:
    """Full names by id, asked for once each; `newcomers` are the cards of those who come in before, by negative numbers."""

    def __init__(self, read: Reader, newcomers: Mapping[int, CardRead]) -> None:
        self._read, self._newcomers = read, newcomers
        self._names: dict[int, str] = {}

    def __getitem__(self, person: int) -> str:
        if person in self._newcomers:
            return self._newcomers[person].ready.full_name
        if person not in self._names:
            self._names[person] = (
                self._read.value("SELECT full_name FROM person WHERE id = :id", id=person) or ""
            )
        return self._names[person]
