"""Who may welcome an item of the shelf: kept people who look for, care about or can help with one of its topics."""

from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE
from crm.people.topic_kinds import TOPIC_LABELS, TOPIC_VERBS
from crm.storage.reading import Reader

_INTERESTED = (
    "SELECT p.id, p.full_name, pt.kind, t.words, "
    "min(CASE pt.kind WHEN 'looking_for' THEN 0 WHEN 'cares_about' THEN 1 ELSE 2 END) AS place "
    "FROM item_topic it JOIN item i ON i.id = it.item_id "
    "JOIN person_topic pt ON pt.topic_id = it.topic_id "
    "JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id "
    "WHERE it.item_id = :id AND p.standing = 'kept' "
    f"AND p.id IS NOT i.from_person_id AND p.id NOT IN {DEAD_PEOPLE} "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = :id AND s.person_id = p.id) "
    "GROUP BY p.id ORDER BY place, p.sort_key LIMIT :limit"
)


class InterestedPerson(NamedTuple):
    id: int
    name: str
    kind: str  # of the topic that fits
    topic: str

    @property
    def why(self) -> str:
        """ "is looking for pricing"."""
        return f"{TOPIC_VERBS[self.kind]} {self.topic}"

    @property
    def label(self) -> str:
        """ "looking for: pricing"."""
        return f"{TOPIC_LABELS[self.kind]}: {self.topic}"


def interested_people(read: Reader, item_id: int, limit: int = 20) -> list[InterestedPerson]:
    """Those who look for it first. People who have the item, and the one it came from, are left out."""
    return [
        InterestedPerson(row["id"], row["full_name"], row["kind"], row["words"])
        for row in read.rows(_INTERESTED, id=item_id, limit=limit)
    ]
