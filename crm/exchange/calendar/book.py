"""The meetings of the book as events are compared with them."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from crm.exchange.calendar.found import digest, parted
from crm.storage.reading import Reader

_FROM_FILES = "SELECT id, source_uid, state FROM meeting WHERE source_uid IS NOT NULL"
_AS_IT_IS = "SELECT held_on, held_at, purpose, place, said FROM meeting WHERE id = :id"
_PEOPLE = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY person_id"
_PUT_AWAY = "SELECT row FROM dismissal WHERE row >= 'event-' AND row < 'event.'"
_BY_HAND = (
    "SELECT m.id, json_group_array(a.person_id) AS people FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.held_on = :on AND m.source_uid IS NULL AND m.state <> 'proposed' "
    "AND m.kind NOT IN ('message', 'email', 'letter') GROUP BY m.id ORDER BY m.id"
)


@dataclass(frozen=True, slots=True)
class Known:
    """`told` is the digest of what its file said last."""

    id: int
    state: str
    told: str


class Meetings:
    def __init__(self, read: Reader) -> None:
        self._read = read
        self.put_away = set(read.values(_PUT_AWAY))
        self._by_source = {}
        for row in read.rows(_FROM_FILES):
            source, told = parted(row["source_uid"])
            self._by_source[source] = Known(row["id"], row["state"], told)
        self._by_hand: dict[date, list[tuple[int, frozenset[int]]]] = {}

    def of_source(self, source: str) -> Known | None:
        return self._by_source.get(source)

    def is_as_told(self, known: Known) -> bool:
        """Whether nobody has changed it since its file was read."""
        row = self._read.one(_AS_IT_IS, id=known.id)
        people = tuple(self._read.values(_PEOPLE, id=known.id))
        return row is not None and known.told == digest(
            row["held_on"], row["held_at"], row["purpose"], row["place"], row["said"], people
        )

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
    """Full names by id, asked for once each."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._names: dict[int, str] = defaultdict(str)

    def __getitem__(self, person: int) -> str:
        if person not in self._names:
            self._names[person] = (
                self._read.value("SELECT full_name FROM person WHERE id = :id", id=person) or ""
            )
        return self._names[person]

    def __setitem__(self, person: int, name: str) -> None:
        self._names[person] = name
