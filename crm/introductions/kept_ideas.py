"""Ideas for introductions that were kept and not offered yet, as their two sides."""

from typing import NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

_KEPT = (
    "SELECT i.id, s.person_id AS one, o.person_id AS other, s.reason AS reason, o.reason AS other_reason "
    "FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id AND s.place = 1 "
    "JOIN introduction_side o ON o.introduction_id = i.id AND o.place = 2 "
    "WHERE i.state = 'idea' AND i.by_person_id IS NULL AND s.person_id IS NOT NULL AND o.person_id IS NOT NULL "
    "AND (:person IS NULL OR :person IN (s.person_id, o.person_id)) ORDER BY i.id DESC LIMIT :most"
)
_OF_PERSON = _KEPT.replace(
    "WHERE i.state",
    "WHERE i.id IN (SELECT introduction_id FROM introduction_side WHERE person_id = :person) AND i.state",
)
MOST = 200


class KeptIdea(NamedTuple):
    """`reason` is what to tell `one` about `other`; both reasons may be empty."""

    introduction_id: int
    one: PersonRef
    other: PersonRef
    reason: str
    other_reason: str


def kept_ideas(read: Reader, person_id: int | None = None) -> list[KeptIdea]:
    """The newest first; of one person if given."""
    rows = read.rows(_KEPT if person_id is None else _OF_PERSON, person=person_id, most=MOST)
    people = person_refs(read, [side for row in rows for side in (row["one"], row["other"])])
    return [
        KeptIdea(row["id"], people[row["one"]], people[row["other"]], row["reason"], row["other_reason"])
        for row in rows
    ]
